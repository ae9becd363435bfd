"""What a report says of its efficiencies: the formula that it states, conclusions, and averages in sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.audit.candidates import candidates
from extractor.audit.text_figures import Figure, figures
from extractor.facts.model import Reading, Sentence
from extractor.notation.screened import Screened

_TERMS = (
    (r"(?:persentase|prosentase|%|tingkat)\s*(?:realisasi\s+anggaran|penyerapan|serapan)\w*(?:\s+anggaran)?", "A"),
    (r"(?:penyerapan|serapan)(?:\s+anggaran)?(?:\s*\(%\))?", "A"),
    (r"(?:input|masukan)\s+(?:yang\s+)?(?:di)?(?:target(?:kan)?|rencana(?:kan)?)|rencana\s+(?:input|masukan)", "P"),
    (r"target\s+(?:input|masukan)|(?:pagu|target|alokasi)(?:\s+anggaran)?", "P"),
    (r"(?:input|masukan)\s+(?:aktual|realisasi)|realisasi\s+(?:input|masukan)", "S"),
    (r"realisasi\s+(?:anggaran|belanja|keuangan)(?:\s+\(?rp\.?\)?)?", "S"),
    (r"(?:rata-rata\s+)?(?:persentase\s+|%\s*|tingkat\s+)?capaian(?:\s+(?:kinerja|sasaran|indikator|output))*", "C"),
    (r"anggaran", "P"),
    (r"100\s*%?", "H"),
)
_TERM = "|".join(f"(?P<t{index}>{pattern})" for index, (pattern, _) in enumerate(_TERMS))
_OPERATOR = re.compile(r"\s*\)?\s*(?P<sign>/|:|÷|−|–|-|\bdibagi\b|\bdikurangi\b)\s*\(?\s*", re.IGNORECASE)
_ONE = re.compile(_TERM, re.IGNORECASE)
_STATES = Screened(re.compile(r"\b(?:tingkat\s+|nilai\s+)?efisiensi\b[^=]{0,60}=\s*\(?\s*", re.IGNORECASE), "efisiensi")
_DIVIDES = frozenset(["/", ":", "÷", "dibagi"])
FORMULAS = {
    ("P", "/", "S"): ("pagu / realisasi",),
    ("S", "/", "P"): ("realisasi / pagu × 100",),
    ("C", "/", "A"): ("capaian / serapan", "capaian / serapan × 100", "rata-rata capaian / serapan"),
    ("A", "/", "C"): ("serapan / capaian", "serapan / capaian × 100"),
    ("C", "-", "A"): ("capaian − serapan", "rata-rata capaian − serapan"),
    ("A", "-", "C"): ("serapan − capaian",),
    ("H", "-", "A"): ("100 − serapan", "(pagu − realisasi) / pagu × 100"),
    ("P", "-", "S"): ("pagu − realisasi", "(pagu − realisasi) / pagu × 100"),
}
"""Names of the forms that a formula in words may mean, by its two terms and the sign between them."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A formula that a sentence states, and the names of the forms that it means."""

    sentence: Sentence
    text: str
    forms: tuple[str, ...]


def stated_formulas(reading: Reading) -> Iterator[Stated]:
    """Formulas "Efisiensi = a / b" whose two terms are known."""
    for sentence in candidates(reading, _STATES):
        match = _STATES.search(sentence.text)
        first = _ONE.match(sentence.text, match.end()) if match else None
        sign = _OPERATOR.match(sentence.text, first.end()) if first else None
        second = _ONE.match(sentence.text, sign.end()) if sign else None
        if match is None or first is None or sign is None or second is None:
            continue
        operator = "/" if sign["sign"].lower() in _DIVIDES else "-"
        forms = FORMULAS.get((_symbol(first), operator, _symbol(second)))
        if forms:
            yield Stated(sentence, sentence.text[first.start() : second.end()].strip(), forms)


def _symbol(match: re.Match[str]) -> str:
    return next(symbol for index, (_, symbol) in enumerate(_TERMS) if match[f"t{index}"] is not None)


_RULE = re.compile(
    r"\b(?:jika|apabila|bila|maka\s+(?:akan\s+)?terjadi|rumus|semakin|agar|supaya|diharapkan|perlu|harus|upaya|akan\s+"
    r"lebih)\b|[<>≥≤]",
    re.IGNORECASE,
)
_AGAINST = (
    (re.compile(r"\b(?:nilai|hasil|efisiensi\w*)\s+(?:yang\s+)?negati[fv]|\bnegati[fv]\b", re.IGNORECASE), "negative"),
    (re.compile(r"\binefisien\w*|\b(?:tidak|belum|kurang)\s+efisien\b", re.IGNORECASE), "inefficient"),
)
_FOR = re.compile(
    r"(?<!tidak )(?<!belum )(?<!kurang )\befisien\b(?!\s*/)|\bterjadi\s+efisiensi\b|\btelah\s+efisien", re.IGNORECASE
)
_DENIED = re.compile(
    r"\b(?:tidak|bukan|tanpa|belum)\s+(?:ada\w*\s+|terjadi\s+|terdapat\s+)?(?:in)?efisiensi", re.IGNORECASE
)
_ABOUT = Screened(re.compile(r"\befisien|\binefisien", re.IGNORECASE), "efisien")
_OF_ALL = re.compile(r"\b(?:semua|seluruh|kedua|ketiga|keempat|kelima|setiap|masing-masing)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """A conclusion on efficiencies: "negative", "inefficient" or "efficient", with the words that say it."""

    sentence: Sentence
    kind: str
    words: str


def efficiency_claims(reading: Reading) -> Iterator[Claim]:
    """Conclusions on the efficiency of sentences; rules, conditions and wishes are none."""
    for sentence in candidates(reading, _ABOUT):
        if sentence.kind not in ("sentence", "item") or not _ABOUT.search(sentence.text):
            continue
        if _RULE.search(sentence.text) or _DENIED.search(sentence.text):
            continue
        found = next(((kind, match) for pattern, kind in _AGAINST if (match := pattern.search(sentence.text))), None)
        if found:
            yield Claim(sentence, found[0], found[1][0])
            continue
        match = _FOR.search(sentence.text)
        if match and _OF_ALL.search(sentence.text):
            yield Claim(sentence, "efficient", match[0])


_MEAN = Screened(
    re.compile(
        r"\b(?:rata\s*-?\s*rata|rerata)\s+(?:tingkat\s+|nilai\s+)?efisiensi\b[^.;:]{0,80}?"
        r"\b(?:adalah|sebesar|yaitu|yakni|mencapai|senilai)\s*$",
        re.IGNORECASE,
    ),
    "efisiensi",
)


def told_means(reading: Reading) -> Iterator[tuple[Sentence, Figure]]:
    """Averages of efficiencies that sentences state: the figure right after "rata-rata efisiensi … adalah"."""
    for sentence in candidates(reading, _MEAN):
        for figure in figures(sentence.text):
            if _MEAN.search(sentence.text[: figure.start]):
                yield sentence, figure
