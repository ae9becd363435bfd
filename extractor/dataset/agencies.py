"""One id for all spellings of an office's name."""

import re

_SPELT = {"kab": "kabupaten", "prov": "provinsi", "propinsi": "provinsi", "kec": "kecamatan", "kel": "kelurahan"}
_JOINING = frozenset({"dan", "serta"})


def agency_id(name: str | None, region: str | None = None) -> str | None:
    """The id of an office: the words of its name in one spelling, with its region; None where it has no name.

    Words that only join ("dan", "serta") do not count, as reports write them or a sign.
    """
    if not name:
        return None
    full = name if region is None or region.casefold() in name.casefold() else f"{name} {region}"
    words = (_SPELT.get(word, word) for word in re.findall(r"[^\W_]+", full.casefold()))
    return "-".join(word for word in words if word not in _JOINING)
