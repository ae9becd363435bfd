"""What workers are made to do in the tests."""

import ctypes
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from extractor.errors import EncryptedPdfError

LOADED: list[str] = []


def load() -> None:
    LOADED.append("warm")


def wait_a_little() -> None:
    time.sleep(1)


def loaded() -> bytes:
    return ",".join(LOADED).encode()


def echo(text: str, times: int = 1) -> bytes:
    return text.encode() * times


def refuse(file: str) -> bytes:
    error = EncryptedPdfError(
        "a PDF without a password", "an encrypted file", "Unlock it.", ("PDF", "terkunci", "Buka.")
    )
    error.file = file
    raise error


def hungry() -> bytes:
    return bytes(3 << 30)


def allocate_in_c() -> bytes:
    """As pdfium does: no memory, no life."""
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    libc.malloc.argtypes = [ctypes.c_size_t]
    if not libc.malloc(3 << 30):
        os.abort()
    return b"there was room"


def busy() -> bytes:
    while True:
        pass


def sleep(seconds: float, note: str = "") -> bytes:
    if note:
        Path(note).write_text(str(os.getpid()))
    time.sleep(seconds)
    return b"slept"


def sleep_in_c(seconds: int) -> bytes:
    """Something that Python cannot interrupt."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    ctypes.CDLL(None).sleep(seconds)
    return b"slept"


def sleep_with_child(note: str) -> bytes:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    Path(note).write_text(str(child.pid))
    child.wait()
    return b""


def leave_child(note: str) -> bytes:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    Path(note).write_text(str(child.pid))
    return b"left"


def die(number: int) -> bytes:
    os.kill(os.getpid(), number)
    return b""


def quit_silently() -> bytes:
    os._exit(3)


def fault() -> bytes:
    raise KeyError("nothing here")


def chatter() -> bytes:
    os.write(1, b"begin ")
    for _ in range(100):
        os.write(2, b"x" * 10_000)
    os.write(1, b" end")
    return b""


def write_much(place: str) -> bytes:
    with Path(place).open("wb") as file:
        for _ in range(64):
            file.write(bytes(1 << 20))
    return b"written"


def surroundings() -> bytes:
    core = resource.getrlimit(resource.RLIMIT_CORE)[0]
    files = sorted(int(file.name) for file in Path("/proc/self/fd").iterdir() if file.exists())
    own = os.getsid(0) == os.getpid() == os.getpgid(0)
    return f"{core} {own} {files} {os.read(0, 1)!r} {tempfile.gettempdir()}".encode()


def kill_server() -> bytes:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)
    return b""


def pages_of_a_vanished_file(path: Path) -> bytes:
    from extractor.pages import read

    path.write_bytes(b"%PDF-1.7")
    path.unlink()
    return str(len(read(path).pages)).encode()
