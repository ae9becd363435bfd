"""The vocabulary of the field as data: indicators, scales, units, agencies, columns, table kinds, nomenclature."""

from schemas.catalogue.headers import HeaderRole, column_role, header_key, hint_of
from schemas.catalogue.kinds import kind_of
from schemas.catalogue.load import Catalogue, CatalogueError, catalogue
from schemas.catalogue.offices import agency_kind
from schemas.catalogue.polarity import polarity_of

__all__ = [
    "Catalogue",
    "CatalogueError",
    "HeaderRole",
    "agency_kind",
    "catalogue",
    "column_role",
    "header_key",
    "hint_of",
    "kind_of",
    "polarity_of",
]
