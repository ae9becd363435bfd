"""The reports of folders; what was put together is kept while a folder holds the same files, so that a second run need not look."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.batch.job import Job
from extractor.batch.ledger import Ledger
from extractor.batch.planning import Known, printable
from extractor.versions import reading_version
from schemas import Message

if TYPE_CHECKING:
    from extractor.batch.glance import Glance

Folders = Sequence[Sequence[Path]]
Look = Callable[[Folders], "Mapping[str, Glance | None] | None"]
RULES = Path(__file__).with_name("grouping.py")


def reports_of(folders: Folders, contents: Known, ledger: Ledger, look: Look, prepare: Callable[[], None]) -> list[Job]:
    """The reports of folders, each given as its files.

    Args:
        folders: the files of each folder, each content once.
        contents: their hashes.
        ledger: where it is kept what was put together.
        look: tells by content what the files of folders are; None where it was stopped before it saw all.
        prepare: is called before there is something to look at.
    """
    kept = ledger.groupings()
    names = [_name(members, contents) for members in folders]
    new = [members for members, name in zip(folders, names, strict=True) if name not in kept]
    if new:
        prepare()
    found = _put_together(new, contents, ledger, look)
    jobs: list[Job] = []
    for members, name in zip(folders, names, strict=True):
        jobs += _of_text(kept[name], members) if name in kept else found[tuple(members)]
    return jobs


def _put_together(new: Folders, contents: Known, ledger: Ledger, look: Look) -> dict[tuple[Path, ...], list[Job]]:
    """The reports of folders that are not known yet."""
    if not new:
        return {}
    # Not above: it needs what reads documents, which a run with nothing to do does without.
    from extractor.batch.grouping import grouped

    seen = look(new)
    found = {tuple(m): grouped({p: (seen or {}).get(contents.digests[p]) for p in m}) for m in new}
    if seen is not None:
        ledger.keep_groupings({_name(members, contents): _text(jobs, members) for members, jobs in found.items()})
    return found


def _name(members: Sequence[Path], contents: Known) -> str:
    """What names a folder with its files, and the rules by which they are put together."""
    told = [reading_version(), hashlib.sha256(RULES.read_bytes()).hexdigest()]
    told += [f"{printable(path.name)} {contents.digests[path]}" for path in members]
    told += sorted({printable(path.parent.name) for path in members})
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def _text(jobs: Iterable[Job], members: Sequence[Path]) -> str:
    """Reports as JSON, their files by number."""
    number = {path: index for index, path in enumerate(members)}
    told = [
        [
            job.name,
            [number[path] for path in job.files],
            [number[path] for path in job.supporting],
            job.why.model_dump() if job.why else None,
        ]
        for job in jobs
    ]
    return json.dumps(told)


def _of_text(text: str, members: Sequence[Path]) -> list[Job]:
    return [
        Job(name, tuple(members[i] for i in files), tuple(members[i] for i in beside), Message(**why) if why else None)
        for name, files, beside, why in json.loads(text)
    ]
