"""The rules among a model's names."""

import spacy

from core.engine.components import RulesPart
from core.engine.document import proposals_of, set_proposals
from core.engine.proposal import Proposal
from core.engine.rules import load_rules
from core.engine.trimming import load_trimming


def found(text: str, *names: tuple[str, str]) -> list[tuple[str, str]]:
    doc = spacy.blank("en")(text)
    at = [(text.index(name), name, label) for name, label in names]
    set_proposals(
        doc, [Proposal(start, start + len(name), label, 0.8, "engine:x") for start, name, label in at]
    )
    part = RulesPart(load_rules(["event", "date"]), load_trimming())
    return [(text[span.start : span.end], span.label) for span in proposals_of(part(doc))]


def test_a_strong_rule_stands_against_another_label() -> None:
    assert found("It was March 2014.", ("March", "PERSON")) == [("March 2014", "DATE")]


def test_a_strong_rule_gives_way_to_a_longer_name_of_its_label() -> None:
    text = "The First Korean War ended."
    assert found(text) == [("Korean War", "EVENT")]
    assert found(text, ("First Korean War", "EVENT")) == [("First Korean War", "EVENT")]
