"""Recalculation of achievements from target and realisation."""
