"""How often Python looks for reference cycles while a report is read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# A report makes a million objects that live to its end and hardly a cycle: at Python's own thresholds a tenth of the time
# goes into looking through them again and again. Young objects are still looked through now and then, so that memory
# stays as small as before.
THRESHOLDS = (300_000, 50, 100)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Lets the collector come by seldom; afterwards it works as it did before."""
    before = gc.get_threshold()
    gc.set_threshold(*THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def leaving() -> None:
    """Tells the collector that nothing of this process is worth a look any more: its end would look through all of it again."""
    gc.freeze()
