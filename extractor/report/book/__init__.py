"""A stored report as a workbook whose recalculations are live formulas."""

from extractor.report.book.write import to_workbook

__all__ = ["to_workbook"]
