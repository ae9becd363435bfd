"""Text recognition by tesseract: many pictures in one process, one thread each."""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import cv2

from extractor.pages.ocr.model import Image, Recognised

WORDS, DIGITS = "ind+eng", "eng"
DIGIT_CHARACTERS = "0123456789.,%-()Rp/ "
SECONDS = 120


@cache
def languages() -> frozenset[str]:
    """The languages that tesseract has data of."""
    return frozenset(_told("--list-langs").split())


@cache
def release() -> str:
    """The version of tesseract."""
    first = _told("--version").split()[1:2]
    return first[0] if first else "unknown"


def _told(option: str) -> str:
    """What tesseract prints for an option."""
    done = subprocess.run(["tesseract", option], capture_output=True, text=True, check=False, timeout=SECONDS)
    return done.stdout or done.stderr


def recognise(
    pictures: Sequence[Image], *, mode: int, language: str = WORDS, digits_only: bool = False
) -> list[list[Recognised]]:
    """The words of each picture, in its order; `mode` is tesseract's page segmentation mode."""
    if not pictures:
        return []
    with tempfile.TemporaryDirectory(prefix="lkjip-ocr-") as folder:
        names = []
        for index, picture in enumerate(pictures):
            name = Path(folder, f"{index}.pgm")
            cv2.imwrite(str(name), picture)
            names.append(str(name))
        listing = Path(folder, "list.txt")
        listing.write_text("\n".join(names) + "\n", encoding="utf-8")
        command = ["tesseract", str(listing), "stdout", "-l", language, "--psm", str(mode), "--dpi", "300"]
        if digits_only:
            command += ["-c", f"tessedit_char_whitelist={DIGIT_CHARACTERS}"]
        done = subprocess.run(
            [*command, "tsv"],
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    return _words(done.stdout, len(pictures))


def _words(table: str, count: int) -> list[list[Recognised]]:
    """Rows of tesseract's table by picture."""
    out: list[list[Recognised]] = [[] for _ in range(count)]
    for line in table.splitlines()[1:]:
        fields = line.split("\t")
        if len(fields) < 12 or fields[0] != "5" or not fields[11].strip():
            continue
        page, (left, top, width, height) = int(fields[1]) - 1, map(int, fields[6:10])
        if 0 <= page < count:
            confidence = max(0.0, float(fields[10]) / 100)
            out[page].append(Recognised(fields[11].strip(), (left, top, width, height), confidence))
    return out
