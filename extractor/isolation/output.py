"""What a process prints, as far as a small buffer goes."""

import os
from dataclasses import dataclass

# Bytes that are kept of the beginning and of the end.
KEPT = 4096
# Reads at a time: a process that prints without end must not keep its reader from anything else.
CHUNK, MOST_READS = 65536, 16


@dataclass(slots=True)
class BoundedText:
    """The beginning and the end of a stream of bytes."""

    head: bytes = b""
    tail: bytes = b""
    left_out: int = 0

    def take(self, pipe: int) -> bool:
        """Takes what lies in a pipe that does not block; False at its end."""
        for _ in range(MOST_READS):
            try:
                read = os.read(pipe, CHUNK)
            except BlockingIOError:
                return True
            except OSError:
                return False
            if not read:
                return False
            self.add(read)
        return True

    def add(self, data: bytes) -> None:
        """Takes bytes."""
        room = KEPT - len(self.head)
        self.head += data[:room]
        rest = self.tail + data[room:]
        self.left_out += max(0, len(rest) - KEPT)
        self.tail = rest[-KEPT:]

    def text(self) -> str:
        """What was kept, with a note of how much was not."""
        gap = f"\n[{self.left_out} bytes left out]\n".encode() if self.left_out else b""
        return (self.head + gap + self.tail).decode("utf-8", "replace")
