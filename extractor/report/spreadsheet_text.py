"""Texts as cells of a spreadsheet, so that none of them runs as a formula.

A text that begins with = + - @, a tab or a line break is run by spreadsheets, be it typed, pasted or read from CSV (OWASP, CSV
Injection). A figure such as -5,2 begins so too and stays what it is.
"""

import re

# Signs that begin a formula, the wide ones of other keyboards too; spaces before them are overlooked by some programs.
BEGINS = re.compile(r"[\t\r\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
# A plain figure, with a currency or a percent sign, or dashes that stand for nothing.
FIGURE = re.compile(r"[+-]?\s*(?:Rp\.?\s*)?[\d\s.,%()]*|-+", re.IGNORECASE)


def runs(text: str, *, figures: bool = True) -> bool:
    """Whether a spreadsheet may run a text as a formula; with `figures` a plain figure is none."""
    return bool(BEGINS.match(text)) and not (figures and FIGURE.fullmatch(text))


def harmless(text: str, *, figures: bool = True) -> str:
    """The text, after an apostrophe where a spreadsheet may run it as a formula."""
    return f"'{text}" if runs(text, figures=figures) else text
