"""What exists is documented, and what is documented exists."""

from pathlib import Path

import pytest

from docs.build import PAGE, rules_page
from extractor.audit import Profile
from extractor.audit.catalogue import all_rules
from extractor.audit.registry import HEADINGS
from extractor.cli import app
from extractor.errors import ExitCode

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_page_of_checks_is_made_from_the_rules() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(), "run: make docs"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda r: r.code)
def test_every_rule_explains_itself_in_both_languages(rule) -> None:  # type: ignore[no-untyped-def]
    assert [h for h in HEADINGS if not rule.sections.get(h)] == []
    assert rule.title.id and rule.title.en


def test_every_verb_and_exit_code_stands_in_the_readme() -> None:
    verbs = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    assert [v for v in verbs if f"lkjip {v}" not in README] == []
    assert [code for code in ExitCode if f"| {int(code)} |" not in README] == []


def test_every_setting_of_a_profile_is_documented() -> None:
    page = (ROOT / "docs" / "profile.md").read_text(encoding="utf-8")
    assert [name for name in Profile.model_fields if f"`{name}`" not in page] == []


def test_the_two_commands_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test"):
        assert f"make {target}" in README and f"\n{target}:" in makefile
