"""The calls for programs: what they tell, and that no call whatsoever makes the server fail."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import seed as seeded
from hypothesis.strategies import booleans

from extractor.record.events import Record
from extractor.review.names import SUGGESTED
from schemas import Report
from tests.review.conftest import Browser

schemathesis = pytest.importorskip("schemathesis")
EXAMPLES = int(os.environ.get("LKJIP_EXAMPLES", "4"))


def test_the_list_and_the_findings_as_data(person: Browser, sample: Report) -> None:
    told = person.client.get("/api/reports?year=2024").json()
    assert (told["total"], told["reports"][0]["key"]) == (1, person.key)
    found = person.client.get(f"/api/reports/{person.key}/findings").json()
    assert {one["key"] for one in found} == {f.key for f in sample.findings} and found[0]["next"] == [
        "accepted",
        "rejected",
    ]


def test_a_call_decides_on_the_version_that_was_seen(person: Browser, record: Record, sample: Report) -> None:
    address, head = f"/api/reports/{person.key}/findings/{sample.findings[0].key}", {"x-csrf-token": person.csrf}
    wish = {"who": "Sri", "state": "accepted", "seen": 0}
    assert person.client.put(address, json=wish).status_code == 403
    answer = person.client.put(address, json=wish, headers=head)
    assert (answer.status_code, answer.json()["version"], answer.json()["who"]) == (200, 1, "Sri")
    late = person.client.put(address, json={**wish, "who": "Budi", "state": "rejected", "reason": "x"}, headers=head)
    assert (late.status_code, late.json()["who"], late.json()["state"]) == (409, "Sri", "accepted")
    lawless = person.client.put(address, json={**wish, "state": "verified", "seen": 1}, headers=head)
    assert (lawless.status_code, lawless.json()["lawful"]) == (422, ["sent", "corrected", "rejected"])
    assert person.client.put(address, json={**wish, "state": "rejected", "seen": 1}, headers=head).status_code == 422
    assert person.client.put(address, json={"seen": -1}, headers=head).status_code == 422
    assert len(record.events()) == 1


def operations(app: object) -> list[object]:
    """Every call of the description."""
    described = schemathesis.openapi.from_asgi("/openapi.json", app, headers={"host": "127.0.0.1"})
    return [found.ok() for found in described.get_all_operations()]


def test_no_call_makes_the_server_fail(person: Browser, sample: Report) -> None:
    """Generated values for every call; with them a real session, so that they get behind the guard."""
    app = person.client.app
    app.state.review.jobs.close()  # type: ignore[attr-defined]
    head = {"host": "127.0.0.1", "x-csrf-token": person.csrf}
    cookies = dict(person.client.cookies)
    known = {"key": person.key, "finding": sample.findings[0].key}
    answers: list[int] = []

    def attempt(case: object, real: bool) -> None:
        if real:
            case.path_parameters.update({k: v for k, v in known.items() if k in case.path_parameters})  # type: ignore[attr-defined]
        if isinstance(case.body, dict) and case.method != "PUT":  # type: ignore[attr-defined]
            case.body["csrf"] = person.csrf  # type: ignore[attr-defined]
        answer = case.call(headers=head, cookies=cookies)  # type: ignore[attr-defined]
        answers.append(answer.status_code)
        assert answer.status_code < 500, (case.method, case.formatted_path, answer.text[:500])  # type: ignore[attr-defined]

    for operation in operations(app):
        told = settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        seeded(1)(told(given(case=operation.as_strategy(), real=booleans())(attempt)))()  # type: ignore[attr-defined]
    assert len(answers) > 60 and {200, 404, 409, 415, 422} <= set(answers)


def test_indicators_are_found_by_words_of_their_names(person: Browser) -> None:
    found = person.client.get("/api/indicators?q=nilai+akip").json()
    assert {"id": "nilai-akip", "name": "Nilai AKIP"} in found and len(found) <= SUGGESTED
    assert all("akip" in f"{entry['id']} {entry['name']}".lower() for entry in found)
    assert person.client.get("/api/indicators?q=").json() == person.client.get("/api/indicators?q=zzzzqqq").json() == []
