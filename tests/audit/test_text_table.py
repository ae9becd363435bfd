"""Figures of sentences against tables."""

from extractor.audit.rules.text_table import entity_against_table, text_against_table
from tests.audit.prose import fact, reading, sentence

NAME, OTHER = "Indeks Kepuasan Pengguna", "Maturitas Pengendalian"


def told(text: str, measure: str, printed: str, **more: object) -> object:
    return fact(NAME, measure, printed, sentence=text, page=6, confidence=more.pop("confidence", 0.95), **more)


def drafts(text: str, *spoken: object, extra: tuple = ()) -> list:
    tables = (
        fact(NAME, "target", "80"),
        fact(NAME, "realization", "71,51"),
        fact(NAME, "achievement", "89,39"),
        fact(NAME, "realization", "64,20", period="2030"),
        *extra,
    )
    return list(text_against_table(reading((*tables, *spoken), (sentence(text),))))


def test_clash_reports_the_sentence_with_the_table_value() -> None:
    text = "Indeks Kepuasan Pengguna terealisasi sebesar 75,30."
    (draft,) = drafts(text, told(text, "realization", "75,30"))
    assert (draft.check, draft.printed, draft.expected) == ("TV-NUM", "75,30", "71,51")
    assert draft.facts[0].source.sentence == text


def test_equal_coarser_or_otherwise_known_figures_hold() -> None:
    for printed, measure in (
        ("71,51", "realization"),
        ("71,5", "realization"),
        ("64,20", "realization"),
        ("80", "realization"),
    ):
        text = f"Indeks Kepuasan Pengguna terealisasi sebesar {printed}."
        assert not drafts(text, told(text, measure, printed))


def test_carried_over_subject_other_plan_and_unit_are_not_checked() -> None:
    text = "Hasilnya terealisasi sebesar 75,30."
    assert not drafts(text, told(text, "realization", "75,30", confidence=0.8))
    text = "Target Renstra Indeks Kepuasan Pengguna adalah 95."
    assert not drafts(text, told(text, "target", "95"))


def test_text_on_another_scale_is_not_checked() -> None:
    text = "Indeks Kepuasan Pengguna terealisasi 3,20 dari target 3,58 dengan capaian 89,39%."
    spoken = (told(text, "realization", "3,20"), told(text, "target", "3,58"), told(text, "achievement", "89,39%"))
    assert not drafts(text, *spoken)


def test_one_digit_off_needs_no_dimensions() -> None:
    (draft,) = drafts("Indeks Kepuasan Pengguna di kota ini tercapai 71,11 (B).")
    assert draft.slip == "digit-swap"
    assert not drafts("Indeks Kepuasan Pengguna pada tahun 2029 tercapai 71,11.")
    assert not drafts("Nilai lain tercapai 71,11.")


def test_figure_of_another_indicator() -> None:
    extra = (fact(OTHER, "realization", "3,157"),)
    text = "Hasil Indeks Kepuasan Pengguna diperoleh dari laporan survei dengan nilai 3,157 (A)."
    (draft,) = drafts(text, extra=extra)
    assert (draft.printed, draft.expected) == ("3,157", "71,51")
    assert not drafts("Indeks Kepuasan Pengguna dan indeks lain dengan nilai 3,157.", extra=extra)


def test_text_is_right_where_the_amounts_of_the_row_say_so() -> None:
    text = "Kegiatan Penataan Arsip serapan anggaran sebesar 69,30%."
    line = {"kind": "budget_line", "row": 4}
    facts = (
        fact("Penataan Arsip", "budget", "1.000.000", **line),
        fact("Penataan Arsip", "spending", "693.000", **line),
        fact("Penataan Arsip", "absorption", "89,75", **line),
        fact("Penataan Arsip", "absorption", "69,30%", kind="budget_line", sentence=text, page=6, confidence=0.95),
    )
    (draft,) = text_against_table(reading(facts, (sentence(text),)))
    assert (draft.printed, draft.expected) == ("89,75", "69,30%")


def peers() -> tuple:
    return (
        fact(NAME, "realization", "246,5"),
        fact(NAME, "realization", "262", entity="BKPSDM Kota Melati", column=3),
        fact(NAME, "realization", "271", entity="BKD Provinsi Kenanga", table="t2", column=3),
    )


def test_figure_of_another_peer() -> None:
    wrong = sentence("Nilai kita 246,5 sedangkan BKPSDM Kota Melati terealisasi dengan nilai 271.")
    (seen,) = entity_against_table(reading(peers(), (wrong,)))
    assert (seen.check, seen.printed, seen.expected) == ("NV-ENTITY", "271", "BKD Provinsi Kenanga")
    for right in ("BKPSDM Kota Melati terealisasi dengan nilai 262.", "BKD Provinsi Kenanga 271.", "Kota Melati 300."):
        assert not list(entity_against_table(reading(peers(), (sentence(right),))))
    one_peer = reading(peers()[:2], (wrong,))
    assert not list(entity_against_table(one_peer))


def test_two_figures_of_one_measure_or_tables_that_disagree_are_not_checked() -> None:
    text = "Indeks Kepuasan Pengguna terealisasi 75,30 dan kota lain terealisasi 77,10."
    assert not drafts(text, told(text, "realization", "75,30"), told(text, "realization", "77,10"))
    text = "Indeks Kepuasan Pengguna terealisasi sebesar 75,30."
    split = (fact(NAME, "realization", "73,40", table="t2"),)
    assert not drafts(text, told(text, "realization", "75,30"), extra=split)
