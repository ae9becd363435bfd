"""Column roles by what stands in the columns, where the words of the headers leave them open."""

import re
from collections.abc import Sequence
from decimal import Decimal

from extractor.notation import normalise_predicate
from extractor.tables.draft import NAMES, OPEN, Draft
from extractor.tables.periods import years_in
from extractor.tables.words_to_roles import names_money

# Roles of a percentage beside a budget that may as well be the share that was spent.
DOUBTFUL = frozenset({OPEN, "difference", "growth", "remainder", "achievement", "share"})
# A printed percentage may differ by this much from the recalculated one and still be meant so.
NEAR = Decimal("0.06")
OUTPUT = re.compile(r"^\W*(?:output|outcome|keluaran|hasil|tolok ukur)\b", re.IGNORECASE)
PREDICATE_HEADER = re.compile(r"\([^)]*\)|[\d.,%<>≤≥–-]+")


def by_content(drafts: Sequence[Draft], caption: str) -> None:
    """Gives open columns a role, and takes back roles that the content makes impossible."""
    about_money = any(d.money or names_money(d.header) for d in drafts) or names_money(caption)
    for index, draft in enumerate(drafts):
        _take_back(draft, drafts, index)
        if draft.role in DOUBTFUL and _is_absorption(draft, drafts[:index]):
            draft.role = "absorption"
        if draft.role == OPEN and draft.content.cells:
            draft.role = _of_label(draft, drafts[:index]) or _of_figures(draft, drafts[:index], about_money) or OPEN
            draft.money = draft.role in ("budget", "spending")
        if not draft.path and not draft.content.cells:
            draft.role = "text"
    _outputs(drafts)


def _outputs(drafts: Sequence[Draft]) -> None:
    """Outputs with targets are what a table without indicators measures."""
    if any(d.role == "indicator" for d in drafts) or not any(d.role == "target" for d in drafts):
        return
    for draft in drafts:
        if draft.role == "text" and OUTPUT.match(draft.leaf) and draft.content.words:
            draft.role = "indicator"


def _take_back(draft: Draft, drafts: Sequence[Draft], index: int) -> None:
    """Numbers under a header of names number the names; prose under a header of figures is text."""
    content = draft.content
    if (
        draft.role in NAMES
        and content.cells
        and not content.words
        and content.figures + content.units < content.cells + 1
    ):
        same = [d for d in drafts if d is not draft and d.path == draft.path]
        if same or content.running or content.mostly(content.small_integers):
            draft.role = "no"
    elif (
        draft.role in NAMES and content.cells and 4 * content.long < content.cells and _numbering(draft, drafts, index)
    ):
        draft.role = "no"
    elif draft.role == "no" and content.mostly(content.long):
        draft.role = "name"
    elif draft.is_measure and draft.role != "category" and content.mostly(content.long):
        draft.role = "text"
    elif draft.role == "unit" and content.mostly(content.figures) and not content.units:
        draft.role = OPEN


def _numbering(draft: Draft, drafts: Sequence[Draft], index: int) -> bool:
    """Whether a narrow column shares its header with the column of texts at its right."""
    right = drafts[index + 1] if index + 1 < len(drafts) else None
    return right is not None and right.path == draft.path and right.content.long > draft.content.long


def _of_label(draft: Draft, left: Sequence[Draft]) -> str | None:
    """Role of a column of labels."""
    content = draft.content
    if content.running and not any(d.role in NAMES for d in left):
        return "no"
    if content.mostly(content.units) and not content.mostly(content.figures):
        return "unit"
    if content.ticks and content.ticks >= content.figures + content.words:
        return "category" if tick_label(draft.leaf) else "trend"
    if content.mostly(content.predicates):
        return "category"
    if content.mostly(content.ranges):
        return "bound"
    if content.mostly(content.words):
        return "text" if any(d.role in NAMES for d in left) else "name"
    return None


def _of_figures(draft: Draft, left: Sequence[Draft], about_money: bool) -> str | None:
    """Role of a column of figures by the figures at its left; `about_money` where the table speaks of money."""
    content, known = draft.content, [d for d in left if d.is_measure]
    if (
        content.money
        and (about_money or content.mostly(content.currency, content.figures))
        and not years_in(draft.leaf)
    ):
        budgets = [d for d in known if d.role == "budget"]
        if not budgets:
            return "budget" if any(d.role == "name" for d in left) else None
        return "spending" if _never_more(content.values, budgets[-1].content.values) else "budget"
    last = known[-1] if known else None
    if content.percents or "%" in draft.header:
        if last is not None and last.money:
            return "absorption"
        if {"target", "realization"} <= {d.role for d in known}:
            return "achievement"
    return None


def _is_absorption(draft: Draft, left: Sequence[Draft]) -> bool:
    """Whether most figures are the spending at the left as a percentage of the budget at the left."""
    budgets, spendings = ([d for d in left if d.role == role and d.money] for role in ("budget", "spending"))
    if not budgets or not spendings:
        return False
    spent = spendings[-1].content.values
    for budget in budgets:
        whole = budget.content.values
        rows = [row for row in draft.content.values if row in spent and whole.get(row)]
        fits = sum(abs(spent[row] / whole[row] * 100 - draft.content.values[row]) <= NEAR for row in rows)
        if rows and 2 * fits > len(rows):
            return True
    return False


def _never_more(values: dict[int, Decimal], limits: dict[int, Decimal]) -> bool:
    """Whether hardly any figure is larger than the one beside it."""
    both = [row for row in values if row in limits]
    over = sum(values[row] > limits[row] for row in both)
    return bool(both) and 5 * over <= len(both)


def tick_label(header: str) -> str | None:
    """The class that a tick under a header stands for."""
    return normalise_predicate(" ".join(PREDICATE_HEADER.sub(" ", header).split()))
