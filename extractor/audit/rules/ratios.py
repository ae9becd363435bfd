"""A percentage and its ratio, printed side by side in a sentence."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.audit.context import Context
from extractor.audit.outcome import Draft, Outcome, expected_value
from extractor.audit.phrases import phrase
from extractor.audit.registry import part
from extractor.audit.rules import arithmetic  # noqa: F401  registers the rule that this is a part of
from extractor.audit.text_figures import Figure, figures
from extractor.audit.wording import quoted
from extractor.notation import exact, printed, truncates_to, ulp

_BRACKET = re.compile(r"\s*\(\s*")


@part("NUM-TRUNC")
def ratio_in_brackets(context: Context) -> Iterator[Outcome]:
    """A percentage whose ratio in brackets is cut: "89,58% (0,89)"."""
    for sentence in context.reading.sentences:
        found = figures(sentence.text)
        for percent, ratio in pairwise(found):
            if _beside(sentence.text, percent, ratio) and _is_cut(percent, ratio):
                formula = f"{printed(percent.value, percent.decimals)} / 100"
                right = printed(percent.value / 100, ratio.decimals)
                yield Outcome(
                    draft=Draft(
                        phrase(
                            "NUM-TRUNC.ratio",
                            page=sentence.page,
                            figure=percent.text,
                            ratio=ratio.text,
                            formula=formula,
                            right=right,
                            sentence=quoted(sentence.text),
                        ),
                        sentences=(sentence,),
                        printed=ratio.text,
                        value=ratio.value,
                        expected=expected_value(percent.value / 100, ratio.decimals, formula),
                        slip="truncated",
                        lead="sentences",
                    )
                )


def _beside(text: str, percent: Figure, ratio: Figure) -> bool:
    """The ratio stands in brackets right after the percentage, and nothing else does."""
    closed = text[ratio.end : ratio.end + 1] == ")"
    return (
        percent.kind == "percent"
        and ratio.kind == "value"
        and closed
        and bool(_BRACKET.fullmatch(text[percent.end : ratio.start]))
    )


def _is_cut(percent: Figure, ratio: Figure) -> bool:
    right = percent.value / Decimal(100)
    rounded = abs(right - ratio.value) <= ulp(ratio.decimals) / 2
    return not rounded and truncates_to(exact(right), ratio.value, ratio.decimals)
