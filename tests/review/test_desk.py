"""A report on the desk: list, findings, cells, decisions, conflicts; the pages without a person."""

import html
import re
from urllib.parse import unquote

from extractor.record.events import Record
from extractor.record.subjects import finding_subject
from schemas import Report
from tests.review.conftest import Browser


def links(text: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'href="([^"]+)"', text)]


def test_the_list_counts_and_filters(person: Browser) -> None:
    everything = person.get("/")
    assert "2 laporan" in everything and "Dinas Pertanian" in everything and "Dinas Sosial" in everything
    assert "1 laporan" in person.get("/?year=2024") and "1 laporan" in person.get("/?q=sosial")
    assert "0 laporan" in person.get("/?q=100%25_%25") and "0 laporan" in person.get("/?year=2024&q=sosial")
    assert "0 laporan" in person.get("/?progress=begun") and "1 laporan" in person.get("/?progress=new")
    assert "2 reports" in person.get("/?lang=en") and "2 reports" in person.get("/")


def test_what_was_judged_is_counted_in_the_list(person: Browser, sample: Report) -> None:
    key = sample.findings[0].key
    person.post(f"/reports/{person.key}/findings/{key}", state="accepted")
    same = sum(finding.key == key for finding in sample.findings)
    assert f"{same} dari {len(sample.findings)} dinilai" in person.get("/?progress=begun")
    assert "1 laporan" in person.get("/?progress=begun")


def test_a_finding_is_accepted_rejected_noted_and_undone(person: Browser, record: Record, sample: Report) -> None:
    key, severity = sample.findings[0].key, sample.findings[0].severity
    address = f"/reports/{person.key}/findings/{key}"
    answer = person.post(address, state="accepted", note="lihat PK", look=f"finding={key}&severity={severity}")
    assert answer.headers["location"] == f"/reports/{person.key}?finding={key}&severity={severity}"
    page = person.get(answer.headers["location"])
    assert "oleh Sri" in page and "lihat PK" in page and 'name="who"' not in page.partition("<main")[2]
    assert "Penolakan perlu alasan." in person.post(address, 422, state="rejected", seen=1).text
    person.post(address, state="rejected", reason="Target PK perubahan", seen=1)
    person.post(f"/reports/{person.key}/undo", subject=finding_subject(key), seen=2)
    assert record.standing(finding_subject(key)).state == "accepted"
    assert "tidak dapat menjadi Terverifikasi" in person.post(address, 422, state="verified", seen=3).text


def test_a_stale_form_is_told_what_holds_and_loses_nothing(person: Browser, record: Record, sample: Report) -> None:
    key = sample.findings[0].key
    address = f"/reports/{person.key}/findings/{key}"
    person.post(address, state="accepted", who="Ani")
    page = person.post(address, 409, state="rejected", reason="Alasan Budi", who="Budi").text
    assert "Ani" in page and "Alasan Budi" in page and "Diterima" in page
    assert [event.who for event in record.events()] == ["Ani"]


def test_a_decision_needs_a_name_and_a_form_of_ours(person: Browser, record: Record, sample: Report) -> None:
    address = f"/reports/{person.key}/findings/{sample.findings[0].key}"
    assert "nama" in person.post(address, 422, state="accepted", who=" ").text
    assert "kedaluwarsa" in person.post(address, 403, state="accepted", csrf="0" * 64).text
    assert record.events() == []


def test_a_cell_shows_its_figures_and_calculations(person: Browser, sample: Report) -> None:
    finding = next(f for f in sample.findings if f.check == "CAP-ROW" and f.places[0].table)
    page = person.get(f"/reports/{person.key}?finding={finding.key}")
    place = finding.places[0]
    assert 'viewBox="0 0' in page and page.count('class="mark lead"') == 1
    here = next(link for link in links(page) if f"cell={place.table}.{place.row}.{place.column}" in link)
    cell = person.get(here)
    fact = next(f for f in sample.facts if f.id == finding.facts[0])
    calculation = next(c for c in sample.calculations if c.id == finding.calculation)
    assert fact.subject.name in cell and calculation.formula.split()[0] in cell and "tidak cocok" in cell
    assert 'class="mark cell"' in cell


def test_filters_of_findings_fit_the_report(person: Browser, sample: Report) -> None:
    keys = {f.key for f in sample.findings if f.severity == "notice"}
    page = person.get(f"/reports/{person.key}?severity=notice")
    assert set(re.findall(r'id="temuan-(\w+)"', page)) == keys
    assert "Tidak ada temuan yang sesuai" in person.get(f"/reports/{person.key}?q=tidakadakataini")
    assert "Tidak ada temuan yang sesuai" in person.get(f"/reports/{person.key}?state=verified")


def test_a_page_is_a_picture_that_the_browser_may_keep(person: Browser) -> None:
    answer = person.client.get(f"/reports/{person.key}/pages/8.png")
    assert answer.content[:4] == b"\x89PNG" and "max-age" in answer.headers["cache-control"]
    again = person.client.get(f"/reports/{person.key}/pages/8.png", headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert person.client.get(f"/reports/{person.key}/pages/999.png").status_code == 404


def test_a_report_whose_file_is_gone_is_told_and_can_be_read_on(person: Browser) -> None:
    with person.client.app.state.review.store.ledger() as connection:  # type: ignore[attr-defined]
        connection.execute("DELETE FROM place")
    page = person.get(f"/reports/{person.key}?page=8")
    assert "tidak ada lagi di tempatnya" in page and '<details class="as-read" open>' in page


def test_a_strange_address_is_answered_kindly(person: Browser) -> None:
    for path in (f"/reports/{'0' * 32}", "/nowhere", "/jobs/0123456789abcdef"):
        assert "Tidak dapat" in person.get(path, 404)
    person.get("/reports/..%2f..%2fetc", 404)
    person.get("/reports/zzz", 422)
    person.get(f"/reports/{person.key}?page=99999&cell=t999.1.1&finding=ff&severity=x&state=y&edit=1")
    person.get(f"/reports/{person.key}?page=-1&cell=../../x&q=%00%ff%ed%a0%80")


def test_the_name_is_kept_as_it_was_said(person: Browser) -> None:
    person.post("/who", who="Sri Wahyuni, S.E.", where="/decisions")
    assert "Sri Wahyuni, S.E." in person.get("/")
    assert "tidak memeriksa siapa Anda" in person.get("/")
    for where in ("//example.org", "https://example.org", "/\\example.org"):
        assert unquote(person.post("/who", where=where).headers["location"]) == "/"


def test_rejected_findings_count_no_more_in_the_verdict_of_a_report(person: Browser, sample: Report) -> None:
    assert "7 kesalahan" in person.get(f"/reports/{person.key}")
    finding = next(f for f in sample.findings if f.severity == "error")
    person.post(f"/reports/{person.key}/findings/{finding.key}", state="rejected", reason="PK perubahan")
    page = person.get(f"/reports/{person.key}")
    assert "6 kesalahan" in page and "7 kesalahan" not in page
    log = person.get("/decisions")
    assert (
        f"{sample.document.agency} {sample.document.fiscal_year}</bdi></a>" in log
        and "Ditolak; Alasan: PK perubahan" in log
    )
