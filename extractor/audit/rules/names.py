"""Names of goals, objectives and indicators that vary, and indicators declared or reported in one place only."""

from collections.abc import Iterator

from extractor.audit.context import Context
from extractor.audit.indicator_sets import undeclared, unreported
from extractor.audit.names_told import Drift, Told, drifting_indicators, drifting_objectives, kinship, spoken_objectives
from extractor.audit.outcome import Draft, Outcome
from extractor.audit.outline import lacks
from extractor.audit.phrases import both, phrase
from extractor.audit.registry import rule
from extractor.audit.wording import joined
from schemas import Criterion, Message

_PLANS = Criterion(regulation="PermenPANRB 53/2014", article="Lampiran II")
# An objective that shares less than this much with the one of its number is another one.
_OTHER = 0.5


def _place(context: Context, told: Told) -> tuple[str, str]:
    """Where a name stands, in both languages."""
    if told.fact is not None:
        return context.wording.fact(told.fact)
    if told.table is not None:
        return context.wording.table(told.table, told.page)
    return both("place.text", page=told.page)


def _draft(context: Context, message: Message, drift: Drift, severity: str | None = None) -> Outcome:
    """The finding on a drift: the other wordings first, then the usual one."""
    told = (drift.other, *drift.also, drift.usual)
    return Outcome(
        draft=Draft(
            message,
            severity=severity,
            facts=tuple(item.fact for item in told if item.fact),
            sentences=tuple(item.sentence for item in told if item.sentence),
            cells=tuple(cell for item in told for cell in item.cells),
            page=drift.other.page,
            lead="sentences" if drift.other.sentence else "facts",
        )
    )


def _gaps(context: Context, drift: Drift) -> dict[str, str | tuple[str, str]]:
    places = [_place(context, item) for item in (drift.other, *drift.also)]
    return {
        "other": drift.other.text,
        "usual": drift.usual.text,
        "where": (joined(dict.fromkeys(a for a, _ in places)), joined(dict.fromkeys(b for _, b in places), "and")),
        "there": _place(context, drift.usual),
    }


@rule(
    "GOAL-DRIFT",
    title=Message(id="Rumusan tujuan atau sasaran berbeda", en="Wording of a goal or objective varies"),
    severity="warning",
    effect=Message(
        id="Tidak jelas sasaran mana yang diperjanjikan dan dinilai.",
        en="It is not clear which objective was agreed and is measured.",
    ),
    criterion=_PLANS,
)
def goals(context: Context) -> Iterator[Outcome]:
    """One goal or objective is worded in two ways.

    What it checks: goals and objectives of the plan, agreement and result tables against each other; objectives that the
        text names by number or quotes with their indicator against the tables.
    Why it matters: the report must answer for the objectives that were agreed.
    Formula: the telling words of both wordings are the same.
    Example: "profesional, inovatif dan berintegritas" in the plan, "profesional dan inovatif" in the results.
    When it stays silent: spelling, case, "meningkatnya" for "meningkatkan"; short or cut forms; objectives that share less
        than three fifths of their words and are not linked by their number; both wordings in one table. A notice where the
        text only leaves out or adds a word, or tables differ in the words of an objective on one side.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    for drift in drifting_objectives(context):
        goal = any(_is_goal(context, item) for item in (drift.usual, drift.other))
        both = lacks(drift.usual.text, drift.other.text) and lacks(drift.other.text, drift.usual.text)
        gaps = _gaps(context, drift) | {"kind": ("Tujuan", "The goal") if goal else ("Sasaran", "The objective")}
        message = phrase("GOAL-DRIFT.tables", **gaps)
        yield _draft(context, message, drift, "warning" if goal or both else "notice")
    for drift, sure in spoken_objectives(context):
        another = sure and kinship(drift.usual.text, drift.other.text) < _OTHER
        yield _draft(
            context, phrase("GOAL-DRIFT.text", **_gaps(context, drift)), drift, "warning" if another else "notice"
        )


def _is_goal(context: Context, told: Told) -> bool:
    table = context.tables.get(told.table or "")
    return bool(table and told.column is not None and table.columns[told.column].role == "goal")


@rule(
    "NAME-DRIFT",
    title=Message(id="Nama indikator tidak seragam", en="Name of an indicator varies"),
    severity="notice",
    criterion=_PLANS,
)
def indicator_names(context: Context) -> Iterator[Outcome]:
    """One indicator is called by different names, or its name is cut off.

    What it checks: names in the plan, agreement, result and comparison tables and in lists of the text, where target,
        result or achievement are the same.
    Why it matters: "ASN" and "pejabat ASN" are different populations; a series over the years needs one name.
    Formula: same figures, other telling words.
    Example: "Indeks Survei Kepuasan Pegawai" in one table, "Indeks Kepuasan Layanan Kepegawaian" in another.
    When it stays silent: spelling and case; figures that differ or cannot be compared; both names in one table.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    for drift in drifting_indicators(context):
        others = joined(dict.fromkeys(f"“{item.text}”" for item in (drift.other, *drift.also)))
        english = joined(dict.fromkeys(f"“{item.text}”" for item in (drift.other, *drift.also)), "and")
        yield _draft(context, phrase("NAME-DRIFT.name", **_gaps(context, drift) | {"other": (others, english)}), drift)


@rule(
    "SET-DIFF",
    title=Message(id="Indikator tidak dilaporkan atau tidak direncanakan", en="Indicator not reported or not declared"),
    severity="warning",
    effect=Message(
        id="Kinerja yang dijanjikan tidak dipertanggungjawabkan.", en="What was promised is not accounted for."
    ),
    criterion=_PLANS,
)
def sets(context: Context) -> Iterator[Outcome]:
    """An indicator is declared but never reported, or reported but never declared.

    What it checks: indicators of agreement and IKU tables, and those under "Indikator tujuan :" in the text, against
        tables and sentences of chapter III; indicators of the achievement tables against all plans.
    Why it matters: the report must account for everything that was agreed.
    Formula: set of the plan = set of the results.
    Example: an indicator of the goal in chapter II of which chapter III says nothing.
    When it stays silent: chapter III is not in the file; fewer than three indicators, or fewer than three fifths, are in
        both; a sentence or cell has seven tenths of the words. Reported but not declared is a notice: the plan may be a
        picture.
    Source: PermenPANRB 53/2014, Lampiran II (form of the report; wording not compared).
    """
    for item in unreported(context):
        message = phrase("SET-DIFF.unreported", name=item.name, page=item.page)
        facts, sentences = ((item.fact,) if item.fact else ()), ((item.sentence,) if item.sentence else ())
        lead = "sentences" if item.sentence else "facts"
        yield Outcome(draft=Draft(message, facts=facts, sentences=sentences, page=item.page, lead=lead))
    found = undeclared(context)
    if found:
        names = "; ".join(fact.subject.name for fact in found)
        message = phrase("SET-DIFF.undeclared", names=names, place=context.wording.fact(found[0]))
        yield Outcome(draft=Draft(message, severity="notice", facts=tuple(found)))
