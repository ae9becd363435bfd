"""Everything that the pages of one running review share."""

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from extractor.record.events import Record
from extractor.record.tally import Tally
from extractor.review.drawing import Drawings
from extractor.review.guard import Doors
from extractor.review.jobs import Jobs
from extractor.review.opened import Desk
from extractor.review.trend import Trends
from extractor.store import Store
from extractor.store.store import UPLOADS

UPLOAD_LIMIT = 100 * 1024 * 1024
# Seconds after which nobody writes to an unfinished upload any more.
CUT_OFF = 3600


@dataclass(frozen=True, slots=True)
class Settings:
    """How a review is opened: for whom, in which language, and how much may be uploaded at once.

    `name` is the host name under which a server in front of it is known.
    """

    host: str = "127.0.0.1"
    token: str | None = None
    language: str = "id"
    upload_limit: int = UPLOAD_LIMIT
    ocr: str = "auto"
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A store that is being reviewed."""

    settings: Settings
    store: Store
    record: Record
    tally: Tally
    desk: Desk
    drawings: Drawings
    jobs: Jobs
    doors: Doors
    trends: Trends

    def close(self) -> None:
        """Ends what runs beside the server."""
        self.jobs.close()
        self.drawings.close()


def opened(store: Store, settings: Settings) -> Review:
    """The review of a store; counts of reports that are new in it are looked up in the background."""
    sweep(store.folder / UPLOADS)
    record = Record(store)
    tally = Tally(record)
    review = Review(
        settings=settings,
        store=store,
        record=record,
        tally=tally,
        desk=Desk(store),
        drawings=Drawings(),
        jobs=Jobs(store, finished=tally.refresh),
        doors=Doors(settings.host, settings.token, settings.upload_limit, settings.name),
        trends=Trends(tally),
    )
    Thread(target=tally.refresh, name="review-tally", daemon=True).start()
    return review


def sweep(folder: Path) -> None:
    """Takes away uploads that were cut off with their server, an hour or longer ago: another server may be writing now."""
    for part in folder.glob(".*.part"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > CUT_OFF:
                part.unlink()
