"""`lkjip review`: the reports of a store in a browser, to judge findings and correct readings."""

import socket
import webbrowser
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.audit import Ocr
from extractor.cli.language import Language, LanguageOption
from extractor.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from extractor.review.place import Settings

NEEDED = ("fastapi", "uvicorn", "python_multipart")
OPEN_AT = {
    Language.id: "Reviu dibuka di {address} (Ctrl+C untuk berhenti)",
    Language.en: "The review is open at {address} (Ctrl+C ends it)",
}
SHORTEST_TOKEN = 8


def review(  # noqa: PLR0917  one parameter an option
    store: Annotated[Path, typer.Argument(help="A store of reports, or a new folder.", metavar="STORE")],
    host: Annotated[str, typer.Option("--host", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen at; 0 is any.")] = 8745,
    token: Annotated[
        str | None,
        typer.Option(
            "--token", envvar="LKJIP_TOKEN", help="What a browser must show; needed for other hosts than this machine."
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", help="Host name of a server in front that speaks TLS; needs a token.", metavar="HOST"),
    ] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the browser.")] = False,
    max_upload: Annotated[
        int, typer.Option("--max-upload", min=1, max=2000, help="Largest upload in MB.", metavar="MB")
    ] = 100,
    ocr: Annotated[Ocr, typer.Option("--ocr", help="How scans in uploads are read.")] = Ocr.auto,
    lang: LanguageOption = Language.id,
) -> None:
    """Review the reports of a store in a browser: judge findings, correct readings, follow up.

    Example: lkjip review STORE
    """
    _check_extra()
    from extractor.review.app import address, serve
    from extractor.review.place import Settings
    from extractor.store import Store

    settings = Settings(host, token or None, lang.value, max_upload * 1024 * 1024, ocr.value, name or None)
    check_access(settings)
    opened = Store.open(store, create=True)
    chosen = free_port(host, port)
    where = address(settings, chosen)
    typer.echo(OPEN_AT[lang].format(address=where), err=True)
    serve(opened, settings, chosen, (lambda: webbrowser.open(where)) if not no_browser else None)


def check_access(settings: "Settings") -> None:
    """Refuses to serve other machines without a token, or with one that is soon guessed.

    Raises:
        UsageError: as it says.
    """
    from extractor.review.guard import is_loopback

    if settings.token is None and (settings.name is not None or not is_loopback(settings.host)):
        given = f"--host {settings.host}" if settings.name is None else f"--name {settings.name}"
        option = given.split(maxsplit=1)[0]
        raise UsageError(
            "--token TOKEN, for other machines could reach the review",
            f"{given} without one",
            f"Give a token, or leave {option} away to serve this machine alone.",
            (
                "--token TOKEN, karena mesin lain dapat membuka reviu",
                f"{given} tanpa token",
                f"Berikan token, atau hilangkan {option} agar hanya mesin ini yang dilayani.",
            ),
        )
    if settings.token is not None and len(settings.token) < SHORTEST_TOKEN:
        raise UsageError(
            f"a token of {SHORTEST_TOKEN} signs or more",
            f"one of {len(settings.token)}",
            "Choose a longer one.",
            (f"token sekurang-kurangnya {SHORTEST_TOKEN} tanda", f"{len(settings.token)} tanda", "Pilih yang lebih panjang."),
        )  # fmt: skip


def free_port(host: str, port: int) -> int:
    """The port, or any free one for 0.

    Raises:
        UsageError: it cannot be listened at.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    except OSError as error:
        told = error.strerror or type(error).__name__
        raise UsageError(
            "an address and port that are free",
            f"{host}:{port}: {told}",
            "Choose another one with --port.",
            ("alamat dan port yang bebas", f"{host}:{port}: {told}", "Pilih yang lain dengan --port."),
        ) from None


def _check_extra() -> None:
    """Tells what to install where the packages of the extra are missing.

    Raises:
        MissingExtraError: one of them is.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        advice = "pip install 'lkjip-extractor[web]'"
        raise MissingExtraError(
            "the packages of the extra web",
            f"none of {', '.join(missing)}",
            f"Install them with: {advice}",
            ("paket tambahan web", f"tidak ada {', '.join(missing)}", f"Pasang dengan: {advice}"),
        )
