"""A column on its way to a role: its headers, its content, and what both say so far."""

from dataclasses import dataclass

from extractor.tables.column_content import Content
from extractor.tables.header_words import Path

MONEY = frozenset({"budget", "spending", "remainder", "difference"})
PERCENT = frozenset({"absorption", "achievement", "average_achievement", "share", "growth"})
NAMES = frozenset({"goal", "objective", "indicator", "name"})
LABELS = NAMES | {"no", "code", "unit", "formula", "source", "trend", "text"}
PERFORMANCE = frozenset({"target", "realization", "achievement", "average_achievement", "growth"})
# A column of figures of which neither header nor neighbours say what they are.
OPEN = "other"


@dataclass(slots=True)
class Draft:
    """One column."""

    path: Path
    content: Content
    role: str = OPEN
    money: bool = False

    @property
    def header(self) -> str:
        """The words of the whole header."""
        return " ".join(self.path)

    @property
    def leaf(self) -> str:
        """The innermost header."""
        return self.path[-1] if self.path else ""

    @property
    def is_measure(self) -> bool:
        """Whether the column holds figures of a known meaning."""
        return self.role not in LABELS and self.role != OPEN
