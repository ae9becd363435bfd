"""Whether two words are one: equal, forms of one word, an abbreviation, or a slip of the pen."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from extractor.matching.vocabulary import vocabulary
from extractor.remembered import remembered

# Words shorter than this must be equal letter by letter: "SD" is no slip of "SMP".
SHORTEST_SLIP = 5
# Below this length a slip spares the first letter and the length decides how many slips are forgiven.
LONG_WORD, VERY_LONG_WORD = 8, 12
FORM, SHORTENED = 0.97, 0.95
SHORTEST_ROOT, SHORTEST_SKELETON = 4, 3
# Prefixes of the nominalised verb (peN-...-an) and of the active verb with the letters that they swallow.
_NASAL = {"ng": ("", "k"), "ny": ("s",), "m": ("", "p"), "n": ("", "t"), "": ("",)}
_NOMINAL = re.compile(r"^pe(ng|ny|m|n|)(\w{3,})an$")
_ACTIVE = re.compile(r"^me(ng|ny|m|n|)(\w{3,})$")
# "ketercapaian" to "tercapai", "ketepatan" to "tepat": the state and what is in it.
_STATE = re.compile(r"^ke(?:ter)?(\w{4,})an$")
_HAVING = re.compile(r"^ber(\w{4,})$")
_PASSIVE = re.compile(r"^(?:di|ter)(\w{4,})$")
_SAME_PART = frozenset({("passive", "base"), ("having", "base")})
_WORK = frozenset(
    {
        ("noun", "passive"),
        ("noun", "active"),
        ("state", "passive"),
        ("state", "base"),
        ("state", "noun"),
        ("active", "base"),
    }
)
_VOWELS = re.compile(r"[aeiou]")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How surely two words are one (0: they are not), and by what: equal, form, noun (verb and its noun), short, slip."""

    value: float
    by: str


NONE, EQUAL = Likeness(0.0, "none"), Likeness(1.0, "equal")


@remembered(512)
def likeness(left: str, right: str) -> Likeness:
    """Whether two words are one, by the surest reason."""
    if left == right:
        return EQUAL
    if left.isdigit() or right.isdigit():
        return NONE
    if min(len(left), len(right)) >= SHORTEST_ROOT:
        form = _form(left, right)
        if form:
            return Likeness(FORM, form)
    if _skeleton(left, right) or _skeleton(right, left):
        return Likeness(SHORTENED, "short")
    return _slip(left, right)


def _form(left: str, right: str) -> str | None:
    """How two words are forms of one: with another ending or prefix ("form"), or a verb and its noun ("noun")."""
    shared = {(a, b) for root, a in _roots(left) for other, b in _roots(right) if root == other}
    if not shared:
        return None
    if any(a == b or (a, b) in _SAME_PART or (b, a) in _SAME_PART for a, b in shared):
        return "form"
    return "noun" if any((a, b) in _WORK or (b, a) in _WORK for a, b in shared) else None


@remembered(16384)
def _roots(word: str) -> frozenset[tuple[str, str]]:
    """The roots that a word may have, each with the part that the word plays: base, noun, active, passive, having, state.

    An agent ("pendidik", "pengguna") has no root here: it is somebody else than the work ("pendidikan").
    """
    bare = word[:-3] if word.endswith("nya") and len(word) > 6 else word
    found = {(bare, "base")}
    noun, active, passive = _NOMINAL.match(bare), _ACTIVE.match(bare), _PASSIVE.match(bare)
    for match, part in ((noun, "noun"), (active, "active")):
        if match:
            found.update((ending, part) for start in _NASAL[match[1]] for ending in _endings(start + match[2], part))
    state = _STATE.match(bare)
    if state:
        found.add((state[1], "state"))
    having = _HAVING.match(bare)
    if having:
        found.add((having[1], "having"))
    if passive:
        # "terawat" is "ter" and "rawat".
        stems = (passive[1], f"r{passive[1]}") if bare.startswith("ter") and passive[1][0] in "aeiou" else (passive[1],)
        found.update((ending, "passive") for stem in stems for ending in _endings(stem, "passive"))
    return frozenset((root, part) for root, part in found if len(root) >= SHORTEST_ROOT)


def _endings(stem: str, part: str) -> tuple[str, ...]:
    """A stem with and without the verb's ending."""
    if part == "noun":
        return (stem, stem[:-1]) if stem.endswith("i") else (stem,)
    if stem.endswith("kan"):
        return (stem, stem[:-3])
    return (stem, stem[:-1]) if stem.endswith("i") else (stem,)


def _skeleton(short: str, long: str) -> bool:
    """Whether one word is the other without its vowels: "sklh" and "sekolah"."""
    if not SHORTEST_SKELETON <= len(short) < len(long) - 1 or _VOWELS.search(short):
        return False
    return long[0] == short[0] and _VOWELS.sub("", long) == short


def _slip(left: str, right: str) -> Likeness:
    """A slip of the pen: a letter or two wrong, where not both are words of the field."""
    short, long = sorted((len(left), len(right)))
    if short < SHORTEST_SLIP or (left in vocabulary() and right in vocabulary()):
        return NONE
    allowed = 1 if long < VERY_LONG_WORD else 2
    if long >= LONG_WORD and (left in vocabulary()) != (right in vocabulary()):
        allowed = 2
    if long < LONG_WORD and left[0] != right[0]:
        return NONE
    distance = OSA.distance(left, right, score_cutoff=allowed)
    return Likeness(1 - distance / long, "slip") if distance <= allowed else NONE
