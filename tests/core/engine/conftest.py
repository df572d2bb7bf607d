"""Tiny spaCy models, trained here on two sentences until they know them by heart."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed

SENTENCES = (
    ("Maria Silva flew to Lisbon.", ((0, 11, "PER"), (20, 26, "LOC"))),
    ("The Opera amazed Karl Braun.", ((4, 9, "MISC"), (17, 27, "PER"))),
)


def _train(nlp: Language, examples: list[Example]) -> None:
    fix_random_seed(0)
    nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples)


def _examples(nlp: Language, as_groups: bool) -> list[Example]:
    examples = []
    for text, rows in SENTENCES:
        example = Example.from_dict(nlp.make_doc(text), {"entities": [] if as_groups else list(rows)})
        if as_groups:
            spans = [example.reference.char_span(start, end, label) for start, end, label in rows]
            example.reference.spans["sc"] = spans
        examples.append(example)
    return examples


@pytest.fixture(scope="session")
def ner_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a pipeline whose `ner` knows PER, LOC and MISC."""
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    _train(nlp, _examples(nlp, as_groups=False))
    nlp.meta.update(name="tiny", version="0.2.0", license="CC0", description="two sentences")
    nlp.meta["performance"] = {"ents_p": 0.75, "ents_f": 0.7, "ents_per_type": {"PER": {"f": 0.8}}}
    folder = tmp_path_factory.mktemp("ner") / "tiny"
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="session")
def spancat_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a pipeline that finds spans by `spancat`, with a tagger before it."""
    nlp = spacy.blank("en")
    nlp.add_pipe("spancat", config={"suggester": {"@misc": "spacy.ngram_suggester.v1", "sizes": [1, 2]}})
    _train(nlp, _examples(nlp, as_groups=True))
    folder = tmp_path_factory.mktemp("spancat") / "groups"
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="session")
def listening_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a pipeline whose `ner` listens to a tok2vec that it shares, as trained ones do."""
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
    nlp.add_pipe("ner", config={"model": {"tok2vec": listener}})
    _train(nlp, _examples(nlp, as_groups=False))
    folder = tmp_path_factory.mktemp("listening") / "listening"
    nlp.to_disk(folder)
    return folder
