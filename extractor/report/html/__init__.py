"""A stored report as one HTML file that needs no server, no network and no installation."""

from extractor.report.html.render import to_html

__all__ = ["to_html"]
