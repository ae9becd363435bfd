"""Settings of an audit: which checks run, how severe they are, and what the authority prescribes."""

import tomllib
from decimal import Decimal
from pathlib import Path

from schemas.base import Model

# Checks of sums of amounts, which `tolerance` softens.
AMOUNT_SUMS = ("BUD-SUM", "BUD-TOTAL", "BUD-JENIS")


class Profile(Model):
    """What an Inspektorat may set; the defaults suit every report.

    `select` and `ignore` hold codes or beginnings of codes ("BUD", "NUM-TRUNC"); an empty `select` is all of them.
    `severities` maps a code to error, warning or notice. `cap` is the ceiling of an achievement where the authority
    prescribes one, `deadline` the month and day ("03-31") by which a report is due (printed; no check asks for it yet),
    `tolerance` the distance, as a share of the right sum, up to which a sum of amounts is not listed as wrong.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: dict[str, str] = {}
    cap: Decimal | None = None
    deadline: str | None = None
    tolerance: Decimal = Decimal(0)

    def wants(self, code: str) -> bool:
        """Whether findings of this check are listed; the others are counted as suppressed."""
        chosen = not self.select or any(_covers(entry, code) for entry in self.select)
        return chosen and not any(_covers(entry, code) for entry in self.ignore)

    def tolerates(self, code: str, printed: Decimal | None, right: Decimal | None) -> bool:
        """Whether a wrong sum of amounts is so near the right one that it is only counted as suppressed."""
        if code not in AMOUNT_SUMS or not self.tolerance or printed is None or right is None:
            return False
        return abs(printed - right) <= self.tolerance * abs(right)


def _covers(entry: str, code: str) -> bool:
    return code == entry or code.startswith(f"{entry}-")


def load_profile(path: Path) -> Profile:
    """The profile of a TOML file.

    Raises:
        tomllib.TOMLDecodeError: the file is no TOML.
        pydantic.ValidationError: a key is unknown or a value has the wrong type.
    """
    with path.open("rb") as file:
        return Profile.model_validate(tomllib.load(file))
