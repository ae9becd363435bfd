"""Spellings of one name within one report: typos, broken words, missing spaces, a name that was cut off."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from extractor.matching.alignment import strangers
from extractor.matching.compare import compare
from extractor.matching.guards import qualifiers
from extractor.matching.normalise import Name, read_name
from extractor.matching.view import Side
from extractor.matching.vocabulary import vocabulary
from extractor.matching.weights import weights

# A cut name has at least so many words, and is the beginning of one other name only.
SHORTEST_CUT = 4
# Budget lines keep the order of their words; so alike are the letters of two spellings.
LINE_ALIKE = 80
# A name does not end in these: what they stand before was cut off.
DANGLING = frozenset(
    [
        "yang",
        "dan",
        "di",
        "pada",
        "dari",
        "untuk",
        "oleh",
        "dengan",
        "atas",
        "dalam",
        "per",
        "ke",
        "bagi",
        "serta",
        "atau",
        "terhadap",
        "secara",
        "para",
        "setiap",
        "sebagai",
        "penerapan",
        "pelaksanaan",
        "penyelenggaraan",
        "peningkatan",
        "penurunan",
        "pengelolaan",
        "pemenuhan",
        "penyelesaian",
        "jumlah",
        "persentase",
        "tingkat",
        "nilai",
        "indeks",
        "rata",
        "memiliki",
        "mendapat",
        "memperoleh",
        "mengikuti",
        "melaksanakan",
        "sesuai",
        "berdasarkan",
        "tentang",
    ]
)


Parted = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Printed:
    """A name as a report prints it: how often, in which tables, with which figures (measure, period, print)."""

    count: int = 1
    tables: frozenset[str] = frozenset()
    figures: frozenset[tuple[str, str | None, str]] = frozenset()
    unit_kind: str | None = None


def clusters(names: Mapping[str, Printed], line: bool = False, parted: Parted | None = None) -> dict[str, str]:
    """The name that stands for every printed name.

    Two names in one table are two things unless only their letters differ. The spelling with the fewest unknown words
    stands for all, then the most frequent, then the first by alphabet. `line` tells names of budget lines,
    `parted` names that a person called different.
    """
    forms = {printed: read_name(printed, line) for printed in sorted(names)}
    by_text: dict[str, list[str]] = defaultdict(list)
    for printed, form in forms.items():
        by_text[form.squashed].append(printed)
    unknown = {printed: sum(word not in vocabulary() for word in form.words) for printed, form in forms.items()}
    heads = {s: min(group, key=lambda n: (unknown[n], -names[n].count, n)) for s, group in sorted(by_text.items())}
    groups = {head: _group([names[n] for n in by_text[squashed]]) for squashed, head in heads.items()}
    order = sorted(heads.values(), key=lambda n: (unknown[n], -groups[n].count, n))
    parents = _Joiner(forms, groups, line, parted).joined(order)
    return {printed: _top(parents, heads[form.squashed]) for printed, form in forms.items()}


def _group(spellings: Sequence[Printed]) -> Printed:
    """Several spellings as one."""
    kinds = sorted({printed.unit_kind for printed in spellings if printed.unit_kind})
    return Printed(
        sum(printed.count for printed in spellings),
        frozenset().union(*(printed.tables for printed in spellings)),
        frozenset().union(*(printed.figures for printed in spellings)),
        kinds[0] if len(kinds) == 1 else None,
    )


class _Joiner:
    """Finds for every name the more frequent one that it is a spelling or the beginning of."""

    def __init__(
        self, forms: Mapping[str, Name], printed: Mapping[str, Printed], line: bool, parted: Parted | None
    ) -> None:
        self._forms, self._printed, self._line = forms, printed, line
        self._begun: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._parted = parted or (lambda left, right: False)
        self._sides = {name: Side(forms[name], None if line else printed[name].unit_kind) for name in printed}

    def joined(self, order: Sequence[str]) -> dict[str, str]:
        """Parent of every name that is a spelling of a more frequent one."""
        parents: dict[str, str] = {}
        for name in order:
            self._begun[self._forms[name].every[:SHORTEST_CUT]].append(name)
        letters = {name: frozenset(self._forms[name].words) for name in order}
        for index, name in enumerate(order):
            likely = (o for o in order[:index] if o not in parents and _worth_a_look(letters[name], letters[o]))
            parent = next((other for other in likely if self._same(name, other)), None)
            if parent is None and name not in parents:
                parent = self._cut_from(name)
                parent = None if parent is not None and _top(parents, parent) == name else parent
            if parent is not None:
                parents[name] = parent
        return parents

    def _same(self, left: str, right: str) -> bool:
        """Whether two names are one thing; in one table, and of budget lines, only letters may differ."""
        a, b = self._forms[left].squashed, self._forms[right].squashed
        if self._line and ratio(a, b, score_cutoff=LINE_ALIKE) < LINE_ALIKE:
            return False
        if self._parted(left, right) or strangers(self._forms[left].words, self._forms[right].words):
            return False
        found = compare(self._sides[left], self._sides[right])
        if found.score < weights().matched or not _ordered(self._forms[left], self._forms[right]):
            return False
        only_letters = not found.only_left and not found.only_right
        return only_letters or not (self._line or self._printed[left].tables & self._printed[right].tables)

    def _cut_from(self, name: str) -> str | None:
        """The only other name that begins with a name which was cut off: it ends in the air, or the figures are the same."""
        words, printed = self._forms[name].every, self._printed[name]
        if len(words) < SHORTEST_CUT:
            return None
        begun = self._begun.get(words[:SHORTEST_CUT], ())
        longer = [o for o in begun if o != name and self._forms[o].every[: len(words)] == words]
        longer = [o for o in longer if len(self._forms[o].every) > len(words)]
        if len(longer) != 1 or printed.tables & self._printed[longer[0]].tables:
            return None
        rest = self._forms[longer[0]].every[len(words) :]
        shared = {figure for figure in printed.figures & self._printed[longer[0]].figures if _telling(figure[2])}
        narrows = any(set(rest) & group for group in qualifiers()) or any(word.isdigit() for word in rest)
        cut = self._line or words[-1] in DANGLING or bool(shared)
        return longer[0] if cut and not narrows and len(rest) <= len(words) else None


def _telling(print_: str) -> bool:
    """Whether two indicators hardly have this figure by chance, as they have 100 and 0."""
    digits = "".join(character for character in print_ if character.isdigit()).strip("0")
    return len(digits) > 1


def _worth_a_look(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two names share most of their words, or are short enough for one slip to change all."""
    shared, longer = len(left & right), max(len(left), len(right))
    return shared >= longer - 3 and (shared > 0 or longer <= 3)


def _ordered(left: Name, right: Name) -> bool:
    """Whether numbers and short words, which a slip must not change, stand in the same order."""
    firm = [[w for w in name.words if w.isdigit() or len(w) <= 2] for name in (left, right)]
    return firm[0] == firm[1]


def _top(parents: Mapping[str, str], name: str) -> str:
    """The name at the end of the chain."""
    while name in parents:
        name = parents[name]
    return name
