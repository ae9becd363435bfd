"""What speaks for and against two names meaning the same; each feature says why in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import ratio, token_sort_ratio

from extractor.matching.normalise import Name, read_name
from schemas.catalogue import catalogue

# Words shorter than this must be equal letter by letter: "SD" is no slip of "SMP".
SHORTEST_FUZZY = 5
# So alike are a word and its misspelling (Damerau-Levenshtein, 1 = equal).
SAME_WORD = 0.8
# A longer form holds the shorter one between affixes: "terakreditasi" and "akreditasi", but not "prasarana" and "sarana".
SHORTEST_STEM = 6
AFFIX_WEIGHT = 0.95
PREFIXES = ("", "ber", "ter", "di", "me", "mem", "men", "meng", "pe", "pem", "pen", "peng", "per", "pel", "ke")
SUFFIXES = ("", "an", "nya", "kan", "i", "annya")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Likeness of two names between 0 and 1, the words that each has alone, and what forbids that they are one."""

    score: float
    only_left: tuple[str, ...] = ()
    only_right: tuple[str, ...] = ()
    forbidden: str | None = None


def compare(left: Name, right: Name) -> Comparison:
    """How alike two names are: shared words in both directions, and their letters where spaces went astray."""
    if left.text == right.text:
        return Comparison(1.0)
    if left.squashed == right.squashed:
        return Comparison(0.99)
    only_left, only_right, quality = aligned(left.words, right.words)
    forbidden = conflict(only_left, only_right)
    shared = _weight(left.words) + _weight(right.words) - _weight(only_left) - _weight(only_right)
    cover = shared / (_weight(left.words) + _weight(right.words))
    letters = max(token_sort_ratio(left.text, right.text), ratio(left.squashed, right.squashed)) / 100
    score = 0.7 * cover * quality + 0.3 * letters
    return Comparison(min(score, 0.98), only_left, only_right, forbidden)


def aligned(left: Sequence[str], right: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...], float]:
    """Words of each side without a partner on the other, and the mean likeness of the partners."""
    rest, alone, likeness = list(right), [], []
    for word in left:
        if word in rest:
            rest.remove(word)
            likeness.append(1.0)
            continue
        best = max(((word_likeness(word, other), -index) for index, other in enumerate(rest)), default=(0.0, 0))
        if best[0] >= SAME_WORD:
            likeness.append(best[0])
            del rest[-best[1]]
        else:
            alone.append(word)
    only_left, only_right = _without_glued(alone, rest)
    quality = sum(likeness) / len(likeness) if likeness else 1.0
    return only_left, only_right, 1 - (1 - quality) / 2


def _without_glued(left: list[str], right: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words left over, unless they are the same letters with other spaces: "manajemeninformasi"."""
    if left and right and "".join(left) == "".join(right):
        return (), ()
    return tuple(left), tuple(right)


@lru_cache(maxsize=65536)
def word_likeness(left: str, right: str) -> float:
    """1 for equal words, less for slips of the pen and for forms of one word, 0 for two different words."""
    if left == right:
        return 1.0
    if min(len(left), len(right)) < SHORTEST_FUZZY or left.isdigit() or right.isdigit():
        return 0.0
    short, long = sorted((left, right), key=len)
    if len(short) >= SHORTEST_STEM and short in long:
        before, after = long.split(short, 1)
        return AFFIX_WEIGHT if before in PREFIXES and after in SUFFIXES else 0.0
    if left in vocabulary() and right in vocabulary():
        return 0.0
    return DamerauLevenshtein.normalized_similarity(left, right)


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """Words that the catalogue knows; two of them are never slips of one another."""
    names = (name for i in catalogue().indicators for name in (i.name, *i.synonyms))
    lines = (line.name for line in catalogue().nomenclature)
    words = {word for name in (*names, *lines) for word in read_name(name).words}
    return frozenset(words.union(catalogue().words.known, *catalogue().words.qualifiers))


def conflict(only_left: Sequence[str], only_right: Sequence[str]) -> str | None:
    """The reason why words that one name has alone make it another indicator, None where they do not."""
    heads = {head_class(word) for word in only_left} - {None}, {head_class(word) for word in only_right} - {None}
    if heads[0] and heads[1] and not heads[0] & heads[1] and {"share", "score", "count"} & (heads[0] | heads[1]):
        return "different measures: " + " / ".join(sorted(str(head) for head in heads[0] | heads[1]))
    alone = set(only_left) | set(only_right)
    for group in catalogue().words.qualifiers:
        found = sorted(alone.intersection(group))
        if found:
            return "different population or kind: " + ", ".join(found)
    numbers = sorted(word for word in alone if word.isdigit())
    return "different numbers: " + ", ".join(numbers) if numbers else None


@lru_cache(maxsize=4096)
def head_class(word: str) -> str | None:
    """The class of a word that tells what is measured, None for all others."""
    return next((name for name, words in catalogue().words.heads.items() if word in words), None)


def _weight(words: Sequence[str]) -> float:
    """Words that tell what is measured count half: "nilai" and "indeks" change places freely."""
    return sum(0.5 if head_class(word) else 1.0 for word in words)
