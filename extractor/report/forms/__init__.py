"""The forms that a reviewer fills in, proposed as far as the audit can answer."""

from extractor.report.forms.letter import review_letter
from extractor.report.forms.review import review_form
from extractor.report.forms.worksheet import filled_worksheet

__all__ = ["filled_worksheet", "review_form", "review_letter"]
