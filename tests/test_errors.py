"""Errors say what was expected, what was found and what to do, have exit codes of their own, and travel."""

import inspect
import pickle

import pytest

from extractor import errors
from extractor.errors import ExitCode, ExtractorError

KINDS = [
    c
    for _, c in inspect.getmembers(errors, inspect.isclass)
    if issubclass(c, ExtractorError) and c is not ExtractorError
]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_keeps_its_parts_when_it_is_pickled(kind: type[ExtractorError]) -> None:
    error = pickle.loads(pickle.dumps(kind("a PDF", "a picture", "Export it.")))
    assert type(error) is kind
    assert (error.expected, error.found, error.advice) == ("a PDF", "a picture", "Export it.")
    assert str(error) == "expected a PDF; found a picture. Export it."


def test_exit_codes_are_distinct_and_every_kind_has_one() -> None:
    codes = [kind.exit_code for kind in KINDS]
    assert len(set(codes)) == len(codes)
    ends = {ExitCode.DONE, ExitCode.FINDINGS, ExitCode.NOT_COMPARED, ExitCode.INTERNAL}
    ends |= {ExitCode.SOME_FAILED, ExitCode.NOTHING_DONE, ExitCode.STOPPED}
    assert set(codes) == set(ExitCode) - ends


@pytest.mark.parametrize("kind", [k for k in KINDS if k is not errors.UsageError])
def test_every_kind_has_indonesian_words_and_names_its_file(kind: type[ExtractorError]) -> None:
    error = kind("a PDF", "a picture", "Export it.")
    error.file = "laporan.pdf"
    error = pickle.loads(pickle.dumps(error))
    assert error.message("en") == str(error)
    told = error.message("id")
    assert told.startswith("laporan.pdf: diharapkan ") and "; ditemukan " in told
    assert "a picture" not in told


def test_a_raiser_may_give_its_own_indonesian_words() -> None:
    error = errors.UsageError("pages", "a", "Count.", ("halaman", "'a'", "Hitung."))
    assert pickle.loads(pickle.dumps(error)).message("id") == "diharapkan halaman; ditemukan 'a'. Hitung."
