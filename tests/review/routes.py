"""The app's own table of routes, so that no test forgets a page that is new."""

from importlib import import_module
from typing import Any

from extractor.review.app import PAGES


def every_route(app: Any) -> list[Any]:
    """All routes, those beside the pages too: the description of the app, the assets."""
    routers = [import_module(f"extractor.review.pages.{name}").router for name in PAGES]
    paged = [route for router in routers for route in router.routes]
    return [*paged, *(route for route in app.routes if getattr(route, "path", None))]
