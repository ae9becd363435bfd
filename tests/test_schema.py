"""The committed JSON Schema is that of the models, and what is written fits it."""

import json
import pickle
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

import schemas
from extractor.report import to_json
from extractor.report.writing import AT_ONCE
from schemas import SCHEMA_VERSION, Diagnostic, Document, Expected, Generator, Report, Section, Source
from schemas.base import trusted

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
    assert written == report.model_dump_json(indent=1).encode() + b"\n"


@pytest.mark.parametrize("count", [AT_ONCE - 1, AT_ONCE, AT_ONCE + 1, 2 * AT_ONCE, 2 * AT_ONCE + 1])
def test_long_lists_are_written_in_slices_of_the_same_bytes(count: int) -> None:
    report = Report(
        generator=Generator(version="1"),
        source=Source(file="a.pdf", sha256="0", pages=1, text_layer="digital"),
        document=Document(),
        sections=tuple(Section(number=str(n), title="], \n ]", level=1, page=n) for n in range(count)),
        diagnostics=tuple(Diagnostic(code=str(n), message="") for n in range(count)),
    )
    assert to_json(report) == report.model_dump_json(indent=1).encode() + b"\n"


def test_the_fields_of_records_keep_the_order_of_the_model() -> None:
    first, second = Expected(printed="x", value=Decimal(1)), Expected(value=Decimal(2), printed="y")
    assert list(first.__dict__) == list(second.__dict__) == list(Expected.model_fields)
    assert (second.printed, second.value, first.printed, first.value) == ("y", Decimal(2), "x", Decimal(1))


def test_a_copy_differs_in_what_was_named_and_leaves_the_record_as_it_was() -> None:
    record = Expected(printed="x", value=Decimal(1))
    copied = record.model_copy(update={"printed": "y"})
    assert (copied.printed, copied.value, record.printed) == ("y", Decimal(1), "x")
    assert copied != record and copied.model_copy(update={"printed": "x"}) == record
    assert copied.model_dump() == {**record.model_dump(), "printed": "y"}
    assert pickle.loads(pickle.dumps(copied)) == copied


def test_a_trusted_record_is_the_one_that_is_made_of_checked_values() -> None:
    checked = Expected(printed="1,50", value=Decimal("1.50"), formula="a + b")
    made = trusted(Expected, printed="1,50", value=Decimal("1.50"), formula="a + b")
    assert made == checked
    assert made.model_dump_json() == checked.model_dump_json()
    assert (made.low, list(made.__dict__)) == (None, list(checked.__dict__))
    assert pickle.loads(pickle.dumps(made)) == checked
    with pytest.raises(ValidationError, match="frozen"):
        made.printed = "2"


def test_records_of_a_class_share_what_says_which_fields_were_given() -> None:
    one, two = Expected(printed="x"), Expected(printed="y", value=Decimal(1))
    assert one.model_fields_set is two.model_copy(update={"low": None}).model_fields_set
    assert two.model_fields_set == Expected.model_fields.keys()


@pytest.mark.parametrize(
    ("value", "number"), [("71.51", "71.51"), ("27346788906", "27346788906"), ("100.00", "100"), ("0.1", "0.1")]
)
def test_decimals_become_plain_numbers(value: str, number: str) -> None:
    assert f'"value":{number},' in Expected(printed="x", value=Decimal(value)).model_dump_json()


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(ValidationError):
        Expected.model_validate({"printed": "1", "vallue": 1})
