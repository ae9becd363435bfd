"""The door: the token is asked for once, and too many wrong ones wait."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import Field

from extractor.review.guard import COOKIE, WINDOW, MustWait
from extractor.review.pages.asked import Fields, OurForm, back, page, review_of, say_of, session_of

router = APIRouter()
SESSION_SECONDS = 12 * 3600


@router.get("/login", response_class=HTMLResponse, summary="Asks for the token")
def login_page(request: Request) -> HTMLResponse:
    """The form for the token."""
    return page(request, "login.html.j2", problem="")


class TokenFields(Fields):
    """The form of the token."""

    token: str = Field(default="", max_length=500)


@router.post("/login", dependencies=[OurForm], summary="Takes the token")
def login(request: Request, fields: Annotated[TokenFields, Form()]) -> Response:
    """Lets in who has the token, with a session of its own; after some wrong ones nobody is heard for a while."""
    doors, say = review_of(request).doors, say_of(request)
    client = request.client.host if request.client else ""
    try:
        session = doors.let_in(client, fields.token)
    except MustWait:
        answer = page(request, "login.html.j2", 429, problem=say("login.wait"))
        answer.headers["retry-after"] = str(int(WINDOW))
        return answer
    if session is None:
        return page(request, "login.html.j2", 403, problem=say("login.wrong"))
    led = back("/")
    led.set_cookie(COOKIE, session, max_age=SESSION_SECONDS, httponly=True, samesite="strict")
    return led


@router.post("/logout", dependencies=[OurForm], summary="Ends the session")
def logout(request: Request) -> Response:
    """Ends the session."""
    review_of(request).doors.let_out(session_of(request))
    led = back("/login")
    led.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return led
