"""Command line: one file a verb; data on stdout, talk on stderr."""

from extractor.cli.app import app, main

__all__ = ["app", "main"]
