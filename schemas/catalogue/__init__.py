"""The vocabulary of the field as data: indicators, scales, units, agencies, columns, table kinds, nomenclature."""

from schemas.catalogue.headers import HeaderRole, column_role, header_key, hint_of
from schemas.catalogue.kinds import kind_of
from schemas.catalogue.load import Catalogue, catalogue, lay_over, local_hash
from schemas.catalogue.local import Conflict, Layer
from schemas.catalogue.offices import agency_kind
from schemas.catalogue.polarity import polarity_of
from schemas.catalogue.reading import CatalogueError

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Conflict",
    "HeaderRole",
    "Layer",
    "agency_kind",
    "catalogue",
    "column_role",
    "header_key",
    "hint_of",
    "kind_of",
    "lay_over",
    "local_hash",
    "polarity_of",
]
