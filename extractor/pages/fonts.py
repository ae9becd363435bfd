"""What a font tells: whether it is bold, and what its symbol glyphs mean."""

import ctypes
import re
from dataclasses import dataclass, field
from typing import Any

from pypdfium2 import raw

from extractor.pages.native import font_of

BOLD_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
BOLD_WEIGHT = 600
# Ticks and arrows of the symbol fonts that office programs use; the code point alone does not tell.
SYMBOLS = {
    "wingdings2": {0x50: "✓", 0x52: "✓", 0x4F: "✗", 0x51: "✗"},
    "wingdings3": {0x70: "▲", 0x71: "▼", 0x75: "▶"},
    "wingdings": {0xFC: "✓", 0xFE: "✓", 0xFB: "✗", 0xE9: "▲", 0xEA: "▼", 0xA7: "▪", 0xD8: "➢", 0x71: "❑"},
    "symbol": {0xD6: "√", 0xB7: "•", 0xAD: "▲", 0xAF: "▼", 0xA3: "≤", 0xB3: "≥", 0xB1: "±"},
}


@dataclass(frozen=True, slots=True)
class Font:
    """Name without subset prefix, weight, and the meaning of symbol glyphs."""

    name: str = ""
    bold: bool = False
    symbols: dict[int, str] = field(default_factory=dict)

    def glyph(self, code: int) -> str:
        """The character that a reader sees for a code of this font."""
        if self.symbols:
            plain = code & 0xFF if 0xF000 <= code <= 0xF0FF else code
            return self.symbols.get(plain, chr(code))
        return chr(code)


PLAIN = Font()


class FontBook:
    """Fonts of one page, looked up once each by their handle; another page may have another font at the same place."""

    def __init__(self) -> None:
        self._fonts: dict[int, Font] = {}

    def forget(self) -> None:
        """Drops all fonts, because their page is closed."""
        self._fonts.clear()

    def of(self, text_object: int | None) -> Font:
        """The font of the text object at an address; a plain one where pdfium has none."""
        address = font_of(text_object) if text_object else None
        if not address:
            return PLAIN
        if address not in self._fonts:
            self._fonts[address] = _read_font(ctypes.cast(address, raw.FPDF_FONT))
        return self._fonts[address]


def _read_font(handle: Any) -> Font:
    """Name and weight of a font handle."""
    length = raw.FPDFFont_GetBaseFontName(handle, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFFont_GetBaseFontName(handle, buffer, length)
    name = buffer.value.decode("utf-8", "replace").rsplit("+", 1)[-1]
    bold = bool(BOLD_NAME.search(name)) or raw.FPDFFont_GetWeight(handle) >= BOLD_WEIGHT
    key = re.sub(r"[^a-z0-9]", "", name.lower())
    symbols = next((table for prefix, table in SYMBOLS.items() if key.startswith(prefix)), {})
    return Font(name, bold, symbols)
