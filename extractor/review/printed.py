"""The audit page of a report, made by another process, for it opens the PDF."""

import json
import os
import subprocess
import sys
from pathlib import Path

from extractor.review.opened import Opened

SECONDS = 180.0


def html_page(opened: Opened, language: str) -> bytes:
    """The audit as one HTML file; empty where the process died."""
    files = json.dumps(
        {"language": language, "files": {k: str(v) for k, v in opened.by_hash.items()}, "parent": os.getpid()}
    ).encode()
    command = [sys.executable, "-m", "extractor.review.printed"]
    try:
        done = subprocess.run(
            command,
            input=files + b"\n" + opened.report.model_dump_json().encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout if done.returncode == 0 else b""


def main() -> None:
    """Makes the page of the report on stdin."""
    from extractor.isolation.platform import die_with_parent
    from extractor.report.html import to_html
    from extractor.report.originals import Originals
    from schemas import Report

    asked = json.loads(sys.stdin.buffer.readline())
    die_with_parent(asked["parent"])
    report = Report.model_validate_json(sys.stdin.buffer.read())
    originals = Originals(report, {digest: Path(path) for digest, path in asked["files"].items()})
    sys.stdout.buffer.write(to_html(originals, asked["language"]))


if __name__ == "__main__":
    main()
