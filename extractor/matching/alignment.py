"""Which word of one name is which word of another, and which words stand alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.matching.forms import likeness
from extractor.matching.heads import is_light
from extractor.matching.vocabulary import vocabulary

# So many neighbouring words may be the pieces of one.
MOST_PIECES = 3


@dataclass(frozen=True, slots=True)
class Partner:
    """A word (or the pieces of one) of each side that are the same, their places, and by what they are the same."""

    left: str
    right: str
    places: tuple[int, int]
    value: float
    by: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """Partners by their place on the left, and the words of each side that have none."""

    partners: tuple[Partner, ...]
    only_left: tuple[str, ...] = ()
    only_right: tuple[str, ...] = ()


def align(left: Sequence[str], right: Sequence[str]) -> Alignment:
    """The alignment of two lists of words: equal words first, then the likest, then pieces of one word."""
    ours, theirs = dict(enumerate(left)), dict(enumerate(right))
    partners = _equal(ours, theirs)
    if ours and theirs:
        partners += [*_alike(ours, theirs), *_glued(ours, theirs)]
    return Alignment(
        tuple(sorted(partners, key=lambda partner: partner.places)), tuple(ours.values()), tuple(theirs.values())
    )


def strangers(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words that matter surely have no partner, told without an alignment.

    0 wherever an unknown word may be the slip, the pieces or the abbreviation of another.
    """
    ours, theirs = [w for w in left if w not in right], [w for w in right if w not in left]
    known = vocabulary()
    if not all(word in known for word in (*ours, *theirs)):
        return 0
    pairs = ((ours, theirs), (theirs, ours))
    return sum(not is_light(w) and not any(likeness(w, o).value for o in b) for a, b in pairs for w in a)


def _equal(left: dict[int, str], right: dict[int, str]) -> list[Partner]:
    """Pairs of equal words, taken out of both sides."""
    places: dict[str, list[int]] = {}
    for place in sorted(right, reverse=True):
        places.setdefault(right[place], []).append(place)
    found = []
    for place, word in list(left.items()):
        if places.get(word):
            other = places[word].pop()
            found.append(Partner(word, word, (place, other), 1.0, "equal"))
            del left[place], right[other]
    return found


def _alike(left: dict[int, str], right: dict[int, str]) -> list[Partner]:
    """Pairs of words that are forms, abbreviations or slips of one another, the likest first."""
    ranked = sorted(
        (-like.value, i, j, like.by)
        for i, word in left.items()
        for j, other in right.items()
        if (like := likeness(word, other)).value
    )
    found = []
    for value, i, j, by in ranked:
        if i in left and j in right:
            found.append(Partner(left.pop(i), right.pop(j), (i, j), -value, by))
    return found


def _glued(left: dict[int, str], right: dict[int, str]) -> list[Partner]:
    """Words of one side that are pieces of a word of the other, also with a slip in it."""
    known = vocabulary()
    if not left or not right or all(word in known for word in (*left.values(), *right.values())):
        return []
    return [
        *_pieces(left, right),
        *(Partner(p.right, p.left, (p.places[1], p.places[0]), p.value, p.by) for p in _pieces(right, left)),
        *_initials(left, right),
        *(Partner(p.right, p.left, (p.places[1], p.places[0]), p.value, p.by) for p in _initials(right, left)),
    ]


def _pieces(broken: dict[int, str], whole: dict[int, str]) -> list[Partner]:
    """Neighbouring words that make one word of the other side."""
    found = []
    for start in sorted(broken):
        for count in range(2, MOST_PIECES + 1):
            places = [start + offset for offset in range(count)]
            if not all(place in broken for place in places):
                break
            joined = "".join(broken[place] for place in places)
            other = next((j for j, word in whole.items() if _same_but_slip(joined, word)), None)
            if other is not None and not joined.isdigit():
                text = " ".join(broken.pop(place) for place in places)
                found.append(Partner(text, whole.pop(other), (start, other), 0.97, "pieces"))
                break
    return found


def _same_but_slip(joined: str, word: str) -> bool:
    """Whether pieces put together are a word, but for a slip."""
    if abs(len(joined) - len(word)) > 1 or joined[0] != word[0]:
        return False
    return likeness(joined, word).by in ("equal", "slip")


def _initials(full: dict[int, str], short: dict[int, str]) -> list[Partner]:
    """Neighbouring words whose first letters, four or more, are a word of the other side: "rtlh"."""
    found = []
    for place, word in sorted(short.items()):
        if len(word) < 4 or not word.isalpha():
            continue
        for start in sorted(full):
            places = range(start, start + len(word))
            if all(p in full and full[p][0] == letter for p, letter in zip(places, word, strict=True)):
                text = " ".join(full.pop(p) for p in places)
                found.append(Partner(text, short.pop(place), (start, place), 0.95, "initials"))
                break
    return found
