"""What never lets two names be one thing, however alike they look; each guard says in words what it found."""

import itertools
from collections.abc import Callable
from functools import lru_cache

from extractor.matching.alignment import Alignment
from extractor.matching.heads import apart, head_class, is_light
from extractor.matching.normalise import Name
from extractor.matching.view import Side
from schemas.catalogue import catalogue

Guard = Callable[[Side, Side, Alignment], str | None]
NEGATIONS = frozenset({"tidak", "belum", "bukan", "non", "tanpa", "kecuali", "selain"})
# A word so short is a class or a number in letters.
SHORT_MARK = 2
# Words between the two sides of a relation, which must not change places; "rasio" relates by itself.
RELATIONS = frozenset({"terhadap", "per", "dibanding", "dibandingkan", "berbanding", "banding", "ke"})


def qualifier(left: Side, right: Side, alignment: Alignment) -> str | None:
    """A word that narrows a thing (a population, a level, a condition, a place) stands in one name only."""
    alone = {*alignment.only_left, *alignment.only_right}
    found = next((sorted(alone & group) for group in qualifiers() if alone & group), None)
    return "different population or kind: " + ", ".join(found) if found else None


def numbers(left: Side, right: Side, alignment: Alignment) -> str | None:
    """Numbers or letters that count ("tipe B", "minimal BB") differ, or numbers stand in another order."""
    digits = [[word for word in side.name.words if any(c.isdigit() for c in word)] for side in (left, right)]
    odd = {*alignment.only_left, *alignment.only_right}
    short = sorted(word for word in odd if len(word) <= SHORT_MARK)
    if digits[0] == digits[1] and not short:
        return None
    return "different numbers: " + ", ".join(sorted({*digits[0]} ^ {*digits[1]}) or short or digits[0])


def negation(left: Side, right: Side, alignment: Alignment) -> str | None:
    """Another word is negated."""
    denied = [_denied(side.name, alignment, index) for index, side in enumerate((left, right))]
    odd = denied[0] ^ denied[1]
    return "negated in one only: " + ", ".join(sorted(odd)) if odd else None


def measure(left: Side, right: Side, alignment: Alignment) -> str | None:
    """One is a share and the other a number, a score, a rank or a mean; the unit speaks where the name does not."""
    heads = left.measured, right.measured
    if left.name.text == right.name.text or not apart(*heads):
        return None
    return f"different measures: {' / '.join(sorted(map(str, heads)))}"


def counted(left: Side, right: Side, alignment: Alignment) -> str | None:
    """Numbers of different things: the word behind "jumlah" has another partner, or is a work in one and a person in one."""
    if left.measured != "count" or right.measured != "count":
        return None
    if any(partner.by == "noun" for partner in alignment.partners):
        return "a work in one, what was worked on in the other"
    first = [next((word for word in side.name.words if not head_class(word)), "") for side in (left, right)]
    for index, side in enumerate((left, right)):
        alone = alignment.only_right if index else alignment.only_left
        if first[index] in alone and side.name.words:
            return f"counts different things: {first[0]} / {first[1]}"
    return None


def relation(left: Side, right: Side, alignment: Alignment) -> str | None:
    """What is set against what has changed places: "rasio guru terhadap siswa" and "rasio siswa terhadap guru"."""
    middles = [_middle(side.name) for side in (left, right)]
    places = [p.places for p in alignment.partners if not head_class(p.left)]
    if middles[0] is None or middles[1] is None:
        ratio = all("rasio" in side.name.words for side in (left, right))
        crossed = any(a[1] > b[1] for a, b in itertools.pairwise(places))
        return "the sides of the ratio changed places" if ratio and crossed else None
    moved = {(a < middles[0], b < middles[1]) for a, b in places}
    sides = [_sides(side.name, middle) for side, middle in zip((left, right), middles, strict=True) if middle]
    turned = len(sides) == 2 and sides[0] == sides[1][::-1] and sides[0][0] != sides[0][1]
    return "the sides of the relation changed places" if turned or {(True, False), (False, True)} <= moved else None


def _sides(name: Name, middle: int) -> tuple[frozenset[str], frozenset[str]]:
    """The words before and behind the relation without those that add nothing."""
    before, behind = name.words[:middle], name.words[middle:]
    return tuple(frozenset(w for w in part if not is_light(w)) for part in (before, behind))  # type: ignore[return-value]


def qualifiers() -> tuple[frozenset[str], ...]:
    """The catalogue's groups of words that narrow a thing."""
    return _groups()


@lru_cache(maxsize=1)
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in catalogue().words.qualifiers)


def _denied(name: Name, alignment: Alignment, index: int) -> frozenset[str]:
    """The words behind a negation, each by its partner on the left."""
    words = {(p.right if index else p.left): p.left for p in alignment.partners}
    followers = zip(name.words, name.words[1:], strict=False)
    return frozenset(words.get(word, word) for negation, word in followers if negation in NEGATIONS)


def _middle(name: Name) -> int | None:
    """How many of the words that count stand before the word of relation; None without one."""
    place = next((i for i, word in enumerate(name.every) if word in RELATIONS and i), None)
    if place is None:
        return None
    count = 0
    for word in name.every[:place]:
        count += count < len(name.words) and name.words[count] == word
    return count


GUARDS: tuple[Guard, ...] = (qualifier, numbers, negation, measure, counted, relation)
