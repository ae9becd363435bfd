"""PDFs changed at random, the same for the same seed and number."""

import io
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pikepdf

from fixtures.hostile.maker import document, shown, sound, stream

Mutation = Callable[[bytes, random.Random], bytes]
NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
EXTREMES = (
    b"0",
    b"-1",
    b"1",
    b"65536",
    b"2147483648",
    b"-99999999999",
    b"1e99",
    b"nan",
    b"0.0000001",
    b"340282366920938463463374607431768211456",
)
NAMES = re.compile(rb"/[A-Za-z]{2,20}")
OPERATORS = (
    "q",
    "Q",
    "cm",
    "Tj",
    "TJ",
    "Td",
    "Tm",
    "re",
    "m",
    "l",
    "S",
    "f",
    "Do",
    "BT",
    "ET",
    "Tf",
    "gs",
    "W",
    "n",
    "Tr",
    "Tz",
)
# Pages that are cut out of a report together.
PAGES_AT_ONCE = 2


def seeds(reports: Path) -> list[bytes]:
    """Small files to start from: pages of our own reports, packed and plain, and files of a few objects."""
    found = [sound(), document([stream(shown()), stream(b"q 1 0 0 1 0 0 cm 10 10 m 500 10 l S Q")])]
    for path in sorted(reports.glob("*.pdf")):
        with pikepdf.open(path) as whole:
            for start in range(2, len(whole.pages) - 1, 5):
                found += _cut(whole, range(start, min(start + PAGES_AT_ONCE, len(whole.pages))))
    return found


def _cut(whole: pikepdf.Pdf, pages: Sequence[int]) -> list[bytes]:
    """Some pages as a file of their own, as they are and with all streams unpacked."""
    part = pikepdf.new()
    part.pages.extend([whole.pages[number] for number in pages])
    packed, plain = io.BytesIO(), io.BytesIO()
    part.save(packed, deterministic_id=True)
    part.save(
        plain,
        deterministic_id=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return [packed.getvalue(), plain.getvalue()]


def flipped(data: bytes, dice: random.Random) -> bytes:
    """Some bytes are others."""
    out = bytearray(data)
    for _ in range(dice.choice((1, 3, 10, 60))):
        out[dice.randrange(len(out))] = dice.randrange(256)
    return bytes(out)


def truncated(data: bytes, dice: random.Random) -> bytes:
    """The end is missing."""
    return data[: dice.randrange(1, len(data))]


def cut_out(data: bytes, dice: random.Random) -> bytes:
    """A piece is missing."""
    start = dice.randrange(len(data))
    return data[:start] + data[start + dice.randrange(1, 2000) :]


def doubled(data: bytes, dice: random.Random) -> bytes:
    """A piece stands twice, the second time elsewhere."""
    start, place = dice.randrange(len(data)), dice.randrange(len(data))
    return data[:place] + data[start : start + dice.randrange(1, 3000)] + data[place:]


def extreme_numbers(data: bytes, dice: random.Random) -> bytes:
    """Some numbers are very large, very small or none."""
    places = list(NUMBER.finditer(data))
    for found in sorted(dice.sample(places, min(len(places), dice.choice((1, 4, 20)))), key=lambda m: -m.start()):
        data = data[: found.start()] + dice.choice(EXTREMES) + data[found.end() :]
    return data


def exchanged_names(data: bytes, dice: random.Random) -> bytes:
    """Some names stand in each other's place."""
    places = list(NAMES.finditer(data))
    names = [found[0] for found in places]
    for found in sorted(dice.sample(places, min(len(places), dice.choice((1, 3, 8)))), key=lambda m: -m.start()):
        data = data[: found.start()] + dice.choice(names) + data[found.end() :]
    return data


def exchanged_objects(data: bytes, dice: random.Random) -> bytes:
    """References lead to other objects: everywhere one number in place of another."""
    numbers = sorted(set(re.findall(rb"(\d+) 0 R", data)))
    if len(numbers) < 2:
        return flipped(data, dice)
    old, new = dice.sample(numbers, 2)
    return re.sub(rb"\b%s 0 R" % old, b"%s 0 R" % new, data, count=dice.choice((0, 1, 2)))


def edited_streams(data: bytes, dice: random.Random) -> bytes:
    """Instructions of the first page are lost, exchanged, repeated or get other operands; the file itself is sound."""

    def edit(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        steps: list[Any] = list(pikepdf.parse_content_stream(page))
        for _ in range(dice.choice((1, 5, 40))):
            _edit_step(steps, dice)
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(steps))

    return _rewritten(data, edit)


def _edit_step(steps: list[Any], dice: random.Random) -> None:
    """Changes one instruction of a content stream."""
    if not steps:
        return
    at, way = dice.randrange(len(steps)), dice.randrange(4)
    if way == 0:
        del steps[at]
    elif way == 1:
        steps.insert(dice.randrange(len(steps)), steps[at])
    elif way == 2:
        other = dice.randrange(len(steps))
        steps[at], steps[other] = steps[other], steps[at]
    else:
        operands, operator = list(steps[at].operands), pikepdf.Operator(dice.choice(OPERATORS))
        changed = [dice.choice((0, -1, 10**9, 1)) if isinstance(o, int) else o for o in operands]
        steps[at] = pikepdf.ContentStreamInstruction(changed, operator if dice.random() < 0.3 else steps[at].operator)


def edited_dictionaries(data: bytes, dice: random.Random) -> bytes:
    """Entries of objects are lost or are those of others; the file itself is sound."""

    def edit(pdf: pikepdf.Pdf) -> None:
        things = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary | pikepdf.Stream)]
        for _ in range(dice.choice((1, 3, 10))):
            one, other = dice.choice(things), dice.choice(things)
            keys, others = sorted(one.keys()), sorted(other.keys())
            if not keys or not others:
                continue
            key = dice.choice(keys)
            if key == "/Length":
                continue
            if dice.random() < 0.4:
                del one[key]
            else:
                one[key] = other[dice.choice(others)]

    return _rewritten(data, edit)


def _rewritten(data: bytes, edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The file after an edit; as it was where the edit makes it one that cannot be written."""
    out = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            edit(pdf)
            pdf.save(out, static_id=True)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError):
        return data
    return out.getvalue()


MUTATIONS: tuple[Mutation, ...] = (
    flipped,
    truncated,
    cut_out,
    doubled,
    extreme_numbers,
    exchanged_names,
    exchanged_objects,
    edited_streams,
    edited_dictionaries,
)


def mutant(files: Sequence[bytes], seed: int, number: int) -> tuple[str, bytes]:
    """The mutated file with a number, and how it was made; now and then two mutations meet."""
    dice = random.Random(f"{seed}-{number}")
    data, names = dice.choice(files), []
    for _ in range(dice.choice((1, 1, 2))):
        mutation = dice.choice(MUTATIONS)
        data = mutation(data, dice) or b"\0"
        names.append(mutation.__name__)
    return "+".join(names), data
