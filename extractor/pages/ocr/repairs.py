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
# A per cent sign that was taken for the digits 96 behind two decimals; figures of four decimals are not printed.
PERCENT_AS_96 = re.compile(r"^(\(?\d{1,3}[.,]\d{2})9[6o](?=[).,;]*$)")
# Specks that were taken for a mark before or behind a figure, or for the mark between its groups.
LEADING_SPECK = re.compile(r"^[.,:;'`~](?=\d)")
TRAILING_SPECK = re.compile(r"^(\d{1,3}[.,]\d{1,2}%?|\d+%)[.,:;'`]$")
WRONG_GROUPING = re.compile(r"^\d{1,3}(?:[.:;]\d{3})+(?=,|$)")
# Decimals with a comma and with a point, and how many times as many the usual kind has to be.
COMMA_DECIMAL, POINT_DECIMAL = re.compile(r"^\(?\d{1,3},\d{1,2}%?\)?$"), re.compile(r"^\(?\d{1,3}\.\d{1,2}%?\)?$")
USUAL = 3
TAIL = {"-", "–", "—"}
GROUPED = re.compile(r"^\d{1,3}(?:\.\d{3})+(?:,\d{1,2}|,-)?$")
OPEN_AMOUNT = re.compile(r"\d[.,]$")
# Letters that stand for digits inside a word of digits.
DIGIT_LIKE = str.maketrans("OoUQlI|SBZ", "0000111582")
ALMOST_NUMBER = re.compile(r"^[(]?[\dOoUQlI|SBZ]+(?:[.,][\dOoUQlI|SBZ]+)+[,.]?-?%?[)]?$")
ROMAN_LIKE = re.compile(r"^[IVXl|1]{2,5}[.)]?$")


def cleaned(words: Sequence[Recognised]) -> list[Recognised]:
    """The words of a cell without dirt, mended."""
    if len(words) == 1 and words[0].confidence < DIRT and not words[0].text.isalnum():
        return []
    joined = [mended(word) for word in _joined(_without_strokes(words))]
    return [_bare(joined[0])] if len(joined) == 1 else joined


def _bare(word: Recognised) -> Recognised:
    """A figure that stands alone in its cell without the specks that were taken for marks around it."""
    text = WRONG_GROUPING.sub(lambda found: found[0].replace(":", ".").replace(";", "."), word.text)
    text = TRAILING_SPECK.sub(r"\1", LEADING_SPECK.sub("", text))
    if text == word.text:
        return word
    return replace(word, text=text, raw=word.raw or word.text, confidence=min(word.confidence, MENDED))


def of_one_mark(words: Sequence[Recognised]) -> list[Recognised]:
    """The words of a page, those decimals doubtful whose mark (point or comma) is not the one of the others.

    The mark stays as it was read: a report may print the wrong one.
    """
    commas, points = (sum(bool(kind.match(word.text)) for word in words) for kind in (COMMA_DECIMAL, POINT_DECIMAL))
    odd = (
        POINT_DECIMAL
        if commas >= USUAL * max(1, points)
        else COMMA_DECIMAL
        if points >= USUAL * max(1, commas)
        else None
    )
    return [_other_mark(word) if odd and odd.match(word.text) else word for word in words]


def _other_mark(word: Recognised) -> Recognised:
    """A decimal that may have been printed with the other mark."""
    other = word.text.translate(str.maketrans(".,", ",."))
    return replace(word, confidence=min(word.confidence, MENDED), alternatives=(*word.alternatives, other))


def mended(word: Recognised) -> Recognised:
    """The word with slips mended that no figure and no Roman number has."""
    text = PERCENT_AS_96.sub(r"\1%", PERCENT_SLIP.sub("%", word.text))
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


def levelled(words: Sequence[Recognised]) -> list[Recognised]:
    """The words with every lone mark as high as the word beside it: a dash stands on the line of its neighbours."""
    tall = [word for word in words if any(c.isalnum() for c in word.text)]
    return [word if word in tall else _beside(word, tall) for word in words]


def _beside(mark: Recognised, tall: Sequence[Recognised]) -> Recognised:
    """A mark with the height of the nearest word on its line."""
    x, y, width, height = mark.box
    middle = y + height / 2
    level = [word.box for word in tall if word.box[1] <= middle <= word.box[1] + word.box[3]]
    if not level:
        return mark
    near = min(level, key=lambda box: abs(box[0] + box[2] / 2 - x - width / 2))
    return replace(mark, box=(x, near[1], width, near[3]))


def _ends_amount(before: Recognised, dash: Recognised) -> bool:
    """Whether a dash is the one behind an amount (1.250.000,-)."""
    return dash.text in TAIL and bool(OPEN_AMOUNT.search(before.text))


def _continues_number(before: Recognised, after: Recognised) -> bool:
    """Whether two words are the parts of one grouped number that a speck or a wide gap has cut."""
    level = abs(before.box[1] - after.box[1]) < max(before.box[3], 1)
    broken = not GROUPED.match(before.text) or before.text.endswith(".")
    return level and broken and bool(GROUPED.match(before.text + after.text))


def _joined(words: Sequence[Recognised]) -> list[Recognised]:
    """Words with the dash of an amount joined to it, and with the parts of a grouped number that fit only together."""
    out: list[Recognised] = []
    for word in words:
        if out and word.text in TAIL and out[-1].text.endswith(",-"):
            continue
        if out and (_ends_amount(out[-1], word) or _continues_number(out[-1], word)):
            x, y, width, height = out[-1].box
            box = (x, y, max(width, word.box[0] + word.box[2] - x), height)
            sure = min(out[-1].confidence, word.confidence)
            out[-1] = replace(out[-1], text=f"{out[-1].text}{word.text}", box=box, confidence=sure)
        else:
            out.append(word)
    return out
