"""Fragments that make one table: their names, and what a person joined or parted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.pages.model import Page
from extractor.tables.arrangement import Arrangement, Box, Break, Join, Misfit, overlap
from extractor.tables.captions import Caption
from extractor.tables.model import Fragment
from extractor.tables.stitch import fits


@dataclass(slots=True)
class Group:
    """Fragments of one table, with the caption that introduces it and the table's id."""

    fragments: list[Fragment]
    caption: Caption | None
    name: str = ""


def named(groups: Sequence[Group], arrangement: Arrangement, pages: Mapping[int, Page]) -> None:
    """Gives every group its id: the one that its table has without an arrangement, else one of its own.

    Tables without an arrangement are t1, t2 and so on; those that only an arrangement shows are n1, n2.
    """
    if not arrangement:
        for number, group in enumerate(groups, start=1):
            group.name = f"t{number}"
        return
    taken = {group.name for group in groups}
    left = {name: place for name, place in arrangement.places if name not in taken}
    fresh = sum(name.startswith("n") for name in taken)
    for group in groups:
        if not group.name:
            group.name = _known(group, left, pages) or ""
            left.pop(group.name, None)
        if not group.name:
            fresh += 1
            group.name = f"n{fresh}"


def _known(group: Group, places: Mapping[str, Box], pages: Mapping[int, Page]) -> str | None:
    """The id of the table that begins where a group begins."""
    first = group.fragments[0]
    shown = pages[first.page].shown(first.bbox)
    shared = {name: overlap(shown, box) for name, (page, box) in places.items() if page == first.page}
    best = max(shared, key=lambda name: (shared[name], name), default=None)
    return best if best is not None and shared[best] > 0 else None


def regrouped(groups: Sequence[Group], arrangement: Arrangement) -> tuple[list[Group], list[Misfit]]:
    """The groups parted and joined as the arrangement says, and what of it does not fit."""
    out, misfits = list(groups), list[Misfit]()
    for parting in arrangement.breaks:
        problem = _broken(out, parting)
        misfits += [Misfit(parting.number, problem)] if problem else []
    # From the last table to the first, so that one may go on in a table that goes on itself.
    for joint in sorted(arrangement.joins, key=lambda j: -(_place(out, j.first) or 0)):
        problem = _joined(out, joint)
        misfits += [Misfit(joint.number, problem)] if problem else []
    return out, misfits


def _broken(groups: list[Group], parting: Break) -> str | None:
    """Parts a group at the tops of pages; tells why it cannot."""
    index = _place(groups, parting.name)
    if index is None:
        return f"there is no table {parting.name}"
    group = groups[index]
    later = {fragment.page for fragment in group.fragments[1:]}
    if missing := [page for page in parting.pages if page not in later]:
        return f"table {parting.name} does not go on at the top of page {missing[0]}"
    groups[index : index + 1] = list(_parts(group, set(parting.pages)))
    return None


def _parts(group: Group, pages: set[int]) -> Iterator[Group]:
    """The parts of a group; the first keeps caption and id."""
    cuts = [i for i, fragment in enumerate(group.fragments) if i and fragment.page in pages]
    for number, (start, stop) in enumerate(zip([0, *cuts], [*cuts, len(group.fragments)], strict=True), start=1):
        name = group.name if number == 1 else f"{group.name}-{number}"
        yield Group(group.fragments[start:stop], group.caption if number == 1 else None, name)


def _joined(groups: list[Group], joint: Join) -> str | None:
    """Joins two groups under the id of the first; tells why it cannot."""
    first, second = _place(groups, joint.first), _place(groups, joint.second)
    if first is None or second is None:
        return f"there is no table {joint.first if first is None else joint.second}"
    above, below = groups[first], groups[second]
    if first >= second:
        return f"table {joint.second} does not stand after {joint.first}"
    if not fits(above.fragments[-1], below.fragments[0]):
        counts = (above.fragments[-1].columns, below.fragments[0].columns)
        return (
            f"the columns of {joint.first} and {joint.second} do not lie over each other ({counts[0]} and {counts[1]})"
        )
    above.fragments += below.fragments
    above.caption = above.caption or below.caption
    del groups[second]
    return None


def _place(groups: Sequence[Group], name: str) -> int | None:
    """The index of the group with an id; a table that was joined into another one is not there any more."""
    return next((index for index, group in enumerate(groups) if group.name == name), None)
