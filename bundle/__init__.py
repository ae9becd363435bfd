"""Builds what an installation without network needs."""
