"""Names of tables found in sentences, however a name stands in the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.facts.names import SHORTEST, NameBook
from schemas import Fact, FactSource, Subject

WORDS = st.lists(
    st.sampled_from(["nilai", "ikm", "persentase", "pegawai", "a", "indeks", "spbe", "kinerja"]), max_size=9
)


def book(names: list[str]) -> NameBook:
    source = FactSource.model_validate({"page": 1, "bbox": (0.0, 0.0, 1.0, 1.0), "table": "t1", "row": 1, "column": 1})
    facts = [
        Fact(
            id=f"f{number}",
            subject=Subject(kind="indicator", name=name),
            measure="target",
            printed="1",
            decimals=0,
            source=source,
        )
        for number, name in enumerate(names)
    ]
    return NameBook(facts)


@given(st.lists(WORDS.map(" ".join), max_size=4), WORDS, st.integers(0, 12), WORDS)
@settings(max_examples=150, deadline=None)
def test_every_long_name_in_a_text_is_found_wherever_it_begins(
    names: list[str], before: list[str], shift: int, after: list[str]
) -> None:
    long = [name for name in names if len(name.replace(" ", "")) >= SHORTEST]
    for name in long:
        text = " ".join(["x" * shift, *before, name, "/", *after])
        found = {mention.subject.name for mention in book(names).mentions(text)}
        assert any(name.replace(" ", "") in other.replace(" ", "") for other in found)


def test_the_longer_of_two_names_counts() -> None:
    known = book(["Indeks Kepuasan", "Indeks Kepuasan Masyarakat"])
    assert [item.subject.name for item in known.mentions("capaian indeks  kepuasan-masyarakat 81")] == [
        "Indeks Kepuasan Masyarakat"
    ]


@given(st.lists(WORDS.map(" ".join), max_size=4), st.lists(WORDS.map(" ".join), max_size=5))
@settings(max_examples=100, deadline=None)
def test_texts_that_are_asked_together_name_what_each_of_them_names(names: list[str], texts: list[str]) -> None:
    known, told = book(names), [*texts, *(f"capaian {name} 81" for name in names)]
    assert known.mentions_in(told) == [known.mentions(text) for text in told]
