"""A signal that comes at the worst moment: in the middle of a line that is being written."""

import io
import os
import signal
import sys

import pytest

from extractor.cli.batch_options import Effort, way_of
from extractor.cli.batch_talk import say
from extractor.cli.language import Language


class Interrupting(io.RawIOBase):
    """A file in the middle of whose first write an interrupt comes."""

    def __init__(self) -> None:
        self.lines = b""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        if not self.lines:
            os.kill(os.getpid(), signal.SIGINT)
        self.lines += bytes(data)  # type: ignore[call-overload]
        return len(bytes(data))  # type: ignore[call-overload]


def test_an_interrupt_in_the_middle_of_a_line_stops_the_batch_and_breaks_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    raw = Interrupting()
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(io.BufferedWriter(raw), write_through=True))
    with way_of(Effort(1, 60.0, 512, False), Language.id) as way:
        print("4 laporan", file=sys.stderr, flush=True)
        assert way.stop.is_set()
    assert raw.lines == b"4 laporan\n"
    assert capfd.readouterr().err == say(Language.id, "stopping") + "\n"
