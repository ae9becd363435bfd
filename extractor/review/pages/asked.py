"""What every page needs of a request: the review, the language, who asks, whether a form is ours; and its answer."""

from functools import cache
from pathlib import Path as File
from typing import Annotated, Any
from urllib.parse import quote, unquote, urlencode

from fastapi import Depends, Header, HTTPException, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pydantic import BaseModel, Field

from extractor.report import html
from extractor.report.clean_text import clean
from extractor.report.speech import Speech, figure, speech
from extractor.review.opened import Opened
from extractor.review.place import Review
from extractor.review.told import in_words, when

FOLDER = File(__file__).parents[1]
AUDIT_WORDS = File(html.__file__).parent / "words.yaml"
LANGUAGES = ("id", "en")
LANGUAGE, WHO = "lkjip_language", "lkjip_who"
YEAR_SECONDS = 365 * 24 * 3600
LONGEST_NAME, LONGEST_TEXT, LONGEST_ADDRESS = 80, 2000, 1000

Key = Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="The key of a report in the store.")]
FindingKey = Annotated[str, Path(pattern="^[0-9a-f]{1,64}$", description="The key of a finding.")]


def review_of(request: Request) -> Review:
    """The review that answers."""
    review: Review = request.app.state.review
    return review


def opened_report(request: Request, key: Key) -> Opened:
    """The report of a key.

    Raises:
        StoreError: the store has none.
    """
    return review_of(request).desk.open(key)


Report = Annotated[Opened, Depends(opened_report)]


def language_of(request: Request) -> str:
    """The language that was asked for, or is remembered, or that the review was opened in."""
    for told in (request.query_params.get("lang"), request.cookies.get(LANGUAGE)):
        if told in LANGUAGES:
            return str(told)
    return review_of(request).settings.language


@cache
def words(language: str) -> Speech:
    """The words of the review and of the audit page in a language."""
    own, audit = (speech(path, language).words for path in (FOLDER / "words.yaml", AUDIT_WORDS))
    return Speech(language, {**audit, **own})


def say_of(request: Request) -> Speech:
    """The words in the language of the request."""
    return words(language_of(request))


def who_of(request: Request) -> str:
    """Who asks, as he says; empty where he did not."""
    return clean(unquote(request.cookies.get(WHO, "")))[:LONGEST_NAME].strip()


def remember_who(answer: HTMLResponse | RedirectResponse, who: str) -> None:
    """Keeps the name for the next decision."""
    answer.set_cookie(WHO, quote(who), max_age=YEAR_SECONDS, httponly=True, samesite="strict")


def session_of(request: Request) -> str:
    """The session that the guard found or made."""
    return str(request.state.session)


class Fields(BaseModel):
    """What every form of ours brings: what makes it ours, who sends it, where he was, and the version that he saw."""

    csrf: str = Field(default="", max_length=128)
    who: str = Field(default="", max_length=LONGEST_NAME)
    look: str = Field(default="", max_length=2000)
    seen: int = Field(default=0, ge=0, le=1_000_000)


async def form_is_ours(request: Request) -> None:
    """Refuses a form that was not made for this session.

    Raises:
        HTTPException: it was not.
    """
    _refuse_foreign(request, str((await request.form()).get("csrf", "")))


def call_is_ours(request: Request, x_csrf_token: Annotated[str, Header(max_length=128)] = "") -> None:
    """Refuses a call that does not bring what the pages of this session hold.

    Raises:
        HTTPException: it does not.
    """
    _refuse_foreign(request, x_csrf_token)


def _refuse_foreign(request: Request, brought: str) -> None:
    if not review_of(request).doors.confirms(session_of(request), brought):
        raise HTTPException(403, "form")


OurForm = Depends(form_is_ours)
OurCall = Depends(call_is_ours)


async def decider(request: Request) -> str:
    """Who decides: the name in the form, else the one that is remembered.

    Raises:
        HTTPException: there is none.
    """
    name = clean(str((await request.form()).get("who", "")))[:LONGEST_NAME].strip() or who_of(request)
    if not name:
        raise HTTPException(422, "who")
    return name


Who = Annotated[str, Depends(decider)]


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page in the language of the request."""
    review, language = review_of(request), language_of(request)
    shared = {
        "say": words(language),
        "language": language,
        "who": who_of(request),
        "csrf": review.doors.confirmation(session_of(request)),
        "path": request.url.path,
        "come_back": _where(request),
        "other_language": "?" + urlencode({**request.query_params, "lang": "en" if language == "id" else "id"}),
        "has_token": review.settings.token is not None,
        "inside": review.doors.is_inside(request.cookies.get("lkjip_session", "")),
        "running": [job for job in review.jobs.all() if not job.over],
    }
    answer = HTMLResponse(templates().get_template(template).render(**shared, **context), status)
    if request.query_params.get("lang") in LANGUAGES:
        answer.set_cookie(LANGUAGE, language, max_age=YEAR_SECONDS, httponly=True, samesite="strict")
    return answer


def _where(request: Request) -> str:
    """The address to come back to."""
    query = f"?{request.url.query}" if request.method == "GET" and request.url.query else ""
    return (request.url.path + query)[:LONGEST_ADDRESS]


def back(where: str, who: str | None = None) -> RedirectResponse:
    """Leads to a page of ours after a form; a name that was given is remembered."""
    answer = RedirectResponse(where, 303)
    if who is not None:
        remember_who(answer, who)
    return answer


@cache
def templates() -> Environment:
    """The templates; text from reports is escaped and freed of marks that turn it around."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_harmless,
    )
    environment.filters |= {"figure": figure, "in_words": in_words, "when": when}
    return environment


def _harmless(value: Any) -> Any:
    """Whatever is written into a page, without marks that hide or turn text; what is markup already was made of such."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
