"""Bringing reports: PDFs are stored by their content and audited while one watches."""

import hashlib
import os
import secrets
from pathlib import Path as File
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, BinaryIO

from fastapi import APIRouter, HTTPException, Path, Request, UploadFile
from fastapi import File as Uploaded
from fastapi.responses import HTMLResponse, JSONResponse, Response

from extractor.report.clean_text import clean
from extractor.review.job_book import Job
from extractor.review.jobs import Crowded
from extractor.review.pages.asked import OurForm, back, language_of, page, review_of, say_of
from extractor.store.store import UPLOADS

router = APIRouter()
JobId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="A piece of work.")]
SIGNATURE, BLOCK, LONGEST, MOST_FILES = b"%PDF", 1 << 20, 120, 30


@router.get("/uploads", response_class=HTMLResponse, summary="The form for a PDF, and the work that runs")
def upload_page(request: Request) -> HTMLResponse:
    """Where a PDF is brought."""
    return _form(request)


@router.post("/uploads", dependencies=[OurForm], summary="Brings PDFs")
def upload(
    request: Request, pdf: Annotated[list[UploadFile], Uploaded(description="A report as PDF, or its parts.")]
) -> Response:
    """Keeps the files under their content, whatever they are called, and has them audited."""
    review, say = review_of(request), say_of(request)
    if len(pdf) > MOST_FILES:
        return _form(request, 413, say("upload.too_many", most=MOST_FILES))
    strange = [shown_name(file.filename or "") for file in pdf if not _is_pdf(file.file)]
    if strange:
        return _form(request, 415, say("upload.no_pdf", names=", ".join(strange)))
    kept: dict[str, str] = {}
    for file in pdf:
        digest = _kept(file.file, review.store.folder / UPLOADS, review.settings.upload_limit)
        if digest is None:
            return _form(request, 413, say("upload.too_large", most=review.settings.upload_limit // (1024 * 1024)))
        kept.setdefault(digest, shown_name(file.filename or ""))
    try:
        job = review.jobs.upload(tuple(kept.items()), review.settings.ocr)
    except Crowded:
        return _form(request, 503, say("upload.crowded"))
    return back(f"/jobs/{job.id}")


@router.get("/jobs/{job}", response_class=HTMLResponse, summary="A piece of work while it runs")
def job_page(request: Request, job: JobId) -> HTMLResponse:
    """How far the audit is."""
    found, jobs = _job(request, job), review_of(request).jobs
    children = [child for id_ in found.children if (child := jobs.job(id_)) is not None]
    return page(request, "job.html.j2", job=found, children=children)


@router.get("/api/jobs/{job}", summary="How far a piece of work is")
def job_state(request: Request, job: JobId) -> JSONResponse:
    """The same for programs."""
    found, language = _job(request, job), language_of(request)
    told = {"id": found.id, "state": found.state, "done": found.done, "total": found.total, "report": found.key}
    return JSONResponse(told | {"problem": found.problem.get(language), "children": list(found.children)})


@router.post("/jobs/{job}/stop", dependencies=[OurForm], summary="Ends a piece of work")
def stop(request: Request, job: JobId) -> Response:
    """Ends the audit; what is in the store stays as it is."""
    review_of(request).jobs.stop(_job(request, job).id)
    return back(f"/jobs/{job}")


def shown_name(name: str) -> str:
    """The name that is shown of an upload: without folders and marks that turn text; it is never a path."""
    bare = PureWindowsPath(PurePosixPath(clean(name)).name).name
    return " ".join(bare.split())[:LONGEST] or "laporan.pdf"


def _form(request: Request, status: int = 200, problem: str = "") -> HTMLResponse:
    review = review_of(request)
    most = review.settings.upload_limit // (1024 * 1024)
    return page(
        request, "upload.html.j2", status, problem=problem, most=most, files=MOST_FILES, jobs=review.jobs.all()[:20]
    )


def _job(request: Request, id_: str) -> Job:
    found = review_of(request).jobs.job(id_)
    if found is None:
        raise HTTPException(404, "job")
    return found


def _is_pdf(file: BinaryIO) -> bool:
    head = file.read(len(SIGNATURE))
    file.seek(0)
    return head == SIGNATURE


def _kept(source: BinaryIO, folder: File, most: int) -> str | None:
    """The hash of a file that is kept under it; None where it is larger than it may be."""
    folder.mkdir(exist_ok=True)
    part, digest, size = folder / f".{secrets.token_hex(8)}.part", hashlib.sha256(), 0
    try:
        with part.open("xb") as target:
            while block := source.read(BLOCK):
                size += len(block)
                if size > most:
                    return None
                digest.update(block)
                target.write(block)
            target.flush()
            os.fsync(target.fileno())
        part.replace(folder / f"{digest.hexdigest()}.pdf")
        return digest.hexdigest()
    finally:
        part.unlink(missing_ok=True)
