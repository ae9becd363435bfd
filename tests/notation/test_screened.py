"""Every expression that is tried only on texts with one of some words: each of its matches holds one of them."""

import importlib
import pkgutil
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import extractor
from extractor.notation.screened import Screened


def screened() -> dict[str, Screened]:
    """All screened expressions of the program, by module and name."""
    found = {}
    for module in pkgutil.walk_packages(extractor.__path__, "extractor."):
        if module.name.startswith(("extractor.audit", "extractor.facts", "extractor.tables")):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, Screened):
                    found[f"{module.name}.{name}"] = value
    return found


ALL = screened()


@pytest.mark.parametrize("name", sorted(ALL))
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_an_expression_matches_holds_one_of_its_words(name: str, data: st.DataObject) -> None:
    expression = ALL[name]
    text = data.draw(
        st.from_regex(expression.pattern, alphabet=st.characters(max_codepoint=0x2FF, exclude_characters="ſİı"))
    )
    assert expression.may_match(text)


def test_a_text_without_the_words_is_not_searched() -> None:
    expression = Screened(re.compile(r"\bKegiatan\b", re.IGNORECASE), "program")
    assert expression.search("Kegiatan") is None
    assert expression.match("Kegiatan") is None
    assert list(expression.finditer("Kegiatan")) == []
    found = expression.search("Program dan KEGIATAN")
    assert found is not None
    assert found[0] == "KEGIATAN"
