"""Number grammar, units, predicates, terbilang and intervals; a leaf that every room may import."""

from extractor.notation.arithmetic import Arithmetic, arithmetic
from extractor.notation.cell import parse
from extractor.notation.intervals import (
    Interval,
    Verdict,
    exact,
    printed,
    round_half_up,
    rounded,
    total,
    truncates_to,
    ulp,
    verdict,
)
from extractor.notation.model import Kind, Parsed, Role, Token
from extractor.notation.predicates import normalise_predicate
from extractor.notation.terbilang import number_in_words, words_to_number
from extractor.notation.tokens import find_numbers, words_beside
from extractor.notation.units import is_count, normalise_unit

__all__ = [
    "Arithmetic",
    "Interval",
    "Kind",
    "Parsed",
    "Role",
    "Token",
    "Verdict",
    "arithmetic",
    "exact",
    "find_numbers",
    "is_count",
    "normalise_predicate",
    "normalise_unit",
    "number_in_words",
    "parse",
    "printed",
    "round_half_up",
    "rounded",
    "total",
    "truncates_to",
    "ulp",
    "verdict",
    "words_beside",
    "words_to_number",
]
