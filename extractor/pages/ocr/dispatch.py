"""One door to the engines: cells, single lines, and the text of a page without its cells."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.pages.engines import Engine, Engines
from extractor.pages.ocr import judge, rapid, tesseract, tesseract_cells
from extractor.pages.ocr.model import Cut, Image, Recognised
from extractor.pages.ocr.raster import ink_of
from extractor.pages.ocr.repairs import cleaned, mended
from extractor.pages.ocr.text_lines import lone_dash


def read_cells(cuts: Sequence[Cut], engines: Engines) -> list[list[Recognised]]:
    """Words of every cell by the engine, settled with what the judge reads."""
    if engines.reader is Engine.rapidocr:
        found = rapid.recognise(cuts)
    elif engines.judge is Engine.rapidocr:
        first = [cleaned(words) for words in tesseract_cells.read_once(cuts)]
        asked = [index for index, words in enumerate(first) if judge.is_asked(words)]
        second = dict(zip(asked, rapid.recognise([cuts[index] for index in asked]), strict=True))
        found = [judge.settled(words, second[k]) if k in second else words for k, words in enumerate(first)]
    else:
        found = tesseract_cells.read_cells(cuts)
    return [cleaned(words) or lone_dash(cut.ink) for cut, words in zip(cuts, found, strict=True)]


def read_bands(cuts: Sequence[Cut], engines: Engines) -> list[list[Recognised]]:
    """Words of rows without walls: several texts stand side by side there, so that only figures are judged, one by one."""
    if engines.reader is Engine.rapidocr:
        return [cleaned(rapid.recognise_page(cut)) for cut in cuts]
    if engines.judge is not Engine.rapidocr:
        return [cleaned(words) for words in tesseract_cells.read_cells(cuts)]
    found = [cleaned(words) for words in tesseract_cells.read_once(cuts)]
    return [_judged_figures(words, cut) for words, cut in zip(found, cuts, strict=True)]


def read_page(page: Cut, engines: Engines) -> list[Recognised]:
    """Words of a page without cells; its figures are judged too."""
    if engines.reader is Engine.rapidocr:
        return rapid.recognise_page(page)
    words = [mended(word) for word in tesseract_cells.read_page(page)]
    return _judged_figures(words, page) if engines.judge is Engine.rapidocr else words


def _judged_figures(words: Sequence[Recognised], page: Cut) -> list[Recognised]:
    """Words of running text, those with digits settled with what the judge reads in their boxes."""
    figures = [word for word in words if any(c.isdigit() for c in word.text)]
    second = dict(zip(figures, rapid.read_boxes(page, [word.box for word in figures]), strict=True))
    out: list[Recognised] = []
    for word in words:
        settled = judge.settled([word], second[word]) if word in second else [word]
        out.append(_one(word, settled))
    return out


def _one(word: Recognised, settled: Sequence[Recognised]) -> Recognised:
    """A settled word as one word in its old place."""
    if not settled:
        return word
    sure = min(part.confidence for part in settled)
    alternatives = settled[0].alternatives
    text = "".join(part.text for part in settled)
    return replace(word, text=text, confidence=sure, alternatives=alternatives, raw=settled[0].raw)


def read_lines(crops: Sequence[Image], engines: Engines) -> list[list[Recognised]]:
    """Words of pictures of one line each."""
    if engines.reader is Engine.rapidocr:
        return rapid.recognise([Cut(crop, ink_of(crop)) for crop in crops])
    return tesseract.recognise(crops, mode=tesseract_cells.LINE)
