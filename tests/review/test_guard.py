"""Nobody gets in without the token, no foreign page acts, nothing too large or strange is taken."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from httpx import Response
from typer.testing import CliRunner

from extractor.cli import app
from extractor.review.app import ASSETS
from extractor.review.guard import MOST_WRONG, OPEN_PATHS, WINDOW, Doors, MustWait
from extractor.review.pages.asked import call_is_ours, form_is_ours
from extractor.review.pages.upload import shown_name
from extractor.store import Store
from extractor.store import ledger as ledger_room
from tests.review.conftest import Browser, browser_of
from tests.review.routes import every_route

TOKEN = "rahasia-sekali"


@pytest.fixture
def guarded(store: Store, key: str) -> Iterator[Browser]:
    yield from browser_of(store, key, token=TOKEN)


def calls(person: Browser) -> Iterator[tuple[str, str]]:
    """Every method and path of the app's own table of routes, and one that is in none."""
    fills = {"key": person.key, "other": person.key, "finding": "ab", "job": "0" * 16, "kind": "json", "number": "1"}
    for route in every_route(person.client.app):
        names = ASSETS if route.path.startswith("/assets/") else [""]
        for method in sorted(route.methods - {"HEAD"}):
            yield from ((method, route.path.format(**fills, name=name)) for name in names)
    yield "GET", "/nowhere"


def test_without_the_token_no_route_answers(guarded: Browser) -> None:
    seen = list(calls(guarded))
    assert len(seen) > 30 and {"/docs", "/openapi.json", "/assets/review.js", "/uploads"} <= {path for _, path in seen}
    for method, path in seen:
        answer = guarded.client.request(method, path, follow_redirects=False)
        assert (path in OPEN_PATHS) == (answer.status_code not in (401, 303)), (method, path, answer.status_code)
    assert "Dinas" not in guarded.get("/login")
    assert (
        guarded.client.get("/", headers={"accept": "text/html"}, follow_redirects=False).headers["location"] == "/login"
    )


def test_the_token_lets_in_with_a_cookie_that_scripts_cannot_read(guarded: Browser) -> None:
    assert "salah" in guarded.post("/login", 403, token="rahasia-sekal").text
    answer = guarded.post("/login", token=TOKEN)
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "path=/" in cookie
    assert "Dinas Pertanian" in guarded.get("/")
    guarded.post("/logout")
    guarded.get("/", 401)


def test_wrong_tokens_wait(guarded: Browser) -> None:
    for _ in range(MOST_WRONG):
        guarded.post("/login", 403, token="salah")
    answer = guarded.post("/login", 429, token=TOKEN)
    assert answer.headers["retry-after"] == str(int(WINDOW))


def test_the_wait_ends() -> None:
    now = [0.0]
    doors = Doors("127.0.0.1", TOKEN, 1, clock=lambda: now[0])
    for _ in range(MOST_WRONG):
        assert doors.let_in("a", "x") is None
    with pytest.raises(MustWait):
        doors.let_in("a", TOKEN)
    assert doors.let_in("b", TOKEN)
    now[0] = WINDOW + 1
    assert doors.let_in("a", TOKEN)


def test_no_more_tokens_are_tried_where_many_are_tried_at_once() -> None:
    doors, heard = Doors("127.0.0.1", TOKEN, 1), []

    def attempt(number: int) -> None:
        with suppress(MustWait):
            heard.append(doors.let_in("a", f"x{number}"))

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(attempt, range(64)))
    assert heard == [None] * MOST_WRONG


def test_every_route_that_writes_refuses_foreign_forms_before_all_else(person: Browser) -> None:
    """By the table of routes: a new form that does not ask for what makes it ours is found here."""
    writing = [route for route in every_route(person.client.app) if route.methods - {"GET", "HEAD"}]
    assert len(writing) > 10
    for route in writing:
        asked = {dependency.dependency for dependency in route.dependencies}
        assert asked & {form_is_ours, call_is_ours}, route.path


def test_cookies_are_for_this_site_and_no_script(guarded: Browser) -> None:
    answers = [
        guarded.post("/login", token=TOKEN), guarded.post("/who", who="Ani"), guarded.client.get("/?lang=en"), guarded.post("/logout"),
    ]  # fmt: skip
    cookies = [cookie.lower() for answer in answers for cookie in answer.headers.get_list("set-cookie")]
    assert len(cookies) >= 4
    assert all("httponly" in cookie and "samesite=strict" in cookie and "domain=" not in cookie for cookie in cookies)


def test_readers_wait_for_no_writer(store: Store, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process changes the store, all that only reads answers; a decision is refused and says so."""
    for person in browser_of(store, key):
        csrf = person.csrf
        for route in every_route(person.client.app):
            person.client.get(
                route.path.format(key=key, other=key, finding="ab", job="0" * 16, kind="json", number="1", name="x")
            )
        with store.ledger() as writer:
            writer.execute("UPDATE report SET title = title")
            monkeypatch.setattr(ledger_room.connected.__wrapped__, "__kwdefaults__", {"write": True, "wait": 0.05})
            monkeypatch.setattr(Store.ledger.__wrapped__, "__kwdefaults__", {"write": True, "wait": 0.05})
            read = [path for method, path in calls(person) if method == "GET"]
            answers = {path: person.client.get(path).status_code for path in read}
            assert {path: status for path, status in answers.items() if status >= 500} == {} and len(answers) > 15
            finding = person.client.get(f"/api/reports/{key}/findings").json()[0]["key"]
            fields = {"csrf": csrf, "who": "Ani", "seen": "0", "state": "accepted"}
            answer = person.client.post(f"/reports/{key}/findings/{finding}", data=fields)
            assert answer.status_code == 503 and "tidak disimpan" in answer.text


def test_every_call_that_writes_needs_a_form_of_ours(person: Browser) -> None:
    for method, path in calls(person):
        if method not in ("GET", "HEAD"):
            answer = person.client.request(method, path, follow_redirects=False)
            assert answer.status_code in (403, 422), (method, path, answer.status_code)
    assert person.client.app.state.review.record.events() == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["example.org", "evil.127.0.0.1.example.org", "127.0.0.1.example.org:80", ""])
def test_a_foreign_host_name_is_refused(person: Browser, name: str) -> None:
    assert person.client.get("/", headers={"host": name}).status_code == 421


def test_a_foreign_origin_is_refused(person: Browser) -> None:
    answer = person.client.post("/who", data={"csrf": person.csrf}, headers={"origin": "http://example.org"})
    assert answer.status_code == 403


def test_hosts_of_the_machine_are_known_only_where_it_listens_to_all() -> None:
    everywhere, here = Doors("0.0.0.0", TOKEN, 1), Doors("127.0.0.1", None, 1)
    assert everywhere.knows_host("192.168.1.9:8745") and not here.knows_host("192.168.1.9:8745")
    assert here.knows_host("[::1]:8745") and here.knows_host("localhost") and not everywhere.knows_host("example.org")


def test_a_server_in_front_is_known_by_its_name(store: Store, key: str) -> None:
    for person in browser_of(store, key, token=TOKEN, name="Example.org"):
        host = {"host": "example.org", "origin": "https://example.org"}
        assert person.client.get("/login", headers=host).status_code == 200
        answer = person.client.post(
            "/login", data={"csrf": person.csrf, "token": TOKEN}, headers=host, follow_redirects=False
        )
        assert answer.status_code == 303
        assert person.client.get("/login", headers={"host": "127.0.0.1.example.org"}).status_code == 421
        assert person.client.post("/login", headers=host | {"origin": "https://example.org.id"}).status_code == 403


def test_every_answer_has_the_policy(person: Browser) -> None:
    for path in ("/", f"/reports/{person.key}", "/nowhere", "/assets/review.js", "/docs"):
        headers = person.client.get(path).headers
        assert (
            "default-src 'none'" in headers["content-security-policy"]
            and headers["x-content-type-options"] == "nosniff"
        )
        assert "unsafe" not in headers["content-security-policy"]


def test_no_page_has_a_script_or_style_inside_or_asks_elsewhere(person: Browser) -> None:
    for path in ("/", f"/reports/{person.key}", "/uploads", "/trends", "/decisions", "/docs"):
        page = person.get(path)
        assert re.findall(r"<script(?! src=\"/assets/)|<style|\sstyle=|\son\w+=|https?://|src=\"//", page) == []


def test_the_command_line_refuses_other_machines_without_a_token(tmp_path: Path) -> None:
    for arguments in (
        ["--name", "reviu.example"],
        ["--host", "0.0.0.0"],
        ["--host", "::"],
        ["--host", "192.0.2.1"],
        ["--token", "kurang"],
    ):
        done = CliRunner().invoke(app, ["review", str(tmp_path / "baru"), "--no-browser", "--lang", "en", *arguments])
        assert done.exit_code == 2 and "token" in done.stderr
    assert not (tmp_path / "baru").exists()


def sent(person: Browser, data: bytes) -> Response:
    return person.client.post("/uploads", data={"csrf": person.csrf}, files={"pdf": ("a.pdf", data)})


def test_a_file_that_is_no_pdf_or_too_large_is_refused(store: Store, key: str) -> None:
    for person in browser_of(store, key, upload_limit=200_000):
        answer = sent(person, b"MZ\x90\x00")
        assert answer.status_code == 415 and "Bukan PDF" in answer.text and "a.pdf" in answer.text
        assert sent(person, b" %PDF-1.7").status_code == 415 and sent(person, b"").status_code == 415
        answer = sent(person, b"%PDF-1.7" + b"x" * 300_000)
        assert answer.status_code == 413 and "terlalu besar" in answer.text
        answer = sent(person, b"%PDF-1.7" + b"x" * 900_000)
        assert answer.status_code == 413
        folder = store.folder / "uploads"
        assert not folder.exists() or list(folder.iterdir()) == []


def test_a_form_is_small(person: Browser) -> None:
    assert person.client.post("/who", data={"csrf": person.csrf, "who": "x" * 600_000}).status_code == 413

    def pieces() -> Iterator[bytes]:
        yield b"csrf=" + person.csrf.encode()
        yield from (b"&who=" + b"x" * 100_000 for _ in range(7))

    head = {"content-type": "application/x-www-form-urlencoded"}
    assert person.client.post("/who", content=pieces(), headers=head).status_code in (400, 413)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\LKJIP.pdf", "LKJIP.pdf"),
        ("a\u202efdp.exe", "a\ufffdfdp.exe"),
        ("x\x00\n y.pdf", "x y.pdf"),
        ("", "laporan.pdf"),
        ("/", "laporan.pdf"),
        ("..", ".."),
    ],
)
def test_the_name_of_an_upload_is_shown_and_never_a_path(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@pytest.mark.parametrize("path", ["../store.json", "..%2fstore.json", "%2e%2e/app.py", "review.css%00", "words.yaml"])
def test_no_other_file_is_served(person: Browser, path: str) -> None:
    assert person.client.get(f"/assets/{path}").status_code == 404
    assert "lkjip-store" not in person.client.get(f"/reports/{person.key}/pages/{quote(path)}").text


def test_a_session_of_one_server_is_none_of_another(store: Store, key: str, tmp_path: Path) -> None:
    for first in browser_of(store, key, token=TOKEN):
        first.post("/login", token=TOKEN)
        cookies = dict(first.client.cookies)
        for second in browser_of(store, key, token=TOKEN):
            second.client.cookies.update(cookies)
            second.get("/", 401)
