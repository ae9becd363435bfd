"""What stands before every page: who may ask, from where, how much at once, and what a browser may do with the answer."""

import hashlib
import hmac
import ipaddress
import secrets
import socket
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "lkjip_session"
# What may be asked for without a token where one is set: the page that asks for it, and its looks.
OPEN_PATHS = frozenset({"/login", "/assets/review.css", "/assets/icon.svg"})
UPLOAD_PATHS = frozenset({"/uploads"})
FORM_LIMIT = 512 * 1024
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# Wrong tokens within so many seconds, of one client and of all together.
WINDOW, MOST_WRONG, MOST_WRONG_IN_ALL = 60.0, 5, 50
MOST_SESSIONS = 1000
HEADERS = {
    "content-security-policy": "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a host name or address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class MustWait(Exception):  # noqa: N818  it is no fault
    """Too many wrong tokens were tried of late."""


@dataclass
class Doors:
    """Who is in: sessions that showed the token, and how often a wrong one was tried; lives as long as the server.

    `name` is the host name under which a server in front of this one is known.
    """

    host: str
    token: str | None
    upload_limit: int
    name: str | None = None
    clock: Callable[[], float] = time.monotonic
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _inside: "OrderedDict[str, None]" = field(default_factory=OrderedDict)
    _wrong: list[tuple[float, str]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def confirmation(self, session: str) -> str:
        """What a form of this session must bring along."""
        return hmac.new(self.secret, session.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def confirms(self, session: str, brought: str) -> bool:
        """Whether a form was made for this session."""
        return bool(session) and _same(self.confirmation(session), brought)

    def is_inside(self, session: str) -> bool:
        """Whether the session showed the token; without a token everybody on this machine is in."""
        return self.token is None or session in self._inside

    def let_in(self, client: str, brought: str) -> str | None:
        """A new session for the right token, None for a wrong one.

        Raises:
            MustWait: too many wrong ones were tried of late; looked up and counted in one step, however many try at once.
        """
        with self._lock:
            now = self.clock()
            self._wrong = [(when, who) for when, who in self._wrong if now - when < WINDOW]
            if sum(who == client for _, who in self._wrong) >= MOST_WRONG or len(self._wrong) >= MOST_WRONG_IN_ALL:
                raise MustWait
            if self.token is None or not _same(self.token, brought):
                self._wrong.append((now, client))
                return None
            session = secrets.token_urlsafe(32)
            self._inside[session] = None
            while len(self._inside) > MOST_SESSIONS:
                self._inside.popitem(last=False)
            return session

    def let_out(self, session: str) -> None:
        """Ends a session."""
        with self._lock:
            self._inside.pop(session, None)

    def knows_host(self, header: str) -> bool:
        """Whether the browser asked for this server by a name of it; another name would be a page that rebinds its own."""
        name = _name(header)
        if name in LOOPBACK or name == self.host or (self.name is not None and name == self.name.lower()):
            return True
        wildcard = self.host in ("0.0.0.0", "::")
        return wildcard and (_is_address(name) or name in (socket.gethostname().lower(), socket.getfqdn().lower()))


class Guard:
    """The middleware: foreign names, foreign origins, missing tokens and too much of anything stop here."""

    def __init__(self, app: App, doors: Doors) -> None:
        self.app, self.doors = app, doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through to the app, or answers it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        session = request.cookies.get(COOKIE, "")
        fresh = "" if session else secrets.token_urlsafe(32)
        scope.setdefault("state", {})["session"] = session or fresh
        refused = self._refusal(request, session)
        sends = _with_headers(send, fresh, scope["path"])
        if refused is not None:
            await refused(scope, receive, sends)
            return
        await self.app(scope, _limited(receive, self._limit(request)), sends)

    def _refusal(self, request: Request, session: str) -> Response | None:
        """The answer to a request that may not go on."""
        path, host = request.url.path, request.headers.get("host", "")
        if not self.doors.knows_host(host):
            return PlainTextResponse("Unknown host name / nama host tidak dikenal.", 421)
        origin = request.headers.get("origin")
        if request.method not in ("GET", "HEAD") and origin and origin.partition("://")[2] != host:
            return PlainTextResponse("Foreign origin / asal permintaan asing.", 403)
        if not self.doors.is_inside(session) and path not in OPEN_PATHS:
            if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
                return RedirectResponse("/login", 303)
            return PlainTextResponse("A token is needed / perlu token.", 401)
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._limit(request):
            return too_large(self._limit(request))
        return None

    def _limit(self, request: Request) -> int:
        """How many bytes a request may bring: a form stays small, an upload has the limit and room for its frame."""
        return self.doors.upload_limit + FORM_LIMIT if request.url.path in UPLOAD_PATHS else FORM_LIMIT


class TooLargeError(HTTPException):
    """A request that brings more than it may."""

    def __init__(self) -> None:
        super().__init__(413, "large")


def too_large(limit: int) -> Response:
    """The answer to it, with the limit."""
    size = f"{limit // (1024 * 1024)} MB" if limit >= 1024 * 1024 else f"{limit // 1024} kB"
    return PlainTextResponse(f"Terlalu besar: paling banyak {size}. / Too large: at most {size}.", 413)


def _limited(receive: Receive, limit: int) -> Receive:
    """The body, counted as it comes: what a header tells of its length may be wrong."""
    seen = 0

    async def counted() -> MutableMapping[str, Any]:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise TooLargeError
        return message

    return counted


def _with_headers(send: Send, fresh: str, path: str) -> Send:
    """Answers with the policy for browsers, and with a session where there is none yet."""

    async def sends(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            told = {name for name, _ in headers}
            wanted = dict(HEADERS) | ({} if path.startswith("/assets/") else {"cache-control": "no-store"})
            headers += [(n.encode(), v.encode()) for n, v in wanted.items() if n.encode() not in told]
            if fresh and not any(n == b"set-cookie" and v.startswith(COOKIE.encode()) for n, v in headers):
                headers.append((b"set-cookie", f"{COOKIE}={fresh}; Path=/; HttpOnly; SameSite=Strict".encode()))
            message["headers"] = headers
        await send(message)

    return sends


def _same(left: str, right: str) -> bool:
    """Compares in a time that does not tell how much is right."""
    return hmac.compare_digest(left.encode("utf-8", "replace"), right.encode("utf-8", "replace"))


def _name(header: str) -> str:
    """The name in a Host header, without its port."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.partition(":")[0].lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
