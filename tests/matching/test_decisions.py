"""A person's decision wins over every score; two that contradict each other are refused with both places."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from extractor.matching import match
from extractor.matching.export import exported
from schemas import Document
from schemas.decision_files import DecisionError, decisions_hash, dump_decisions, load_decisions
from schemas.decisions import Decisions, NameDecision
from tests.matching.conftest import MakeFact

OFFICE = Document(agency="Dinas Sosial Kabupaten Rimba", agency_kind="sosial")


def file(folder: Path, text: str, name: str = "decisions.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def same(*names: str, id: str | None = None, **more: str) -> Decisions:
    return Decisions(names=(NameDecision(decision="same", names=names, id=id, **more),))


def ids(facts, decisions):
    return [fact.subject.canonical_id for fact in match(facts, OFFICE, decisions)]


class TestApplied:
    """Names of a report with the decisions about them."""

    def test_a_name_gets_the_decided_id_whatever_its_score(self, fact: MakeFact) -> None:
        (found,) = match([fact("Skor rapor dinas")], OFFICE, same("skor  RAPOR dinas", id="nilai-akip"))
        assert found.subject.canonical_id == "nilai-akip"
        assert found.subject.match is not None
        assert (found.subject.match.decision, found.subject.match.score) == ("decided", 1.0)
        assert found.subject.match.reasons

    def test_names_called_the_same_share_an_id_without_one_being_given(self, fact: MakeFact) -> None:
        facts = [fact("Taman asri", table="t1"), fact("Kebun indah", table="t2"), fact("Sungai bersih", table="t3")]
        first, second, third = ids(facts, same("Taman asri", "Kebun indah"))
        assert first == second != third
        (alone,) = ids([fact("Kebun indah")], same("Taman asri", "Kebun indah"))
        assert alone == first

    def test_a_slip_of_a_decided_name_follows_it(self, fact: MakeFact) -> None:
        facts = [fact("Persentase taman yang terawat"), fact("Persentase taman yang terrawat", table="t2")]
        assert len(set(ids(facts, same("Persentase taman yang terawat", id="x-taman")))) == 1

    def test_names_called_different_do_not_share_an_id(self, fact: MakeFact) -> None:
        facts = [fact("Nilai SAKIP", table="t1"), fact("Nilai AKIP", table="t2")]
        assert len(set(ids(facts, None))) == 1
        apart = Decisions(names=(NameDecision(decision="different", names=("Nilai SAKIP", "Nilai AKIP")),))
        found = match(facts, OFFICE, apart)
        assert len({f.subject.canonical_id for f in found}) == 2
        assert sorted(f.subject.match.decision for f in found if f.subject.match) == ["decided", "matched"]

    def test_a_name_is_not_the_entry_that_a_person_refused(self, fact: MakeFact) -> None:
        refused = Decisions(names=(NameDecision(decision="different", names=("Nilai SAKIP",), id="nilai-akip"),))
        (found,) = match([fact("Nilai SAKIP")], OFFICE, refused)
        assert (found.subject.canonical_id or "").startswith("x-")
        assert found.subject.match is not None and "not nilai-akip" in found.subject.match.reasons[0]

    def test_a_merged_id_is_what_it_became_in_the_end(self, fact: MakeFact) -> None:
        (old,) = ids([fact("Taman asri")], None)
        merged = Decisions(
            names=(
                NameDecision(decision="merged", id=old, into="x-antara"),
                NameDecision(decision="merged", id="x-antara", into="x-akhir"),
            )
        )
        assert ids([fact("Taman asri")], merged) == ["x-akhir"]

    def test_a_decision_of_another_office_or_unit_does_not_reach(self, fact: MakeFact) -> None:
        name = "Skor rapor dinas"
        assert ids([fact(name)], same(name, id="nilai-akip", agency="Dinas Lain")) != ["nilai-akip"]
        assert ids([fact(name)], same(name, id="nilai-akip", agency=str(OFFICE.agency))) == ["nilai-akip"]
        assert ids([fact(name, unit="%")], same(name, id="nilai-akip", unit="orang")) != ["nilai-akip"]
        assert ids([fact(name, unit="%")], same(name, id="nilai-akip", unit="%")) == ["nilai-akip"]

    def test_what_was_decided_comes_out_again(self, fact: MakeFact, tmp_path: Path) -> None:
        facts = match([fact("Skor rapor dinas")], OFFICE, same("Skor rapor dinas", id="nilai-akip"))
        book = load_decisions([file(tmp_path, exported(facts))])
        assert ids([fact("Skor rapor dinas")], book.decisions) == ["nilai-akip"]

    def test_proposals_come_out_as_comments(self, fact: MakeFact, tmp_path: Path) -> None:
        name = "Persentase perangkat daerah yang memiliki website resmi"
        text = exported(match([fact(name)]), proposed=True)
        assert load_decisions([file(tmp_path, text)]).decisions.names == ()
        live = "\n".join(line.removeprefix("# ") for line in text.splitlines() if not line.startswith("# persentase"))
        assert load_decisions([file(tmp_path, live)]).decisions.names[0].names == (name,)


class TestFiles:
    """Reading, joining and refusing files."""

    @pytest.mark.parametrize(
        ("text", "line", "said"),
        [
            ("names:\n  - {decision: same, names: [A, B]}\n  - {decision: different, names: [b, a]}\n", 3, ":2"),
            ("names:\n  - {decision: same, names: [A], id: x-1}\n  - {decision: same, names: [a], id: x-2}\n", 3, ":2"),
            ("names:\n  - {decision: same, names: [A], id: x-1}\n  - {decision: different, names: [A], id: x-1}\n", 3, ":2"),
            ("names:\n  - {decision: same, names: [A, B]}\n  - {decision: same, names: [B, C]}\n"
             "  - {decision: different, names: [A, C]}\n", 4, ":3"),
            ("names:\n  - {decision: merged, id: x-1, into: x-2}\n  - {decision: merged, id: x-1, into: x-3}\n", 3, ":2"),
            ("names:\n  - {decision: merged, id: x-1, into: x-2}\n  - {decision: merged, id: x-2, into: x-1}\n", 3, ":2"),
            ("findings:\n  - {key: k, decision: accepted}\n  - {key: k, decision: rejected, reason: r}\n", 3, ":2"),
            ("cells:\n  - {report: 0123456789ab, table: t1, row: 1, column: 2, text: '5'}\n"
             "  - {report: 0123456789ab, table: t1, row: 1, column: 2, text: '6'}\n", 3, ":2"),
        ],
    )  # fmt: skip
    def test_contradictions_are_refused_with_both_places(self, text: str, line: int, said: str, tmp_path: Path) -> None:
        with pytest.raises(DecisionError) as error:
            load_decisions([file(tmp_path, text)])
        assert error.value.line == line
        assert f"decisions.yaml{said}" in error.value.problem

    def test_contradictions_between_files_name_both_files(self, tmp_path: Path) -> None:
        mine = file(tmp_path, "names:\n  - {decision: same, names: [A, B]}\n", "mine.yaml")
        yours = file(tmp_path, "version: 1\nnames:\n  - {decision: different, names: [A, B]}\n", "yours.yaml")
        with pytest.raises(DecisionError, match=r"yours\.yaml:3: .* mine\.yaml:2"):
            load_decisions([mine, yours])

    def test_decisions_of_different_offices_do_not_contradict(self, tmp_path: Path) -> None:
        text = (
            "names:\n  - {decision: same, names: [A, B], agency: Dinas Satu}\n"
            "  - {decision: different, names: [A, B], agency: Dinas Dua}\n"
        )
        assert len(load_decisions([file(tmp_path, text)]).placed) == 2

    def test_a_merged_id_and_what_it_became_are_one(self, tmp_path: Path) -> None:
        text = (
            "names:\n  - {decision: merged, id: x-1, into: x-2}\n  - {decision: same, names: [A], id: x-1}\n"
            "  - {decision: same, names: [A], id: x-2}\n"
        )
        assert len(load_decisions([file(tmp_path, text)]).placed) == 3

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("names:\n  - {decision: same, names: [A, B]}\n  - {decision: equal, names: [A, B]}\n", 3),
            ("names:\n  - {decision: same, nmaes: [A, B]}\n", 2),
            ("version: 9\n", 1),
            ("names: [\n", 2),
            ("- a list\n", 1),
            ("findings:\n  - {key: k, decision: rejected}\n", 2),
        ],
    )
    def test_what_is_no_decision_is_refused_with_its_line(self, text: str, line: int, tmp_path: Path) -> None:
        with pytest.raises(DecisionError) as error:
            load_decisions([file(tmp_path, text)])
        assert error.value.line == line

    def test_an_empty_file_decides_nothing(self, tmp_path: Path) -> None:
        book = load_decisions([file(tmp_path, "")])
        assert book.decisions == Decisions()
        assert decisions_hash(book.decisions) == ""

    def test_merging_keeps_each_decision_once_and_reads_back(self, tmp_path: Path) -> None:
        text = "names:\n  - {decision: same, names: [A, B], who: Sri, when: 2026-01-05}\n"
        again = "names:\n  - {decision: same, names: [A, B]}\n  - {decision: same, names: [C, D]}\n"
        book = load_decisions([file(tmp_path, text, "a.yaml"), file(tmp_path, again, "b.yaml")])
        assert [entry.names for entry in book.decisions.names] == [("A", "B"), ("C", "D")]
        assert book.decisions.names[0].who == "Sri"
        written = file(tmp_path, dump_decisions(book.decisions), "c.yaml")
        assert load_decisions([written]).decisions == book.decisions

    def test_the_hash_tells_what_is_decided_and_not_by_whom(self) -> None:
        assert decisions_hash(same("A", "B", who="Sri")) == decisions_hash(same("A", "B", who="Budi"))
        assert decisions_hash(same("A", "B")) != decisions_hash(same("A", "C"))

    @pytest.mark.parametrize("entry", [{"decision": "same", "names": ["A"]}, {"decision": "merged", "id": "x-1"}])
    def test_half_a_decision_is_refused(self, entry: dict[str, object]) -> None:
        with pytest.raises(ValidationError):
            NameDecision.model_validate(entry)
