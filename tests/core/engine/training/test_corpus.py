import json
from pathlib import Path
from typing import Any

import pytest
import spacy

from core.engine.proposal import Proposal
from core.engine.rules import load_rules
from core.engine.training.corpus import SILENT, TrainingText, read_records, training_text
from core.engine.training.headline_examples import headline_examples
from core.engine.training.pieces import UNKNOWN, biluo_tags, examples
from core.engine.trimming import load_trimming

RULES = load_rules(["money", "date"])
TRIMMING = load_trimming()


def record(source: str, text: str, *spans: tuple[str, str]) -> dict[str, Any]:
    rows = [
        {"start": text.index(surface), "end": text.index(surface) + len(surface), "label": label}
        for surface, label in spans
    ]
    return {"id": "1", "source": source, "text": text, "spans": rows}


def learnt(labelled: TrainingText) -> list[tuple[str, str]]:
    return [(labelled.text[span.start : span.end], span.label) for span in labelled.spans]


def base(text: str, surface: str, label: str) -> Proposal:
    return Proposal(text.index(surface), text.index(surface) + len(surface), label, 1.0, "base")


def test_rules_and_base_model_speak_only_where_the_set_is_silent() -> None:
    text = "The Senate paid $5 million to Oman on Monday."
    row = record("wikigold", text, ("The Senate", "ORG"))
    found = training_text(row, [base(text, "Oman", "GPE"), base(text, "Monday", "DATE")], RULES, TRIMMING)
    assert learnt(found) == [("Senate", "ORG"), ("$5 million", "MONEY"), ("Monday", "DATE")]


def test_a_place_takes_the_base_models_kind_of_place() -> None:
    text = "They left Asia."
    found = training_text(record("gmb", text, ("Asia", "GPE")), [base(text, "Asia", "LOC")], [], TRIMMING)
    assert learnt(found) == [("Asia", "LOC")]


def test_what_cannot_be_told_is_masked() -> None:
    text = "The Blue Book and coalition forces"
    row = record("re3d", text, ("Blue Book", "MISC"), ("coalition forces", "ORG"))
    found = training_text(row, [], [], TRIMMING)
    assert found.spans == ()
    assert [text[start:end] for start, end in found.masked] == ["Blue Book", "coalition forces"]


def test_held_out_records_and_unknown_sets_are_not_read(tmp_path: Path) -> None:
    for source in (*SILENT, "fire"):
        rows = [
            {"id": f"{source}-{i}", "source": source, "text": f"{source} {i}", "spans": []} for i in range(3)
        ]
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{source}.jsonl").write_text(lines, encoding="utf-8")
    ids = {row["id"] for row in read_records(tmp_path, frozenset(("gum-1", "gmb 2")))}
    assert {"gum-0", "gum-2", "gmb-0", "gmb-1"} <= ids
    assert not {"gum-1", "gmb-2", "fire-0"} & ids


@pytest.fixture(scope="module")
def tokenizer() -> spacy.language.Language:
    return spacy.blank("en")


def test_tags_of_spans_masks_and_spans_off_the_tokens(tokenizer: spacy.language.Language) -> None:
    text = "Kim Jong Un met Trumps in Rome Italy"
    spans = (base(text, "Kim Jong Un", "PERSON"), base(text, "Trump", "PERSON"), base(text, "Rome", "GPE"))
    start = text.index("Italy")
    tags = biluo_tags(tokenizer(text), TrainingText("gmb", text, spans, ((start, start + 5),)))
    assert tags == ["B-PERSON", "I-PERSON", "L-PERSON", "O", UNKNOWN, "O", "U-GPE", UNKNOWN]


def test_pieces_are_cut_at_sentences_and_hold_all_tokens(tokenizer: spacy.language.Language) -> None:
    doc = tokenizer("One two three four five six seven. " * 10)
    pieces = list(examples(doc, ["O"] * len(doc)))
    assert [len(piece.reference) for piece in pieces] == [24, 24, 24, 8]


def test_a_sentence_becomes_a_headline_with_the_same_entities(tokenizer: spacy.language.Language) -> None:
    doc = tokenizer("Yesterday Angela Merkel said that prices rose in Berlin.")
    tags = ["U-DATE", "B-PERSON", "L-PERSON", "O", "O", "O", "O", "O", "U-GPE", "O"]
    (example,) = headline_examples(doc, tags, first=0)
    assert example.reference.text.strip() == "Yesterday Angela Merkel Said That Prices Rose in Berlin"
    assert [span.text for span in example.reference.ents] == ["Yesterday", "Angela Merkel", "Berlin"]
