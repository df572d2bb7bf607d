"""The engine is a model of somebody else: a folder that the user names in the settings."""

from pathlib import Path

import pytest
import spacy
from spacy.training import Example
from spacy.util import fix_random_seed
from user import OpenWindow

TEXT = "Maria Silva flew to Lisbon."


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder with a spaCy model that knows one sentence by heart."""
    fix_random_seed(0)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    example = Example.from_dict(nlp.make_doc(TEXT), {"entities": [(0, 11, "PER"), (20, 26, "LOC")]})
    nlp.initialize(lambda: [example])
    for _ in range(30):
        nlp.update([example])
    nlp.meta["version"] = "0.2.0"
    nlp.to_disk(tmp_path / "tiny")
    return tmp_path / "tiny"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    return path


def choose(home: Path, engine: Path) -> None:
    folder = home / ".config" / "rubricator"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text(f"engine = '{engine}'\n", "utf-8")


def test_a_folders_model_proposes_in_the_words_of_the_scheme(
    open_window: OpenWindow, home: Path, model: Path, article: Path
) -> None:
    choose(home, model)
    user = open_window(article)
    user.wait_until(lambda: len(user.session.annotated or ()) == 2)
    spans = [(user.surface(span), span.label, span.origin) for span in user.session.annotated or ()]
    assert spans == [
        ("Maria Silva", "PERSON", "engine:tiny@0.2.0"),
        ("Lisbon", "LOC", "engine:tiny@0.2.0"),
    ]
    user.wait_until(lambda: "tiny 0.2.0" in user.status())
    assert str(model) not in user.status()


def test_a_damaged_model_is_told_and_one_works_without_proposals(
    open_window: OpenWindow, home: Path, model: Path, article: Path
) -> None:
    choose(home, model)
    (model / "meta.json").write_text("{", "utf-8")
    user = open_window(article)
    user.read("cannot be used. It is missing or damaged, or no spaCy model.")
    user.wait_until(lambda: "no engine" in user.status())
    user.double_click("Lisbon")
    user.press("Esc", "G")
    assert user.focused() == ("Lisbon", "GPE", "accepted")
