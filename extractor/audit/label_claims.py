"""Categories that sentences give to figures: "246,5 atau kategori kurang", "kategori BB (81,62)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.audit.candidates import candidates
from extractor.audit.legend import LABELS
from extractor.audit.text_figures import Figure, figures
from extractor.facts.model import Reading, Sentence, once
from extractor.notation.screened import Screened

_WORDS = "|".join(sorted(map(re.escape, LABELS), key=len, reverse=True))
_CLAIM = Screened(
    re.compile(
        r"\b(?:di)?(?:kategori(?:kan)?|katagori(?:kan)?|kriteria|predikat|klasifikasi|katakan|tergolong)\b"
        r"(?:\s+(?:kinerja|penilaian|layanan|dalam|nilai|kategori|yaitu|yakni|adalah|sebagai))*\s*[\"“”'‘(:]*\s*"
        rf"(?P<label>(?:{_WORDS})\b|(?-i:AA|BB|CC|[ABCD])(?![\w/]|[.-]\w))",
        re.IGNORECASE,
    ),
    "kategori",
    "katagori",
    "kriteria",
    "predikat",
    "klasifikasi",
    "katakan",
    "tergolong",
)
_KIND = re.compile(
    r"\b(capaian(?:nya)?|pencapaian(?:nya)?|realisasi|terealisasi|nilai|indeks|indikator|target|standar|skor|adalah)\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\(\s*(?=\d)")
# A figure of its own follows the label.
_FOLLOWED = re.compile(r"\s*[\"”)]*\s*,?\s*(?:yaitu|yakni|dengan\s+nilai|dengan\s+skor)\s")
# Words that link a figure with the label after it.
_LINKED = re.compile(
    r"\s*[)%,]*(?:\s*(?:\((?:[A-Z]{1,2}|[a-z ]+)\)|dengan|atau|dan|masuk|termasuk|sehingga|berada|pada|dalam|ini|maka|,))*\s*",
    re.IGNORECASE,
)
_RANKS = {
    "sangat tinggi": 1, "sangat baik": 1, "sangat memuaskan": 1, "sangat berhasil": 1, "tinggi": 2, "baik": 2,
    "memuaskan": 2, "berhasil": 2, "sedang": 3, "cukup": 3, "cukup baik": 3, "cukup berhasil": 3,
    "rendah": 4, "kurang": 4, "kurang baik": 4, "kurang berhasil": 4, "sangat rendah": 5, "sangat kurang": 5,
    "tidak baik": 5, "tidak berhasil": 5, "buruk": 5,
}  # fmt: skip
_FAMILIES = {
    "tinggi": "tinggi",
    "rendah": "tinggi",
    "sedang": "tinggi",
    "baik": "baik",
    "kurang": "baik",
    "cukup": "baik",
    "berhasil": "berhasil",
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure of a sentence and the category that the sentence gives it; `kind` is capaian or index."""

    sentence: Sentence
    figure: Figure
    label: str
    kind: str
    before: str


def rank(label: str) -> int | None:
    """Place of a label among five classes whatever words a scale uses, None for letters and other words."""
    return _RANKS.get(label.lower())


def label_family(label: str) -> str | None:
    """The set of labels that a word belongs to: tinggi/rendah, baik/kurang or berhasil."""
    return _FAMILIES.get(label.lower().split()[-1])


@once
def labelled(reading: Reading) -> tuple[Labelled, ...]:
    """All figures of running text with a category right after them, or in brackets after it."""
    return tuple(_labelled(reading))


def _labelled(reading: Reading) -> Iterator[Labelled]:
    for sentence in candidates(reading, _CLAIM):
        if sentence.kind not in ("sentence", "item"):
            continue
        found = figures(sentence.text)
        for match in _CLAIM.finditer(sentence.text):
            figure = _meant(sentence.text, match, found)
            if figure:
                before = sentence.text[: figure.start]
                label = match["label"]
                yield Labelled(
                    sentence,
                    figure,
                    label.lower() if len(label) > 2 else label,
                    _kind(before, figure, sentence.text[figure.end : match.start()]),
                    before,
                )


def _meant(text: str, match: re.Match[str], found: Sequence[Figure]) -> Figure | None:
    """The figure in brackets right after the label, else the last one before it with nothing but link words between."""
    after = _BRACKET.match(text[match.end() :])
    if after:
        return next((figure for figure in found if figure.start == match.end() + after.end()), None)
    earlier = [figure for figure in found if figure.end <= match.start()]
    if not earlier or _FOLLOWED.match(text[match.end() :]):
        return None
    return earlier[-1] if _LINKED.fullmatch(text[earlier[-1].end : match.start()]) else None


def _kind(before: str, figure: Figure, between: str) -> str:
    words = [match[1].lower() for match in _KIND.finditer(before[-80:])]
    last = next((word for word in reversed(words) if word not in ("adalah", "indikator")), "")
    if last.removesuffix("nya") in ("capaian", "pencapaian"):
        return "capaian"
    return "index" if last and figure.kind != "percent" else "unknown"
