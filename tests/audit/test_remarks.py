"""What a report says of figures that it revised is kept; what it says of plans and budgets is not."""

import pytest

from extractor.audit.remarks import remarks
from extractor.facts.model import Reading, Sentence
from schemas import Document

BOX = (0.0, 0.0, 1.0, 1.0)
CASES = (
    ("*) Realisasi 2022 telah disesuaikan dengan hasil pemeriksaan.", True),
    ("Keterangan: angka sementara", True),
    ("Angka stunting tahun 2022 dikoreksi setelah survei ulang.", True),
    ("Pada tahun 2022 target disesuaikan dalam Perjanjian Kinerja Perubahan.", False),
    ("Anggaran tahun 2023 mengalami penyesuaian.", False),
    ("Rencana tindak lanjut disesuaikan dengan kebutuhan.", False),
    ("Realisasi tahun 2022 sebesar 71,50.", False),
    ("3) Menyusun analisis kebutuhan pegawai yang diperbarui secara berkala.", False),
)


@pytest.mark.parametrize(("text", "kept"), CASES)
def test_a_remark_is_about_results_that_were_revised(text: str, kept: bool) -> None:
    reading = Reading(Document(), sentences=(Sentence("s1", text, 4, BOX),))
    assert [item.text for item in remarks(reading)] == ([text] if kept else [])


def test_the_sentence_before_tells_what_a_remark_is_about() -> None:
    texts = ("Realisasi cakupan air minum tahun 2022 sebesar 81,20.", "Angka ini telah dikoreksi.")
    said = tuple(Sentence(f"s{n}", text, 4, BOX, paragraph=7) for n, text in enumerate(texts))
    assert [item.before for item in remarks(Reading(Document(), sentences=said))] == [texts[0]]
