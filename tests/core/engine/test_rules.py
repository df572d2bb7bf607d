import re

import pytest

from core import assets
from core.engine.labels import ALL
from core.engine.proposal import Proposal
from core.engine.rules import Rule, load_rules
from core.engine.trimming import load_trimming

WORD_LISTS = ("languages", "fragments", "trimming", "article_pass")
RULE_FILES = [name for name in assets.names("rules", ".toml") if name not in WORD_LISTS]
RULES = load_rules(RULE_FILES)
TRIMMING = load_trimming()
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{row}")
    for rule in RULES
    for row, example in enumerate(rule.examples)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_rule_finds_what_its_example_marks(rule: Rule, example: str) -> None:
    text = re.sub(r"[\[\]]", "", example)
    trimmed = (TRIMMING.trim(text, proposal) for proposal in rule.find(text))
    found = [text[span.start : span.end] for span in trimmed if span]
    assert found == re.findall(r"\[(.*?)\]", example)


def test_ids_are_unique_and_every_rule_has_examples_for_and_against() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.label in ALL
        assert rule.strength in ("strong", "weak")
        assert 0 < rule.score <= 1
        assert any("[" in example for example in rule.examples), rule.id
        assert any("[" not in example for example in rule.examples), rule.id


def test_a_rule_names_itself_as_the_origin() -> None:
    (rule,) = [rule for rule in RULES if rule.id == "percent"]
    (proposal,) = rule.find("Up 14 percent.")
    assert proposal == Proposal(3, 13, "PERCENT", rule.score, "rule:percent")
