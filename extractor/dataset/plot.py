"""A series as a picture: results and targets over years, restated values and breaks marked; the same data, the same bytes."""

import io
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extractor.errors import UsageError

MARKS = ("o", "s", "^", "D", "v", "P", "X", "*")
# More offices than this make one picture unreadable.
MOST_LINES = 12
STYLE: Any = {"svg.hashsalt": "lkjip", "svg.fonttype": "none", "font.size": 9.0, "axes.grid": True, "grid.alpha": 0.3}
WORDS = {
    "id": {
        "target": "target",
        "realization": "realisasi",
        "achievement": "capaian",
        "restated": "disajikan ulang",
        "break": "putus",
    },
    "en": {
        "target": "target",
        "realization": "result",
        "achievement": "achievement",
        "restated": "restated",
        "break": "break",
    },
}


def plot(rows: Sequence[dict[str, Any]], breaks: Sequence[dict[str, Any]], target: Path, language: str = "id") -> bytes:
    """The picture of the chosen values of a series as SVG or PNG, by the ending of its name.

    Raises:
        UsageError: the name ends in something else, or there is nothing to draw.
    """
    ending = target.suffix.lower().lstrip(".")
    if ending not in ("svg", "png"):
        raise _refused("a picture that ends in .svg or .png", str(target), "gambar yang berakhiran .svg atau .png")
    if not any(row["value"] is not None for row in rows):
        raise _refused("a series with values", "none", "deret yang memiliki angka")
    import matplotlib as mpl

    mpl.use("Agg")
    with mpl.rc_context(STYLE):
        return _drawn(rows, breaks, ending, WORDS[language])


def _drawn(
    rows: Sequence[dict[str, Any]], breaks: Sequence[dict[str, Any]], ending: str, words: dict[str, str]
) -> bytes:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 4.5), layout="constrained")
    axes = figure.subplots()
    lines: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    # An achievement in per cent would press the figures of another scale together.
    shown = [row for row in rows if row["measure"] != "achievement" and row["value"] is not None] or rows
    for row in shown:
        if row["value"] is not None:
            lines[row["agency"], row["measure"]].append(row)
    offices = list(dict.fromkeys(agency for agency, _ in lines))[:MOST_LINES]
    for (agency, measure), points in lines.items():
        if agency in offices:
            name = words.get(measure, measure) if len(offices) == 1 else f"{agency}, {words.get(measure, measure)}"
            _line(axes, points, offices.index(agency), name, words["restated"])
    for row in breaks:
        if row["agency"] in offices:
            axes.axvline(row["year"] - 0.5, color="0.4", linestyle=":", linewidth=1.2)
            axes.text(
                row["year"] - 0.48,
                0.98,
                f"{words['break']}: {row['kind']}",
                transform=axes.get_xaxis_transform(),
                va="top",
            )
    axes.set_title(rows[0]["name"], wrap=True)
    axes.set_ylabel(next((row["unit"] for row in rows if row["unit"]), ""))
    years = sorted({row["year"] for row in rows})
    axes.set_xticks(years, [str(year) for year in years])
    axes.legend(fontsize=8)
    buffer = io.BytesIO()
    figure.savefig(buffer, format=ending, dpi=150, metadata={"Date": None} if ending == "svg" else {"Software": None})
    return buffer.getvalue()


def _line(axes: Any, points: Sequence[dict[str, Any]], number: int, name: str, restated: str) -> None:
    """One office's line; targets are dashed, restated values have a ring."""
    years, values = [point["year"] for point in points], [point["value"] for point in points]
    style = "--" if points[0]["measure"] in ("target", "budget") else "-"
    axes.plot(years, values, style, marker=MARKS[number % len(MARKS)], color=f"C{number % 10}", label=name)
    again = [point for point in points if point["restated"]]
    if again:
        ring = {"s": 120, "facecolors": "none", "edgecolors": "black", "label": restated}
        axes.scatter([p["year"] for p in again], [p["value"] for p in again], **ring)


def _refused(expected: str, found: str, in_indonesian: str) -> UsageError:
    advice = "See lkjip dataset series --help."
    return UsageError(expected, found, advice, (in_indonesian, found, "Lihat lkjip dataset series --help."))
