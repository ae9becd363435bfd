"""The narrative against itself and the tables: what is told twice, copied, mixed up or restated."""

from decimal import Decimal

import pytest

from extractor.facts.model import Row, Sentence
from schemas import Column, Fact, Table
from tests.audit.outline_reading import drafts, messages, report, said
from tests.audit.prose import BOX, fact

ONE = "Pelatihan kepemimpinan bagi pejabat Pimpinan Tinggi Pratama dilaksanakan dengan jumlah peserta 7 orang."
TWO = "Kompetensi pejabat meningkat melalui pelatihan kepemimpinan: Pimpinan Tinggi Pratama berjumlah 6 orang peserta."


def test_one_group_with_two_numbers() -> None:
    found = drafts("NV-NUM", report(said(f"6|sentence|{ONE}", f"9|sentence|{TWO}")))
    assert [draft.printed for draft in found] == ["7"]


@pytest.mark.parametrize(
    "other",
    [
        TWO.replace("6 orang", "7 orang"),
        TWO.replace("Kompetensi", "Pada tahun 2030 kompetensi").replace("pelatihan", "tahun 2029 pelatihan"),
        "Pimpinan Tinggi Pratama yang pensiun berjumlah 6 orang.",
        TWO.replace("Pimpinan Tinggi Pratama", "Administrator Muda Madya"),
    ],
)
def test_same_number_other_year_other_matter_other_group(other: str) -> None:
    assert messages("NV-NUM", report(said(f"6|sentence|{ONE}", f"9|sentence|{other}"))) == []


FIRST = "Peserta pelatihan teknis dan fungsional sebanyak 90 orang yang terdiri dari teknis 73 orang dan fungsional 17 orang."
SECOND = "Jumlah peserta 120 orang, yaitu 60 orang pelatihan teknis, 17 orang pelatihan fungsional dan 43 orang belajar mandiri."


def test_two_wholes_with_one_part() -> None:
    assert len(messages("NV-NUM", report(said(f"6|sentence|{FIRST}", f"9|sentence|{SECOND}")))) == 1
    assert messages("NV-NUM", report(said(f"6|sentence|{FIRST}", f"6|sentence|{SECOND}"))) == [], "one page"
    other = SECOND.replace("17 orang", "18 orang").replace("43", "42")
    assert messages("NV-NUM", report(said(f"6|sentence|{FIRST}", f"9|sentence|{other}"))) == [], "no part in common"


ITEM = (
    "b. Pelatihan {0} merupakan pelatihan yang dilaksanakan bagi jabatan {1} untuk mengembangkan kompetensi manajerial dengan "
    "melaksanakan pelatihan kepemimpinan {1} sebanyak 40 orang dari semua perangkat daerah."
)


def items(*texts: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(f"s{n}", text, 6, BOX, kind="item", paragraph=n, section="3.1") for n, text in enumerate(texts)
    )


def test_an_item_with_the_words_of_the_one_before() -> None:
    first, stale = ITEM.format("Administrator", "administrator"), ITEM.format("Pengawas", "administrator")
    assert "“Pengawas”" in messages("NV-ENTITY", report(items(first, stale)))[0]
    assert messages("NV-ENTITY", report(items(first, ITEM.format("Pengawas", "pengawas")))) == []
    assert messages("NV-ENTITY", report(items(first, "c. Pelatihan Pengawas bagi administrator."))) == []


def peers() -> tuple[list[Table], tuple[Fact, ...]]:
    tables, facts = [], []
    for number, entity, printed in (
        ("3.1", "Dinas Sungai Kota Hilir", "62,15"),
        ("3.2", "Dinas Sungai Kota Muara", "71,40"),
    ):
        identifier = f"t{number}"
        tables.append(Table(id=identifier, number=number, kind="peers", pages=(6, 6), cells=(), columns=()))
        facts.append(fact("Indeks Air", "realization", printed, table=identifier, page=6, entity=entity))
    return tables, tuple(facts)


def under(text: str) -> tuple[Sentence, ...]:
    return said("6|caption|Tabel 3.2. Perbandingan dengan Kota Muara", f"6|sentence|{text}")


def test_text_under_the_table_of_one_peer_that_names_another() -> None:
    tables, facts = peers()
    wrong = under("Indeks Air pada Dinas Sungai Kota Hilir terealisasi sebesar 62,15.")
    assert [d.printed for d in drafts("NV-ENTITY", report(wrong, tables=tables, facts=facts))] == ["62,15"]
    told = drafts("TV-NUM", report(wrong, tables=tables, facts=facts))
    assert [d.expected.value for d in told if d.expected] == [Decimal("71.40")]
    right = under("Indeks Air pada Dinas Sungai Kota Muara terealisasi sebesar 71,40.")
    assert messages("NV-ENTITY", report(right, tables=tables, facts=facts)) == []
    both = under("Dinas Sungai Kota Muara 71,40 lebih tinggi daripada Dinas Sungai Kota Hilir 62,15.")
    assert messages("NV-ENTITY", report(both, tables=tables, facts=facts)) == []


def amounts() -> tuple[Fact, ...]:
    rows = [
        ("Penyediaan Gaji dan Tunjangan", "7.208.000.000", "6.159.000.000"),
        ("Belanja Modal", "9.000.000.000", "6.238.000.000"),
    ]
    return tuple(
        fact(name, measure, printed, kind="budget_line", row=row, column=column, canonical_id=None)
        for row, (name, budget, spending) in enumerate(rows)
        for column, (measure, printed) in enumerate([("budget", budget), ("spending", spending)])
    )


def spent(text: str) -> list[str]:
    table = Table(id="t1", number="3.9", kind="budget_realization", pages=(5, 5), cells=(), columns=())
    found = drafts("TV-NUM", report(said(text), tables=[table], facts=amounts()))
    return [draft.printed or "" for draft in found]


def test_spending_that_is_not_that_of_the_row_with_the_budget() -> None:
    text = "Pagu gaji dan tunjangan sebesar Rp. 7.208.000.000,- dan terealisasi sebesar Rp. {},-"
    assert spent(text.format("6.238.000.000")) == ["Rp. 6.238.000.000"]
    assert spent(text.format("6.159.000.000")) == []
    assert spent(text.replace("gaji dan tunjangan", "program air").format("6.238.000.000")) == [], (
        "the words do not fit"
    )
    assert spent(text.replace("7.208", "7.209").format("6.238.000.000")) == [], "no row has this budget"


NAME = "Tersusunnya dokumen perencanaan dan evaluasi kinerja tepat waktu"


def achieved(printed: str, text: str) -> list[str]:
    facts = (fact(NAME, "achievement", printed),)
    table = Table(id="t1", number="3.9", kind="program_support", pages=(5, 5), cells=(), columns=())
    return [d.reported.printed for d in drafts("TV-NUM", report(said(text), tables=[table], facts=facts)) if d.reported]


def test_an_achievement_that_the_text_gives_otherwise() -> None:
    text = f"1) Perencanaan, dengan output kegiatan {NAME} terlaksana 82,35% dengan target 100%"
    assert achieved("89,72", text) == ["89,72"]
    assert achieved("82,35", text) == []
    assert achieved("83,35", text) == [], "a point apart may come from hidden decimals"
    assert achieved("89,72", text.replace("dengan target 100%", "")) == [], "no target"


def rises(
    before: str, after: str, claim: str = "Terdapat peningkatan realisasi kinerja dari indikator berikut:"
) -> list[str]:
    table = Table(id="t1", number="3.5", kind="previous_years", pages=(5, 5), cells=(), columns=())
    facts = tuple(
        fact("Indeks Mutu Air", "realization", printed, period=period, column=column)
        for column, (printed, period) in enumerate([(before, "2030"), (after, "2031")])
    )
    kinds = {"t1": (Row("t1", 3, "data", "Indeks Mutu Air", 0),)}
    sentences = said(f"6|sentence|{claim}", "6|item|a. Indeks Mutu Air")
    return messages("NV-CLAIM", report(sentences, tables=[table], facts=facts, rows=kinds))


def test_a_claimed_rise_of_an_indicator_that_fell() -> None:
    assert len(rises("80", "75")) == 1
    assert rises("75", "80") == [] and rises("75", "75") == []
    assert rises("80", "75", "Terdapat penurunan realisasi kinerja dari indikator berikut:") == []
    assert rises("80", "75", "Indikator kinerja tersebut adalah:") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Indikator ini mencapai realisasi 103,26% atau 95% dari target 92% pegawai.", 1),
        ("Target 90% dengan tingkat capaian 90% yakni 100%.", 1),
        ("Dengan target 92%, realisasinya mencapai 95% atau 103,26% dari target.", 0),
        ("Realisasi 95% atau 60% dari target 92% pegawai.", 0),
        ("Realisasi 103,26% atau 95% pada tahun ini.", 0),
    ],
)
def test_result_and_achievement_under_one_word(text: str, found: int) -> None:
    assert len(messages("TERM-MIX", report(said(text)))) == found


SPENT = "Total pagu tahun 2030 terealisasi sebesar Rp. {}."
LATER = "Realisasi belanja tahun 2031 naik dari realisasi belanja tahun lalu sebesar Rp. {}."


def test_last_years_spending_in_two_sentences() -> None:
    first, same = SPENT.format("23.370.000.000"), LATER.format("23.370.000.000")
    found = drafts("XT-PREV", report(said(first, LATER.format("23.381.000.000"))))
    assert [draft.printed for draft in found] == ["Rp. 23.370.000.000"]
    assert messages("XT-PREV", report(said(first, same))) == []
    assert messages("XT-PREV", report(said(first, LATER.format("9.000.000.000")))) == [], "another total"


def scores(older: str, newest: str = "71,51") -> list[str | None]:
    parts = Table(id="t1", number="3.2", kind="akip_components", pages=(5, 5), cells=(), columns=())
    series = Table(id="t2", number="3.1", kind="previous_years", pages=(4, 4), cells=(), columns=())
    facts = [
        fact("Nilai Hasil Evaluasi", "score", printed, kind="total", level="total", period=period, column=column)
        for column, (printed, period) in enumerate([("65,16", "2029"), ("71,51", "2030")])
    ]
    facts += [
        fact("Nilai AKIP", "realization", printed, canonical_id="nilai-akip", table="t2", period=period, column=column)
        for column, (printed, period) in enumerate([(older, "2030"), (newest, "2031")])
    ]
    return [draft.severity for draft in drafts("XT-PREV", report(tables=[parts, series], facts=tuple(facts)))]


def test_scores_of_the_evaluation_in_two_tables() -> None:
    assert scores("65,18") == ["notice", None], "the year is one off, and the older score differs"
    assert scores("65,16") == ["notice"]
    assert scores("65,18", newest="72,00") == [], "nothing tells that the tables speak of one evaluation"


def staff(held: str, total: str = "44") -> list[str]:
    tables = [Table(id=name, number=name, kind="staff", pages=(5, 5), cells=(), columns=(Column(role="name"), Column(role="count", header="Jumlah"))) for name in ("t1", "t2")]  # fmt: skip
    facts = [
        fact(name, "count", printed, kind=kind, table=table, column=1, row=row)
        for table, count, whole in (("t1", "1", "44"), ("t2", held, total))
        for row, (name, printed, kind) in enumerate([("Sekretaris", count, "staff"), ("Jumlah", whole, "total")])
    ]
    return [text for text in messages("XT-STAFF", report(tables=tables, facts=tuple(facts))) if "Sekretaris" in text]


def test_a_post_that_two_staff_tables_fill_differently() -> None:
    assert len(staff("0")) == 1
    assert staff("1") == []
    assert staff("0", total="40") == [], "the tables count other people"


def told(first: str, second: str, *more: Fact) -> list[str]:
    texts = [f"Program Air Bersih dengan anggaran sebesar {printed}." for printed in (first, second)]
    sentences = said(*(f"{page}|sentence|{text}" for page, text in zip((6, 30), texts, strict=True)))
    facts = tuple(
        fact("Program Air Bersih", "budget", printed, kind="budget_line", sentence=text, page=page, confidence=0.95)
        for printed, text, page in zip((first, second), texts, (6, 30), strict=True)
    )
    found = drafts("NV-NUM", report(sentences, facts=(*facts, *more)))
    return [draft.reported.printed for draft in found if draft.reported]


def test_an_amount_that_two_chapters_give_differently() -> None:
    assert told("5.200.000.000", "5.700.000.000") == ["5.200.000.000"]
    assert told("5.200.000.000", "5.200.000.000") == []
    table = fact("Program Air Bersih", "budget", "5.700.000.000", kind="budget_line")
    assert told("5.200.000.000", "5.700.000.000", table) == [], "a table prints it: the text is held against the table"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ketersediaan Sumber Daya Manusia sebanyak 329 unit atau 78,52%.", 1),
        ("Ketersediaan Sumber Daya Manusia sebanyak 74 orang atau 78,52%.", 0),
        ("Kendaraan bagi pegawai, yaitu sebanyak 12 unit.", 0),
    ],
)
def test_people_that_are_counted_as_things(text: str, found: int) -> None:
    assert len(messages("NV-ENTITY", report(said(text)))) == found
