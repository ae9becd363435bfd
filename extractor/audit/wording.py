"""Words for places and figures in messages, in Indonesian and English."""

from collections.abc import Iterable, Sequence

from extractor.audit.phrases import both, word
from extractor.facts.model import Reading, Sentence
from schemas import Fact, Table


def measure_words(measure: str) -> tuple[str, str]:
    """The measure in Indonesian and English."""
    return word("measure", measure, measure)


class Wording:
    """Names the places of a reading as a reader finds them."""

    def __init__(self, reading: Reading) -> None:
        self.tables: dict[str, Table] = {table.id: table for table in reading.tables}

    def table(self, identifier: str | None, page: int) -> tuple[str, str]:
        """A table by its printed number, else by its page, in both languages."""
        number = self.tables[identifier].number if identifier in self.tables else None
        if number:
            return both("place.numbered", number=number, page=page)
        return both("place.unnumbered", page=page)

    def fact(self, fact: Fact) -> tuple[str, str]:
        """Where a figure stands, in both languages."""
        if fact.source.table:
            return self.table(fact.source.table, fact.source.page)
        return both("place.text", page=fact.source.page)

    def sentence(self, sentence: Sentence) -> tuple[str, str]:
        """Where a sentence stands, in both languages."""
        return both("place.text", page=sentence.page)

    def listed(self, facts: Sequence[Fact]) -> tuple[str, str]:
        """Figures with their places, each place once: "101,15 di Tabel 3.2 (halaman 61)"."""
        seen: dict[tuple[str, str], tuple[str, str]] = {}
        for fact in facts:
            place = self.fact(fact)
            seen.setdefault((fact.printed, place[0]), both("place.printed", printed=fact.printed, place=place))
        return joined(text for text, _ in seen.values()), joined((text for _, text in seen.values()), "and")


def joined(parts: Iterable[str], last: str = "dan") -> str:
    """A list in words: "a, b dan c"."""
    items = list(parts)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def quoted(text: str, length: int = 120) -> str:
    """A sentence in quotation marks, cut at a word where it is long."""
    short = text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " …"
    return f'"{short}"'
