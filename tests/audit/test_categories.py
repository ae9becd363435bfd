"""Categories in cells, rows and sentences against printed legends and the scales of the catalogue."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from extractor.audit import scale_book
from extractor.audit.rules import categories
from schemas import Fact
from schemas.catalogue.models import Indicator, Scale
from tests.audit.prose import fact, reading, sentence, table

LETTERS = Scale.model_validate(
    {
        "id": "huruf",
        "name": "Huruf",
        "classes": [
            {"label": "A", "synonyms": ["Memuaskan"], "lo": 80, "lo_incl": False, "hi": 100},
            {"label": "BB", "synonyms": ["Sangat Baik"], "lo": 70, "lo_incl": False, "hi": 80},
            {"label": "B", "synonyms": ["Baik"], "lo": 60, "lo_incl": False, "hi": 70},
            {"label": "C", "synonyms": ["Kurang"], "lo": 0, "hi": 60},
        ],
    }
)
ACHIEVED = Scale.model_validate(
    {
        "id": "capaian",
        "name": "Capaian",
        "usage": "achievement",
        "classes": [
            {"label": "Sangat Tinggi", "lo": 91},
            {"label": "Tinggi", "lo": 76, "hi": 90},
            {"label": "Sedang", "lo": 66, "hi": 75},
            {"label": "Rendah", "hi": 65},
        ],
    }
)
INDEX = Indicator(
    id="indeks-huruf", name="Indeks Huruf Daerah", gloss_en="letters", synonyms=("nilai huruf",), scale="huruf"
)


@pytest.fixture(autouse=True)
def small_catalogue(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    known = SimpleNamespace(scales=(LETTERS, ACHIEVED), indicators=(INDEX,), indicator_by_id={INDEX.id: INDEX})
    monkeypatch.setattr(scale_book, "catalogue", lambda: known)
    scale_book.catalogue_scales.cache_clear()
    yield
    scale_book.catalogue_scales.cache_clear()


def cell(printed: str, predicate: str, **more: object) -> Fact:
    return fact("Indeks Huruf Daerah", "realization", printed, predicate=predicate, **more)


def test_predicate_in_the_cell() -> None:
    (seen,) = categories.cell_predicates(reading((cell("71,51", "B"),), tables=(table("t1", number="3.5"),)))
    assert (seen.check, seen.severity, seen.expected) == ("CAT-VALUE", "error", "BB")
    assert "Tabel 3.5" in seen.message.id


def test_right_boundary_synonym_and_unknown_predicates_hold() -> None:
    fine = (cell("71,51", "BB"), cell("70", "BB"), cell("70", "B"), cell("65", "Baik"), cell("65", "Level 3"))
    assert not list(categories.cell_predicates(reading(fine)))
    other = fact("Indeks Lain", "realization", "71,51", predicate="B")
    assert not list(categories.cell_predicates(reading((other,))))


def row(index: int, achievement: str, label: str, **more: str) -> tuple[Fact, ...]:
    name = f"Indikator {index}"
    parts = [fact(name, measure, printed, row=index) for measure, printed in more.items()]
    shown = fact(name, "category", label, row=index, column=7, value=None, predicate=label)
    return (*parts, fact(name, "achievement", achievement, row=index, column=6), shown)


def test_category_column_on_the_usual_scale() -> None:
    facts = (*row(1, "94,66%", "Tinggi"), *row(2, "101%", "Sangat Tinggi"), *row(3, "80%", "Tinggi"))
    (seen,) = categories.row_categories(reading(facts))
    assert (seen.printed, seen.expected) == ("94,66%", "sangat tinggi")


def test_few_rows_without_printed_legend_or_mostly_wrong_are_not_graded() -> None:
    assert not list(categories.row_categories(reading(row(1, "94,66%", "Tinggi"))))
    wrong = (*row(1, "94%", "Tinggi"), *row(2, "95%", "Tinggi"), *row(3, "80%", "Tinggi"))
    assert not list(categories.row_categories(reading(wrong)))
    unknown = (*row(1, "94%", "Baik"), *row(2, "95%", "Baik"), *row(3, "20%", "Baik"))
    assert not list(categories.row_categories(reading(unknown)))


def test_cut_percentage_is_graded_by_its_exact_value() -> None:
    exact = row(1, "91", "Tinggi", target="98", realization="90")
    facts = (*exact, *row(2, "101", "Sangat Tinggi"), *row(3, "80", "Tinggi"))
    (seen,) = categories.row_categories(reading(facts))
    assert seen.printed == "91"
    gap = (*row(1, "91", "Tinggi"), *row(2, "101", "Sangat Tinggi"), *row(3, "80", "Tinggi"))
    assert not list(categories.row_categories(reading(gap)))


LEGEND = table(
    "s1", "scale", page=2, number="3.1", grid=(("≥ 80%", "Sangat Baik"), ("60 - 79,99%", "Baik"), ("< 60%", "Kurang"))
)


def test_printed_legend_comes_first_and_grades_single_rows() -> None:
    (seen,) = categories.row_categories(reading(row(1, "26,67%", "Sangat Baik"), tables=(LEGEND,)))
    assert seen.expected == "kurang"
    assert "Tabel 3.1" in seen.message.id
    assert not list(categories.row_categories(reading(row(1, "94%", "Sangat Baik"), tables=(LEGEND,))))


def test_sentence_on_an_index() -> None:
    wrong = sentence("Nilai huruf yang diperoleh adalah realisasi 71,51 dengan kategori kurang.")
    (seen,) = categories.sentence_categories(reading(sentences=(wrong,)))
    assert (seen.check, seen.printed, seen.expected) == ("CAT-VALUE", "71,51", "BB")
    for text in (
        "Nilai huruf mencapai nilai 71,51 dengan kategori sangat baik.",
        "Nilai lain mencapai nilai 71,51 dengan kategori kurang.",
        "Nilai huruf dengan capaian 71,51% kategori kurang.",
    ):
        assert not list(categories.sentence_categories(reading(sentences=(sentence(text),))))


def test_letter_that_the_scale_does_not_have() -> None:
    wrong = sentence("Indeks Huruf Daerah dengan nilai 71,51 kategori AA.")
    (seen,) = categories.sentence_categories(reading(sentences=(wrong,)))
    assert seen.check == "CAT-LABEL"


def test_achievement_in_a_sentence_needs_a_printed_legend() -> None:
    text = sentence("Indikator itu mencapai capaian sebesar 71% dengan kategori sangat baik.")
    assert not list(categories.sentence_categories(reading(sentences=(text,))))
    (seen,) = categories.sentence_categories(reading(sentences=(text,), tables=(LEGEND,)))
    assert seen.expected == "baik"


def test_legend_of_an_index_does_not_grade_achievements() -> None:
    index = table(
        "s1",
        "scale",
        grid=((">80 - 100", "Memuaskan"), (">70 - 80", "Sangat Baik"), (">60 - 70", "Baik"), ("0 - 60", "Kurang")),
    )
    assert not list(categories.row_categories(reading(row(1, "100%", "Sangat Baik"), tables=(index,))))


def test_one_value_with_two_labels() -> None:
    first = sentence("Capaian sebesar 100% dengan kriteria baik.", number=1)
    second = sentence("Tingkat capaian 100% dengan kategori sangat baik.", number=2, page=20)
    (seen,) = categories.conflicting_labels(reading(sentences=(first, second)))
    assert seen.check == "CAT-CONFLICT"
    assert "halaman 20" in seen.message.id
    same = sentence("Tingkat capaian 100% dengan kategori tinggi.", number=2)
    assert not list(categories.conflicting_labels(reading(sentences=(first, same))))


def test_a_value_is_graded_by_the_edition_of_its_year(monkeypatch: pytest.MonkeyPatch) -> None:
    newer = LETTERS.model_copy(update={"valid_from": 2030})
    classes = tuple(
        one.model_copy(update={"label": "B", "synonyms": ("Baik",)}) for one in LETTERS.classes if one.label == "BB"
    )
    older = LETTERS.model_copy(update={"id": "huruf-lama", "valid_from": 2025, "valid_to": 2029, "classes": classes})
    known = SimpleNamespace(scales=(newer, older), indicators=(INDEX,), indicator_by_id={INDEX.id: INDEX})
    monkeypatch.setattr(scale_book, "catalogue", lambda: known)
    scale_book.catalogue_scales.cache_clear()

    def seen(year: str) -> list[str | None]:
        in_cell = reading((cell("71,51", "B", period=year),), tables=(table("t1"),))
        in_text = reading(sentences=(sentence(f"Pada tahun {year} nilai huruf sebesar 71,51 dengan kategori Baik."),))
        drafts = [*categories.cell_predicates(in_cell), *categories.sentence_categories(in_text)]
        return [draft.expected for draft in drafts]

    assert seen("2031") == ["BB", "BB"]
    assert seen("2027") == []
    assert seen("2019") == []
