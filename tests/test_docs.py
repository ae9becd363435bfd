"""What exists is documented, and what is documented exists."""

import re
from pathlib import Path

import pytest
import typer.main
import yaml

from docs.build import CATALOGUE, CODEBOOK, MESSAGES, PAGE, readme, rules_page
from docs.catalogue_page import catalogue_page
from docs.messages_page import EXAMPLES, fits, messages_page
from extractor.audit import Profile, Rule
from extractor.audit.catalogue import all_rules
from extractor.audit.phrases import LANGUAGES, phrases
from extractor.audit.registry import HEADINGS
from extractor.cli import app
from extractor.dataset.codebook import codebook
from extractor.errors import ExitCode

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
VERBS = {
    f"{name} {part}" if part else name: command
    for name, verb in typer.main.get_command(app).commands.items()  # type: ignore[attr-defined]
    for part, command in (getattr(verb, "commands", None) or {"": verb}).items()
}


def test_the_page_of_checks_is_made_from_the_rules() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(), "run: make docs"


def test_the_page_of_the_catalogue_is_made_from_its_data() -> None:
    assert CATALOGUE.read_text(encoding="utf-8") == catalogue_page(), "run: make docs"


def test_the_page_of_messages_is_made_from_their_files() -> None:
    assert MESSAGES.read_text(encoding="utf-8") == messages_page(), "run: make docs"


def test_an_example_is_what_its_message_says_today() -> None:
    examples = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    assert set(examples) <= set(phrases())
    wrong = [
        key
        for key, told in examples.items()
        for name in LANGUAGES
        if not fits(getattr(phrases()[key], name), told[name])
    ]
    assert wrong == [], "run: python -m docs.messages_page"


def test_the_codebook_is_made_from_the_models() -> None:
    assert CODEBOOK.read_text(encoding="utf-8") == codebook(), "run: make docs"


def test_the_example_of_the_readme_is_what_the_sample_gives() -> None:
    assert readme() == README, "run: make docs"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda r: r.code)
def test_every_rule_explains_itself_in_both_languages(rule: Rule) -> None:
    assert [h for h in HEADINGS if h != "Source" and not rule.sections.get(h)] == []
    assert rule.title.id and rule.title.en


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_and_option_stands_in_the_readme(verb: str) -> None:
    assert f"lkjip {verb}" in README
    options = [name for option in VERBS[verb].params for name in option.opts if name.startswith("-")]
    assert [name for name in options if f"`{name}" not in README] == []


def test_every_verb_and_option_of_the_readme_exists() -> None:
    assert set(re.findall(r"`lkjip ([a-z]+)", README)) <= {name.split()[0] for name in VERBS}
    known = {name for verb in VERBS.values() for option in verb.params for name in option.opts} | {"--version"}
    assert set(re.findall(r"`(?:lkjip )?(--[a-z-]+)", README)) <= known


def test_every_exit_code_stands_in_the_readme_and_no_other() -> None:
    table = README[README.index("## Exit codes") :]
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)] == sorted(ExitCode)


def test_every_setting_of_a_profile_is_documented() -> None:
    page = (ROOT / "docs" / "profile.md").read_text(encoding="utf-8")
    assert [name for name in Profile.model_fields if f"`{name}`" not in page] == []


def test_every_room_is_documented() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.parent.name for path in (ROOT / "extractor").glob("*/__init__.py")]
    assert [room for room in rooms if f"`extractor/{room}`" not in page] == []


def test_the_commands_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert {"demo", "test"} <= set(re.findall(r"make ([a-z]+)", README))
    assert [t for t in re.findall(r"make ([a-z]+)", README) if f"\n{t}:" not in makefile] == []


def test_links_of_the_pages_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        targets = re.findall(r"\]\((?!http|#)([^)#]+)", page.read_text(encoding="utf-8"))
        assert [target for target in targets if not (page.parent / target).exists()] == []
