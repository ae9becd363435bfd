"""Holds a report against a truth: tables, cells, facts, planted findings, false alarms. Our own, so that a clone needs nothing else."""

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from rapidfuzz import fuzz

SAME_SUBJECT = 88
WORDS_SHARE = 0.4
CORE = {"target", "realization", "achievement", "budget", "spending", "absorption"}
Json = dict[str, Any]


@dataclass
class Figures:
    """Counts, and the lists behind them."""

    cells: int = 0
    cells_right: int = 0
    cells_wrong: list[str] = field(default_factory=list)
    tables_missed: list[str] = field(default_factory=list)
    tables_extra: list[str] = field(default_factory=list)
    facts_missed: list[str] = field(default_factory=list)
    facts_wrong: list[str] = field(default_factory=list)
    facts_found: int = 0
    findings_missed: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)

    @property
    def cell_share(self) -> float:
        """Share of the cells that were read to the letter."""
        return self.cells_right / self.cells if self.cells else 1.0

    @property
    def fact_f1(self) -> float:
        """F1 of the facts."""
        found = self.facts_found
        return 2 * found / (2 * found + len(self.facts_missed) + len(self.facts_wrong)) if found else 0.0


def compare(report: Json, truth: Json) -> Figures:
    """All figures of one report."""
    figures = Figures()
    answer = _tables(report, truth, figures)
    _facts(report, truth, answer, figures)
    _findings(report, truth, answer, figures)
    return figures


def _plain(text: object) -> str:
    return re.sub(r"\s+", " ", str(text or "")).strip()


def _grid(table: Json) -> list[list[str]]:
    height = max(c["row"] + c["row_span"] for c in table["cells"])
    width = max(c["column"] + c["column_span"] for c in table["cells"])
    grid = [[""] * width for _ in range(height)]
    for cell in table["cells"]:
        for row in range(cell["row"], cell["row"] + cell["row_span"]):
            for column in range(cell["column"], cell["column"] + cell["column_span"]):
                grid[row][column] = _plain(cell["text"])
    return grid


def _tables(report: Json, truth: Json, figures: Figures) -> dict[str, str]:
    """{reported table: true table}; cells are compared place by place in aligned rows."""
    answer: dict[str, str] = {}
    for true in truth["tables"]:
        found = [t for t in report["tables"] if t["number"] == true["number"] and t["id"] not in answer]
        wanted = [[_plain(c) for c in row] for part in true["parts"] for row in part["grid"]]
        figures.cells += sum(bool(c) for row in wanted for c in row)
        if not found:
            figures.tables_missed.append(true["id"])
            continue
        answer[found[0]["id"]] = true["id"]
        got = _grid(found[0])
        rows = _aligned(wanted, got)
        for r, k in ((r, k) for r, row in enumerate(wanted) for k, cell in enumerate(row) if cell):
            read = got[rows[r]][k] if r in rows and k < len(got[rows[r]]) else None
            figures.cells_right += read == wanted[r][k]
            if read != wanted[r][k]:
                figures.cells_wrong.append(f"table {true['id']} row {r} column {k}: {wanted[r][k]!r} read as {read!r}")
    figures.tables_extra = [
        f"{t['id']} p.{t['pages'][0]} {t['caption']}" for t in report["tables"] if t["id"] not in answer
    ]
    return answer


def _aligned(wanted: list[list[str]], got: list[list[str]]) -> dict[int, int]:
    """{true row: read row}: equal rows first, what stands between them in order."""
    rows: dict[int, int] = {}
    matcher = SequenceMatcher(None, [tuple(r) for r in wanted], [tuple(r) for r in got], autojunk=False)
    for _, a0, a1, b0, b1 in matcher.get_opcodes():
        rows |= dict(zip(range(a0, a1), range(b0, b1), strict=False))
    return rows


def _same_subject(a: str, b: str) -> bool:
    clean = [re.sub(r"\W+", " ", x.lower()).strip() for x in (a, b)]
    return bool(clean[0]) and bool(clean[1]) and fuzz.token_ratio(*clean) >= SAME_SUBJECT


def _same_value(fact: Json, true: Json) -> bool:
    if true.get("malformed"):
        return fact["value"] is None and any(abs(float(c) - true["candidates"][0]) < 1e-6 for c in fact["candidates"])
    if fact["value"] is None or true["value"] is None:
        return _plain(fact["printed"]) == _plain(true["printed"])
    return abs(float(fact["value"]) - true["value"]) <= 0.5 * 10 ** -true["decimals"] + 1e-9


def _is_fact(fact: Json, true: Json, answer: dict[str, str]) -> bool:
    table = answer.get(fact["source"]["table"] or "")
    in_text = fact["source"]["table"] is None and abs(fact["source"]["page"] - true["page"]) <= 1
    near = table == true["table"] if true["table"] else in_text
    period = not true["period"] or fact["period"] in true["period"]
    total = true["level"] == "total" and "total" in (fact["subject"]["level"], fact["subject"]["kind"])
    named = not true["subject"] or total or any(_same_subject(s, fact["subject"]["name"]) for s in true["subject"])
    return near and period and named and fact["measure"] in true["measure"] and _same_value(fact, true)


def _facts(report: Json, truth: Json, answer: dict[str, str], figures: Figures) -> None:
    used: set[str] = set()
    listed: dict[str | None, set[str]] = {}
    for true in truth["facts"]:
        listed.setdefault(true["table"], set()).update(true["measure"])
        fitting = [f for f in report["facts"] if f["id"] not in used and _is_fact(f, true, answer)]
        if fitting:
            used.add(fitting[0]["id"])
            figures.facts_found += 1
        else:
            figures.facts_missed.append(f"{true['measure']} {true['subject']} {true['printed']} [{true['table']}]")
    for fact in report["facts"]:
        table = answer.get(fact["source"]["table"] or "")
        if (
            table
            and fact["id"] not in used
            and fact["value"] is not None
            and fact["measure"] in CORE | listed.get(table, set())
        ):
            figures.facts_wrong.append(f"{fact['measure']} {fact['subject']['name']} {fact['printed']} [{table}]")


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+(?:[.,]\w+)*", text.lower()))


def _evidence(finding: Json, report: Json) -> set[str]:
    facts = {f["id"]: f for f in report["facts"]}
    texts = [
        finding["message"]["id"],
        finding["message"]["en"],
        *(facts[i]["subject"]["name"] for i in finding["facts"] if i in facts),
    ]
    return _words(" ".join(texts))


def _numbers(finding: Json, report: Json) -> list[tuple[str, float | None]]:
    facts = {f["id"]: f for f in report["facts"]}
    out = [(finding["reported"]["printed"], finding["reported"]["value"])] if finding["reported"] else []
    changes = (finding["repair"] or {}).get("changes", [])
    return out + [(facts[c["fact"]]["printed"], facts[c["fact"]]["value"]) for c in changes if c["fact"] in facts]


def _hits(finding: Json, item: Json, report: Json, answer: dict[str, str]) -> bool:
    """Check, place, and the figure (or the words where the item has none) agree."""
    if finding["check"] not in item["checks"] and "*" not in item["checks"]:
        return False
    tables = {answer.get(p["table"] or "") for p in finding["places"]} | {finding["table"]}
    placed = bool(tables & set(item["tables"])) or any(abs((finding["page"] or -9) - p) <= 1 for p in item["pages"])
    if not placed and (item["tables"] or item["pages"]):
        return False
    for printed, value in _numbers(finding, report) if item["reported"] else ():
        for true in item["reported"]:
            if _plain(printed) == true["printed"] or (
                value is not None and true["value"] is not None and abs(value - true["value"]) < 1e-9
            ):
                return True
    if item["reported"]:
        return any(_plain(p["text"]) == true["printed"] for p in finding["places"] for true in item["reported"])
    wanted = set(item["subject_words"])
    return len(_evidence(finding, report) & wanted) >= WORDS_SHARE * len(wanted)


def _findings(report: Json, truth: Json, answer: dict[str, str], figures: Figures) -> None:
    hit: Counter[str] = Counter()
    for finding in report["findings"]:
        items = [i["id"] for i in truth["findings"] if _hits(finding, i, report, answer)]
        # A notice is no answer to a planted error or warning: what is serious must be said seriously.
        serious = finding["severity"] in {"error", "warning"}
        hit.update(i["id"] for i in truth["findings"] if i["id"] in items and (serious or i["severity"] == "notice"))
        doubtful = any(_hits(finding, d, report, answer) for d in truth["doubtful"])
        if serious and not items and not doubtful:
            figures.false_alarms.append(f"{finding['check']} p.{finding['page']}: {finding['message']['en']}")
    figures.findings_missed = [
        f"{i['id']} {i['checks'][0]} {i['tables']} {i['why']}" for i in truth["findings"] if not hit[i["id"]]
    ]
