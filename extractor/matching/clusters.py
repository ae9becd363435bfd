"""Spellings of one name within one report: typos, broken words, missing spaces, a name that was cut off."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from extractor.matching.features import aligned, conflict, vocabulary
from extractor.matching.normalise import Name, read_name

# A cut name has at least so many words, and is the beginning of one other name only.
SHORTEST_CUT = 4


def clusters(names: Mapping[str, int], together: Mapping[str, Set[str]], line: bool = False) -> dict[str, str]:
    """The name that stands for every printed name.

    `names` counts the printed names, `together` says in which tables each stands: two names in one table are two
    things unless only their letters differ. The spelling with the fewest unknown words stands for all, then the most
    frequent, then the first by alphabet. `line` tells names of budget lines.
    """
    forms = {printed: read_name(printed, line) for printed in sorted(names)}
    by_text: dict[str, list[str]] = defaultdict(list)
    for printed, form in forms.items():
        by_text[form.squashed].append(printed)
    unknown = {printed: sum(word not in vocabulary() for word in form.words) for printed, form in forms.items()}
    heads = {s: min(group, key=lambda n: (unknown[n], -names[n], n)) for s, group in sorted(by_text.items())}
    weight = {head: sum(names[n] for n in by_text[squashed]) for squashed, head in heads.items()}
    tables = {head: frozenset().union(*(together.get(n, frozenset()) for n in by_text[s])) for s, head in heads.items()}
    parents = _joined(sorted(heads.values(), key=lambda n: (unknown[n], -weight[n], n)), forms, tables)
    return {printed: _top(parents, heads[form.squashed]) for printed, form in forms.items()}


def _joined(order: Sequence[str], forms: Mapping[str, Name], tables: Mapping[str, Set[str]]) -> dict[str, str]:
    """Parent of every name that is a spelling of a more frequent one."""
    parents: dict[str, str] = {}
    letters = {name: frozenset(forms[name].words) for name in order}
    for index, name in enumerate(order):
        for other in order[:index]:
            if other in parents or not _worth_a_look(letters[name], letters[other]):
                continue
            if _same(forms[name], forms[other]):
                parents[name] = other
                break
        else:
            if name not in parents:
                _join_cut(name, order, forms, tables, parents)
    return parents


def _worth_a_look(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two names share most of their words, or are short enough for one slip to change all."""
    shared, longer = len(left & right), max(len(left), len(right))
    return shared >= longer - 3 and (shared > 0 or longer <= 3)


def _same(left: Name, right: Name) -> bool:
    """Whether every word of one has its partner in the other, and nothing forbids that they are one."""
    only_left, only_right, _ = aligned(left.words, right.words)
    return not only_left and not only_right and _ordered(left, right)


def _ordered(left: Name, right: Name) -> bool:
    """Whether numbers and short words, which a slip must not change, stand in the same order."""
    firm = [[w for w in name.words if w.isdigit() or len(w) <= 2] for name in (left, right)]
    return firm[0] == firm[1]


def _join_cut(
    name: str, order: Sequence[str], forms: Mapping[str, Name], tables: Mapping[str, Set[str]], parents: dict[str, str]
) -> None:
    """Joins a name that is the beginning of exactly one other name and stands in no table with it."""
    words = forms[name].every
    if len(words) < SHORTEST_CUT:
        return
    longer = [o for o in order if len(forms[o].every) > len(words) and forms[o].every[: len(words)] == words]
    if len(longer) == 1 and not tables[name] & tables[longer[0]]:
        rest = forms[longer[0]].every[len(words) :]
        if len(rest) <= len(words) and conflict((), rest) is None and _top(parents, longer[0]) != name:
            parents[name] = longer[0]


def _top(parents: Mapping[str, str], name: str) -> str:
    """The name at the end of the chain."""
    while name in parents:
        name = parents[name]
    return name
