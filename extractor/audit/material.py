"""Whether it matters that a figure is wrong: another rating class, another total, another conclusion."""

from collections.abc import Sequence
from decimal import Decimal

from extractor.audit.outcome import Draft
from schemas import Fact

# Upper bounds of the classes of achievements that are usual (Permendagri 86/2017); above 100 the conclusion is "exceeded".
CLASSES = tuple(map(Decimal, (50, 65, 75, 90, 100)))
_GRADED = frozenset({"achievement", "average_achievement"})
_NOTICE = "notice"
# Checks that find a class or a conclusion that its own figures do not bear out.
_CONCLUSIONS = frozenset({"CAT-VALUE", "EFF-CLAIM"})
# Above one the use of resources is called efficient, below it is not.
_EFFICIENT = Decimal(1)


def class_of_achievement(value: Decimal) -> int:
    """The number of the class that an achievement falls in, counted from the lowest."""
    return sum(value > bound for bound in CLASSES)


def is_material(check: str, severity: str, draft: Draft) -> bool:
    """Whether the right figure changes a rating class, a total or the conclusion of the report; never for a notice."""
    if severity == _NOTICE:
        return False
    return draft.material or check in _CONCLUSIONS or _changes_total(draft) or _changes_class(draft)


def _changes_total(draft: Draft) -> bool:
    """Whether one of the accused figures is a total for which another value is known."""
    changed = {change.fact for change in draft.repair.changes} if draft.repair else set[str]()
    figures: Sequence[Fact] = (*((draft.reported,) if draft.reported else ()), *draft.accused)
    return any(
        "total" in (fact.subject.level, fact.subject.kind) and (draft.expected is not None or fact.id in changed)
        for fact in figures
    )


def _changes_class(draft: Draft) -> bool:
    """Whether the right achievement falls in another class, the right efficiency on the other side of one."""
    fact, right = draft.reported, draft.expected.value if draft.expected else None
    if fact is None or fact.value is None or right is None:
        return False
    if fact.measure in _GRADED:
        return class_of_achievement(fact.value) != class_of_achievement(right)
    ratio = fact.measure == "efficiency" and fact.value < 10 and fact.unit != "%"
    return ratio and (fact.value >= _EFFICIENT) != (right >= _EFFICIENT)
