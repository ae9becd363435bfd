"""What a person sees of a batch: how it goes on, and what came of it."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import typer

from extractor.cli.language import Language

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from extractor.batch.engine import Listener
    from extractor.batch.ledger import Planned, Result

WORDS: Mapping[Language, Mapping[str, str]] = {
    Language.id: {
        "looking": "Melihat berkas mana yang termasuk satu laporan: {done} dari {count}",
        "begins": "{count} laporan, {waiting} di antaranya harus dikerjakan",
        "ended": "[{done}/{waiting}] {state} {name} ({seconds:.1f} dtk)",
        "done": "selesai",
        "failed": "GAGAL",
        "others": "Menunggu {count} laporan yang sedang dikerjakan proses lain",
        "bar": "selesai {done}, gagal {failed}, sisa {left}, {rate:.1f} per menit, kira-kira {minutes} lagi",
        "stopping": "Berhenti; yang sudah selesai tetap disimpan. Tekan lagi untuk berhenti seketika.",
        "totals": "Laporan: {reports} (selesai {done}, gagal {failed}, belum {waiting}); halaman {pages}; "
        "temuan material {material}, kesalahan {errors}, peringatan {warnings}, catatan {notices}",
        "grouped": "Disatukan: {name}: {why}",
        "failure": "Gagal: {name} ({outcome}): {why}",
        "skipped": "Dilewati: {path}: {why}",
        "expected": "Diharapkan {count}: diterima {received}, gagal {failed}, belum ada {missing}",
        "absent": "  {status}: {agency} {year}",
        "received_word": "diterima",
        "failed_word": "gagal",
        "missing_word": "belum ada",
        "titles": "Instansi|Tahun|Material|Kesalahan|Peringatan|Halaman terbaca|Angka terbaca",
        "incomparable": "tidak dapat dibandingkan",
        "more": "… dan {count} lagi; semuanya ada di {file}",
        "written": "Ringkasan: {files}",
        "stopped": "Dihentikan; jalankan perintah yang sama untuk melanjutkan.",
        "worked_on": "Sedang dikerjakan: {name} (proses {pid} di {host})",
    },
    Language.en: {
        "looking": "Looking which files belong together: {done} of {count}",
        "begins": "{count} reports, {waiting} of them to be made",
        "ended": "[{done}/{waiting}] {state} {name} ({seconds:.1f} s)",
        "done": "done",
        "failed": "FAILED",
        "others": "Waiting for {count} reports that other processes work on",
        "bar": "done {done}, failed {failed}, left {left}, {rate:.1f} a minute, about {minutes} to go",
        "stopping": "Stopping; what is done is kept. Press again to stop at once.",
        "totals": "Reports: {reports} (done {done}, failed {failed}, waiting {waiting}); pages {pages}; "
        "material findings {material}, errors {errors}, warnings {warnings}, notices {notices}",
        "grouped": "Put together: {name}: {why}",
        "failure": "Failed: {name} ({outcome}): {why}",
        "skipped": "Left out: {path}: {why}",
        "expected": "Expected {count}: received {received}, failed {failed}, missing {missing}",
        "absent": "  {status}: {agency} {year}",
        "received_word": "received",
        "failed_word": "failed",
        "missing_word": "missing",
        "titles": "Agency|Year|Material|Errors|Warnings|Pages read|Figures read",
        "incomparable": "not comparable",
        "more": "… and {count} more; all of them are in {file}",
        "written": "Summary: {files}",
        "stopped": "Stopped; run the same command to go on.",
        "worked_on": "Worked on: {name} (process {pid} on {host})",
    },
}


def say(language: Language, word: str, **values: Any) -> str:
    """A sentence of a batch in the chosen language."""
    return WORDS[language][word].format(**values)


Show = Callable[[str, int, int], None]
"""Shows a text with how much is done of how much."""


class Talk:
    """Counts what ended and says it: a bar on a terminal, a line for each report elsewhere."""

    def __init__(self, language: Language, write: Callable[[str], None], show: Show | None = None) -> None:
        self._language, self._write, self._show = language, write, show
        self._done = self._failed = self._waiting = 0
        self._began, self._told_others = time.monotonic(), False

    def looked(self, done: int, count: int) -> None:
        """So many files were looked at."""
        if self._show:
            self._show(self._say("looking", done=done, count=count), done, count)
        elif done == count:
            self._line("looking", done=done, count=count)

    def begins(self, count: int, waiting: int) -> None:
        """The batch is about so many reports."""
        self._began, self._waiting = time.monotonic(), waiting
        self._line("begins", count=count, waiting=waiting)

    def ended(self, planned: "Planned", result: "Result") -> None:
        """A report was made, or could not be."""
        failed = result.state == "failed"
        self._failed, self._done = self._failed + failed, self._done + (not failed)
        ended = self._done + self._failed
        if self._show:
            self._show(self._say("bar", **self._pace()), ended, self._waiting)
        if not self._show or failed:
            state = self._say(result.state) + (f" ({result.outcome})" if result.outcome != result.state else "")
            values = {"done": ended, "waiting": self._waiting, "state": state, "seconds": result.seconds}
            self._line("ended", name=planned.name, **values)

    def waiting(self, count: int) -> None:
        """So many reports are left that other processes work on."""
        if not self._told_others:
            self._line("others", count=count)
        self._told_others = True

    def _pace(self) -> dict[str, Any]:
        """How fast it goes and how long it may take."""
        ended, left = self._done + self._failed, self._waiting - self._done - self._failed
        minutes = (time.monotonic() - self._began) / 60
        rate = ended / minutes if minutes else 0.0
        to_go = left / rate if rate else 0.0
        clock = f"{int(to_go // 60)}:{int(to_go % 60):02d}:{int(to_go * 60 % 60):02d}"
        return {"done": self._done, "failed": self._failed, "left": left, "rate": rate, "minutes": clock}

    def _say(self, word: str, **values: Any) -> str:
        return say(self._language, word, **values)

    def _line(self, word: str, **values: Any) -> None:
        self._write(self._say(word, **values))


@contextmanager
def talking(language: Language) -> "Iterator[Listener]":
    """What tells a person how a batch goes on."""
    if not sys.stderr.isatty():
        yield Talk(language, partial(typer.echo, err=True))
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress("{task.description}", *Progress.get_default_columns()[1:2], console=Console(stderr=True)) as bar:
        write = partial(bar.console.print, markup=False, highlight=False, soft_wrap=True)
        yield Talk(language, write, _shown(bar, bar.add_task("")))


def _shown(bar: "Progress", task: "TaskID") -> Show:
    def show(text: str, done: int, count: int) -> None:
        bar.update(task, description=text, completed=done, total=count)

    return show
