"""Column roles by the words of the headers, with the neighbours where "Target" or "%" may speak of money."""

import re
from collections.abc import Sequence
from decimal import Decimal

from extractor.tables.draft import MONEY, OPEN, PERFORMANCE, Draft
from schemas.catalogue import catalogue, column_role

# Words that keep a header from speaking of money.
WORK = re.compile(r"\bfisi?k\b|kinerja|\boutput\b|\boutcome\b|keluaran|indikator|sasaran", re.IGNORECASE)
PERCENT = re.compile(r"%|pers[ea]n|prosen", re.IGNORECASE)
COMPARED = re.compile(r"\b(?:th?dp|terhadap|dibanding\w*|banding)\b", re.IGNORECASE)
PLAN = re.compile(r"target|renstra|rpjmd|nasional|standar|menengah|akhir", re.IGNORECASE)
YEARS = re.compile(r"(?:19|20)\d\d")
# A header that lists a programme or activity beside the sasaran: "Sasaran/Program".
LISTED = re.compile(r"/\s*(?:program|kegiatan)", re.IGNORECASE)
# A remark in brackets that is longer than a unit.
ASIDE = re.compile(r"\([^()]{13,}\)")
# Figures of this size are rupiah even where nothing says so: no count of an office's work comes near it.
LARGE = Decimal(100_000_000)
LETTERS = {"T": "target", "R": "realization", "C": "achievement"}
TARGETED = re.compile(r"^\W*target\b(?!.*(?:terhadap|dibanding))", re.IGNORECASE)
REALISED = re.compile(r"^\W*reali[sz]asi", re.IGNORECASE)
SPENT = re.compile(r"reali[sz]|serap|guna|pakai|capai", re.IGNORECASE)


def by_words(drafts: Sequence[Draft], caption: str) -> None:
    """Gives every column the role that its header says; columns without known words stay open."""
    indicators = any(_role(draft, False) == "indicator" for draft in drafts)
    named = names_money(caption)
    money = False
    for draft in drafts:
        amounts = _about_money(draft, money, named, indicators)
        role = _role(draft, amounts) or OPEN
        draft.role = _corrected(draft, role)
        draft.money = draft.role in ("budget", "spending", "remainder") or (
            draft.role == "difference" and draft.content.money
        )
        if draft.is_measure:
            money = draft.money or (money and draft.role == "absorption")
    _letters(drafts)
    _shares(drafts)
    _comparisons(drafts)
    _achieved(drafts)


def _role(draft: Draft, budget: bool) -> str | None:
    """The catalogue's role of a header; remarks in brackets do not count, a sign of sum stands for "jumlah"."""
    parts = [ASIDE.sub(" ", part).strip() or part for part in draft.path]
    found = column_role([part.replace("∑", "jumlah ") for part in parts], budget)
    return found.role if found else None


def _about_money(draft: Draft, after_money: bool, named: bool, indicators: bool) -> bool:
    """Whether a header that may mean performance or money means money here."""
    if WORK.search(draft.leaf) and not names_money(draft.leaf):
        return False
    if len(draft.path) > 1 and WORK.search(draft.path[-2]) and not names_money(draft.header):
        return False
    content = draft.content
    if content.money:
        large = content.largest >= LARGE or content.mostly(content.currency, content.figures)
        return after_money or named or (large and not indicators)
    percent = bool(PERCENT.search(draft.leaf)) or _role(draft, False) == "achievement"
    return after_money and percent


def names_money(text: str) -> bool:
    """Whether words name money."""
    low = text.lower()
    return any(re.search(pattern, low) for pattern in catalogue().columns.money_words)


def _corrected(draft: Draft, role: str) -> str:
    """The role where the content contradicts the words."""
    content = draft.content
    if role == "objective" and LISTED.search(draft.leaf):
        return "name"
    if role == "achievement" and TARGETED.match(draft.leaf):
        return "target"
    if role == "efficiency" and content.money:
        return "remainder"
    if role == "absorption" and content.money:
        return "spending"
    if role == "spending" and content.figures and content.mostly(content.percents, content.figures):
        return "absorption"
    if role == "budget" and content.figures and content.mostly(content.percents, content.figures):
        return "absorption"
    if role in ("score", "achievement", "average_achievement", "realization") and content.mostly(content.predicates):
        return "category" if role != "realization" else role
    if role in ("score", "achievement", "average_achievement") and content.mostly(content.ranges):
        return "bound"
    if role == "category" and content.mostly(content.figures):
        return "achievement" if content.percents or PERCENT.search(draft.header) else "score"
    return role


def _letters(drafts: Sequence[Draft]) -> None:
    """T and R under one header are target and realisation."""
    letters = {draft.leaf.strip(" ().").upper() for draft in drafts}
    if not {"T", "R"} <= letters:
        return
    for draft in drafts:
        role = LETTERS.get(draft.leaf.strip(" ().").upper())
        if role is not None and len(draft.path) > 1:
            draft.money = draft.content.money and names_money(draft.header)
            draft.role = {"target": "budget", "realization": "spending"}.get(role, role) if draft.money else role


def _achieved(drafts: Sequence[Draft]) -> None:
    """Tells realisations and achievements apart that call themselves by the other's name.

    A realisation in per cent right behind target and realisation is the achievement; an achievement called realisation
    is one where the table has no other.
    """
    for index, draft in enumerate(drafts):
        left = [d for d in drafts[:index] if d.path[:-1] == draft.path[:-1] and d.is_measure]
        if (
            draft.role == "realization"
            and PERCENT.search(draft.leaf)
            and [d.role for d in left[-2:]] == ["target", "realization"]
        ):
            draft.role = "achievement" if not PERCENT.search(left[-1].leaf) else draft.role
    stated = any(d.role == "realization" and any(map(REALISED.match, d.path)) for d in drafts)
    for draft in drafts:
        if (
            draft.role == "achievement"
            and REALISED.match(draft.leaf)
            and not stated
            and not COMPARED.search(draft.leaf)
        ):
            draft.role = "realization"


def _shares(drafts: Sequence[Draft]) -> None:
    """A percentage of the budget beside budgets that nothing was spent from is a share of the whole."""
    if not any(d.role == "budget" for d in drafts) or any(d.role == "spending" for d in drafts):
        return
    for draft in drafts:
        if draft.role == "absorption" and not SPENT.search(draft.header):
            draft.role = "share"


def _comparisons(drafts: Sequence[Draft]) -> None:
    """A percentage that compares two years' realisations is a growth, one that compares with a plan an achievement."""
    for index, draft in enumerate(drafts):
        if draft.role not in PERFORMANCE | {"score"} or draft.role == "growth" or draft.content.money:
            continue
        if COMPARED.search(draft.leaf):
            plan = PLAN.search(draft.leaf) or len(set(YEARS.findall(draft.leaf))) < 2
            draft.role = "achievement" if plan else "growth"
        elif draft.role == "achievement" and not re.search(r"[a-z]{3}", PERCENT.sub("", draft.header.lower())):
            left = [d.role for d in drafts[:index] if d.is_measure]
            if left[-2:] == ["realization", "realization"] and "target" not in left:
                draft.role = "growth"


def money_columns(drafts: Sequence[Draft]) -> bool:
    """Whether a table has amounts of money."""
    return any(draft.role in MONEY and draft.money for draft in drafts)
