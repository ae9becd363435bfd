"""The application: its pages behind one guard, and what it answers when something is not there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import HTTPException as _Refused
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response

from extractor.errors import CannotWriteError, StoreError
from extractor.report.build import own_version
from extractor.review.guard import Guard, TooLargeError, too_large
from extractor.review.pages.asked import page, say_of
from extractor.review.place import Settings, opened
from extractor.store import Store

PAGES = ("listing", "desk", "decide", "correct", "upload", "versions", "trends", "files", "log", "login", "api")
ASSETS = {
    "review.css": "text/css; charset=utf-8",
    "review.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
FOLDER = Path(__file__).parent / "assets"
# Seconds that answers under way may take once the server is to end.
LAST_ANSWERS = 3


def create_app(store: Store, settings: Settings | None = None) -> FastAPI:
    """The review of a store as an ASGI application."""
    review = opened(store, settings or Settings())

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        yield
        review.close()

    app = FastAPI(
        title="lkjip review",
        version=own_version(),
        description="The review of audited performance reports. Writing calls bring the header X-CSRF-Token.",
        docs_url=None,
        redoc_url=None,
        lifespan=life,
    )
    app.state.review = review
    for name in PAGES:
        app.include_router(import_module(f"extractor.review.pages.{name}").router)
    app.add_api_route("/assets/{name}", asset, include_in_schema=False)
    app.add_exception_handler(StoreError, _not_there)
    for refused in (_Refused, 400, 404, 405):
        app.add_exception_handler(refused, _refused)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(TooLargeError, _too_large)
    app.add_exception_handler(CannotWriteError, _busy)
    app.add_middleware(Guard, doors=review.doors)
    return app


def asset(name: str) -> Response:
    """The looks and the script of the pages."""
    if name not in ASSETS:
        return Response(status_code=404)
    return Response(_asset(name), media_type=ASSETS[name], headers={"cache-control": "no-cache"})


@cache
def _asset(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def _not_there(request: Request, error: Exception) -> Response:
    return _told(request, 404, "there")


def _busy(request: Request, error: Exception) -> Response:
    """Others wrote for too long, or the disk is full: nothing of what was asked for is kept."""
    return _told(request, 503, "busy")


def _too_large(request: Request, error: Exception) -> Response:
    return too_large(request.app.state.review.settings.upload_limit)


def _not_understood(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if _is_call(request):
        problems = [{"loc": list(e["loc"]), "msg": e["msg"]} for e in error.errors()]
        return JSONResponse({"detail": problems}, 422)
    return _told(request, 422, "understood")


def _refused(request: Request, error: Exception) -> Response:
    status = int(getattr(error, "status_code", 404))
    return _told(request, status, "understood" if status == 400 else str(getattr(error, "detail", "")))


def _told(request: Request, status: int, problem: str) -> Response:
    """What is wrong, as a page or for a program."""
    if _is_call(request):
        return JSONResponse({"detail": problem}, status)
    say = say_of(request)
    text = say.known(f"refused_page.{problem}", say("refused_page.other"))
    return page(request, "error.html.j2", status, problem=text)


def _is_call(request: Request) -> bool:
    return request.url.path.startswith("/api/") or request.url.path.endswith(".json")


def address(settings: Settings, port: int) -> str:
    """The address that a browser on this machine opens."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def serve(store: Store, settings: Settings, port: int, ready: Any = None) -> None:
    """Serves the review until it is interrupted; `ready` is called once it answers."""
    import uvicorn

    app = create_app(store, settings)
    options: dict[str, Any] = {
        "log_level": "warning",
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,
        # Whoever ends the server does not wait for a download that is being made.
        "timeout_graceful_shutdown": LAST_ANSWERS,
    }
    server = uvicorn.Server(uvicorn.Config(app, host=settings.host, port=port, **options))
    if ready is not None:
        from threading import Thread

        Thread(target=_when_started, args=(server, ready), daemon=True).start()
    server.run()


def _when_started(server: Any, ready: Any) -> None:
    from time import sleep

    while not server.started and not server.should_exit:
        sleep(0.05)
    if server.started:
        ready()
