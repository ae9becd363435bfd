"""The months by their Indonesian names, older spellings too."""

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "januari",
            "februari pebruari",
            "maret",
            "april",
            "mei",
            "juni",
            "juli",
            "agustus",
            "september",
            "oktober",
            "november nopember",
            "desember",
        ],
        1,
    )
    for name in names.split()
}
"""Number of each month, from 1, by its name in small letters."""
