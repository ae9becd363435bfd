"""What the caller, the fork server and a child say to one another."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from extractor.isolation.model import Failure, Kind, Limits, Outcome

# The files in the folder of a task: what the child tells, and the bytes that its function gave.
REPORT, VALUE = "report.json", "value"


@dataclass(frozen=True, slots=True)
class Job:
    """A task on its way: its number, its arguments as pickled bytes, its limits, its own folder."""

    number: int
    function: str
    arguments: bytes
    limits: Limits
    folder: Path


@dataclass(frozen=True, slots=True)
class Started:
    """A process works on a job."""

    number: int
    pid: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The process of a job has ended."""

    number: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Told:
    """What a child says of its own end; a process that was killed tells nothing."""

    kind: Kind
    detail: str = ""
    error: Failure | None = None

    def write(self, folder: Path) -> None:
        """Leaves it in the folder of the job."""
        part = folder / f"{REPORT}.part"
        part.write_text(json.dumps(asdict(self)), encoding="utf-8", errors="backslashreplace")
        part.replace(folder / REPORT)

    @classmethod
    def read(cls, folder: Path) -> "Told | None":
        """What the child left; None where it left nothing that can be read."""
        try:
            found = json.loads((folder / REPORT).read_text(encoding="utf-8"))
            error = found["error"]
            if error and error["indonesian"]:
                error["indonesian"] = tuple(error["indonesian"])
            return cls(Kind(found["kind"]), found["detail"], Failure(**error) if error else None)
        except (OSError, ValueError, KeyError, TypeError):
            return None
