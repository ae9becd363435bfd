"""How many figures were compared with each supporting document, and what came of it."""

from collections.abc import Sequence

from extractor.audit import Audit
from schemas import Calculation, SupportingDocument


def counted(documents: Sequence[SupportingDocument], audited: Audit) -> tuple[SupportingDocument, ...]:
    """The documents with the number of figures that were compared, that differ, and whose difference is explained."""
    return tuple(_counted(document, audited) for document in documents)


def _counted(document: SupportingDocument, audited: Audit) -> SupportingDocument:
    mine = [c for c in audited.calculations if any(fact.startswith(f"{document.id}-") for fact in c.inputs)]
    return document.model_copy(
        update={
            "compared": sum(_own(calculation, document.id) for calculation in mine),
            "differing": sum(calculation.verdict == "inconsistent" for calculation in mine),
            "explained": sum(calculation.verdict == "not_checkable" for calculation in mine),
        }
    )


def _own(calculation: Calculation, identifier: str) -> int:
    """The report's own figures in a comparison."""
    return sum(not fact.startswith(f"{identifier}-") for fact in calculation.inputs)
