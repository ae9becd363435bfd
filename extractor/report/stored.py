"""A report read back from its JSON."""

from pathlib import Path

from pydantic import ValidationError

from extractor.errors import UsageError
from schemas import Report
from schemas.report import SCHEMA_VERSION


def load(path: Path) -> Report:
    """The report of a JSON file.

    Raises:
        UsageError: there is no such file, it holds no audit, or one of another major version.
    """
    try:
        return Report.model_validate_json(path.read_bytes())
    except OSError as error:
        raise _refused(path, error.strerror or type(error).__name__) from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise _refused(path, f"{place}: {first['msg']}" if place else first["msg"]) from None


def _refused(path: Path, problem: str) -> UsageError:
    return UsageError(
        f"the JSON of an audit (schema {SCHEMA_VERSION})",
        f"{path}: {problem}",
        "Make it with: lkjip audit REPORT.pdf -o OUT.json",
        (
            f"JSON hasil audit (skema {SCHEMA_VERSION})",
            f"{path}: {problem}",
            "Buat dengan: lkjip audit LAPORAN.pdf -o OUT.json",
        ),
    )
