"""The committed JSON Schema is that of the models, and what is written fits it."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

import schemas
from extractor.report import to_json
from schemas import SCHEMA_VERSION, Expected, Report

SCHEMA = Path(schemas.__file__).parent / "report.schema.json"


def test_the_committed_schema_is_that_of_the_models() -> None:
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == Report.model_json_schema(), "run: make schema"


def test_a_report_reads_back_as_it_was_written() -> None:
    report = Report.model_validate(
        {
            "generator": {"version": "1"},
            "source": {"file": "a.pdf", "sha256": "0", "pages": 1, "text_layer": "digital"},
            "document": {},
        }
    )
    written = to_json(report)
    assert json.loads(written)["schema_version"] == SCHEMA_VERSION
    assert next(iter(json.loads(written))) == "schema_version"
    assert to_json(Report.model_validate_json(written)) == written


@pytest.mark.parametrize(
    ("value", "number"), [("71.51", "71.51"), ("27346788906", "27346788906"), ("100.00", "100"), ("0.1", "0.1")]
)
def test_decimals_become_plain_numbers(value: str, number: str) -> None:
    assert f'"value":{number},' in Expected(printed="x", value=Decimal(value)).model_dump_json()


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(ValidationError):
        Expected.model_validate({"printed": "1", "vallue": 1})
