"""The tables that a person placed, read before all others are looked for, and the boxes that are theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractor.pages.model import Page
from extractor.tables.arrangement import Arrangement, Box, Given, Misfit
from extractor.tables.given import MisfitError, given_fragment
from extractor.tables.groups import Group
from extractor.tables.model import Fragment
from extractor.tables.vocabulary import Vocabulary
from schemas import BBox


@dataclass(slots=True)
class Placed:
    """Groups that were given, what could not be read as it was given, and boxes of pages where no other table stands."""

    groups: list[Group] = field(default_factory=list)
    misfits: list[Misfit] = field(default_factory=list)
    boxes: dict[int, list[BBox]] = field(default_factory=dict)

    def on(self, page: int) -> list[Fragment]:
        """The given fragments of a page."""
        return [fragment for group in self.groups for fragment in group.fragments if fragment.page == page]

    def group_of(self, fragment: Fragment) -> Group | None:
        """The given group of a fragment, None for one that was found."""
        return next((group for group in self.groups if any(f is fragment for f in group.fragments)), None)


def placed(arrangement: Arrangement, pages: Mapping[int, Page], vocabulary: Vocabulary) -> Placed:
    """All given tables; one of which a part does not fit is left out whole."""
    found = Placed()
    for given in arrangement.given:
        try:
            fragments = _fragments(given, pages, vocabulary)
        except MisfitError as problem:
            found.misfits.append(Misfit(given.number, str(problem), given.parts[0][0]))
            continue
        found.groups.append(Group(fragments, None, given.name))
        _claim(found, pages, (*given.parts, *given.replaces))
    _claim(found, pages, arrangement.blank)
    return found


def _claim(found: Placed, pages: Mapping[int, Page], boxes: Sequence[Box]) -> None:
    """Keeps boxes from other tables."""
    for number, box in boxes:
        if number in pages:
            found.boxes.setdefault(number, []).append(pages[number].seen(box))


def _fragments(given: Given, pages: Mapping[int, Page], vocabulary: Vocabulary) -> list[Fragment]:
    """The parts of a given table."""
    fragments: list[Fragment] = []
    for index, (number, box) in enumerate(given.parts):
        if number not in pages:
            raise MisfitError(f"page {number} was not read")
        shift = given.shifts[index] if given.shifts else 0.0
        page = pages[number]
        fragments.append(given_fragment(page, page.seen(box), [x + shift for x in given.bounds], vocabulary))
    counts = {fragment.columns for fragment in fragments}
    if len(counts) > 1:
        raise MisfitError(f"the parts have {' and '.join(map(str, sorted(counts)))} columns")
    return fragments
