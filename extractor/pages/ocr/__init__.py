"""Scanned pages and pictures to words and rulings: straighten, find lines, read cells and text (extra `ocr`)."""
