"""A folder of audited reports: documents, readings, and a ledger that lists them."""

from extractor.store.entries import Entry
from extractor.store.keys import key_of
from extractor.store.store import Store, Stored, entry_for, is_store

__all__ = ["Entry", "Store", "Stored", "entry_for", "is_store", "key_of"]
