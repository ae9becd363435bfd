"""The most memory that a process held, told in one way by all benchmarks."""

from pathlib import Path


def peak(pid: int | str = "self") -> float:
    """The largest resident size of a process so far in megabytes; 0 where it is gone or the system does not tell.

    Not `ru_maxrss`, which counts the process that started it too.
    """
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
