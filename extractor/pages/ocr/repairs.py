"""Slips of recognition that the grammar of figures mends in a single word; the reading before stays."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.pages.ocr.model import Recognised

# Confidence of a word that was mended.
MENDED = 0.85
# Words with less confidence in a cell of a single word are dirt.
DIRT = 0.35
STROKES = {"|", "_", "—", ":", "'", "‘", "’", ".", "~", "é"}
PERCENT_SLIP = re.compile(r"(?:(?<=\d)|(?<=\()|^)(?:Yo|Ya|%o|o/o|9%(?=%))(?=$|\))")
TAIL = {"-", "–", "—"}
OPEN_AMOUNT = re.compile(r"\d[.,]$")
# Letters that stand for digits inside a word of digits.
DIGIT_LIKE = str.maketrans("OoUQlI|SBZ", "0000111582")
ALMOST_NUMBER = re.compile(r"^[(]?[\dOoUQlI|SBZ]+(?:[.,][\dOoUQlI|SBZ]+)+[,.]?-?%?[)]?$")
ROMAN_LIKE = re.compile(r"^[IVXl|1]{2,5}[.)]?$")


def cleaned(words: Sequence[Recognised]) -> list[Recognised]:
    """The words of a cell without dirt, mended."""
    if len(words) == 1 and words[0].confidence < DIRT and not words[0].text.isalnum():
        return []
    return [mended(word) for word in _with_tails(_without_strokes(words))]


def mended(word: Recognised) -> Recognised:
    """The word with slips mended that no figure and no Roman number has."""
    text = PERCENT_SLIP.sub("%", word.text)
    if ALMOST_NUMBER.match(text) and sum(c.isdigit() for c in text) * 2 > sum(c.isalnum() for c in text):
        text = text.translate(DIGIT_LIKE)
    elif ROMAN_LIKE.match(text) and "I" in text and not text.isupper():
        text = text.replace("l", "I").replace("|", "I").replace("1", "I")
    if text == word.text:
        return word
    return replace(word, text=text, raw=word.raw or word.text, confidence=min(word.confidence, MENDED))


def _without_strokes(words: Sequence[Recognised]) -> list[Recognised]:
    """Words without strokes at either end: what is left of a ruling; inside, a long dash is one."""
    kept = list(words)
    while len(kept) > 1 and kept[0].text in STROKES:
        kept = kept[1:]
    while len(kept) > 1 and kept[-1].text in STROKES and not _ends_amount(kept[-2], kept[-1]):
        kept = kept[:-1]
    return [replace(w, text="-") if w.text in TAIL else w for w in kept if w.text not in {"|", "_"}]


def _ends_amount(before: Recognised, dash: Recognised) -> bool:
    """Whether a dash is the one behind an amount (1.250.000,-)."""
    return dash.text in TAIL and bool(OPEN_AMOUNT.search(before.text))


def _with_tails(words: Sequence[Recognised]) -> list[Recognised]:
    """Words with the dash of an amount joined to it."""
    out: list[Recognised] = []
    for word in words:
        if out and _ends_amount(out[-1], word):
            x, y, width, height = out[-1].box
            box = (x, y, max(width, word.box[0] + word.box[2] - x), height)
            sure = min(out[-1].confidence, word.confidence)
            out[-1] = replace(out[-1], text=f"{out[-1].text}-", box=box, confidence=sure)
        else:
            out.append(word)
    return out
