"""The training samples: each text of the sets with its own labelling and the one that annotators agree on."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from core.engine.proposal import Proposal
from core.engine.rules import Rule
from core.engine.training.corpus import held_out, read_records, training_text
from core.engine.training.transformer.corpus import Labelling, Sample, samples
from core.engine.training.transformer.votes import agreed
from core.engine.transformer.wordpiece import WordPiece
from core.engine.trimming import Trimming


@dataclass(frozen=True)
class Annotators:
    """What annotates beside the sets' own gold; the first model also fills what a set lacks."""

    models: tuple[Language, ...]
    rules: tuple[Rule, ...]
    trimming: Trimming

    def spans(self, text: str, model: Language) -> list[Proposal]:
        """Return a model's spans of a text within their proper boundaries."""
        return list(self._trimmed(text, model))

    def _trimmed(self, text: str, model: Language) -> Iterator[Proposal]:
        for entity in model(text).ents:
            raw = Proposal(entity.start_char, entity.end_char, entity.label_, 1.0, "model")
            if span := self.trimming.trim(text, raw):
                yield span


def prepare(data: Path, annotators: Annotators, wordpiece: WordPiece) -> list[Sample]:
    """Return the samples of all training texts under `data`, without those that are measured on."""
    prepared: list[Sample] = []
    for record in read_records(data / "unified" / "train", held_out(data)):
        text = record["text"]
        first, *others = (annotators.spans(text, model) for model in annotators.models)
        own = training_text(record, first, annotators.rules, annotators.trimming)
        gold = training_text(record, (), annotators.rules, annotators.trimming)
        labellings = (Labelling(own.spans, own.masked), Labelling(*agreed([gold.spans, first, *others])))
        prepared += samples(record["source"], text, labellings, wordpiece)
    return prepared
