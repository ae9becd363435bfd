"""How long pages may take to be recognised, told by the bytes of their pictures without opening a page."""

import io
from collections.abc import Sequence
from typing import Any


def heaviest_first(data: bytes, numbers: Sequence[int]) -> list[int]:
    """The numbers of pages of a PDF, those with the largest pictures first.

    Several processes that take one page after the other are done at the same time when the last pages are short ones.
    Pages that weigh the same, and all pages of a file that pikepdf does not open, stay in their order.
    """
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            weights = {number: _weight(pdf.pages[number - 1]) for number in numbers}
    except MemoryError:
        raise
    except Exception:
        return list(numbers)
    return sorted(numbers, key=lambda number: -weights[number])


def _weight(page: Any) -> int:
    """The bytes of a page's pictures, and of forms that may hold some, as they lie in the file."""
    return sum(int(drawn.get("/Length", 0)) for drawn in page.resources.get("/XObject", {}).values())
