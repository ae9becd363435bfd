"""What checks measure by is named only where there is a law, and never as compared with it."""

from extractor.audit.catalogue import all_rules
from extractor.audit.registry import criteria

# Checks that rest on arithmetic, typography or usage alone.
WITHOUT = {
    "CAT-VALUE",
    "DOC-COLNUM",
    "DOC-LEGAL",
    "DOC-LINK",
    "DOC-ORG",
    "NUM-PCTSIGN",
    "NUM-SEQ",
    "NUM-TRUNC",
    "NUM-YEAR",
    "VAL-DECIMALS",
}


def test_every_check_has_a_criterion_or_is_known_to_have_none() -> None:
    assert {rule.code for rule in all_rules() if rule.criterion is None} == WITHOUT


def test_the_file_names_only_checks_that_do_not_say_it_themselves() -> None:
    named = {rule.code: rule.criterion for rule in all_rules()}
    assert {code for code, criterion in criteria().items() if named.get(code) != criterion} == set()


def test_no_wording_counts_as_compared_until_somebody_did() -> None:
    assert not any(rule.criterion.verified for rule in all_rules() if rule.criterion)
