"""The part of the pipeline that runs the transformer: text to words, chunks, tags, proposals with a score."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.tokens import Doc

from core.engine.document import set_proposals, text_of
from core.engine.proposal import Proposal
from core.engine.transformer.chunks import Chunk, chunks
from core.engine.transformer.decoding import Array, decode
from core.engine.transformer.tags import COUNT, LABELS, OUTSIDE
from core.engine.transformer.wordpiece import WordPiece
from core.engine.transformer.words import Word

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_OUTSIDE = np.eye(1, COUNT, OUTSIDE)
_SHORTEST_NAME = 3

NETWORK, VOCABULARY, SETTINGS = "network.onnx", "vocabulary.txt", "settings.json"


class TransformerRecognizer:
    """Labels the words of a document.

    The network has one head for each labelling it was taught; `settings.json` holds the weight of each in the
    mean that is used (`heads`). A span's score is its probability.
    """

    def __init__(self, origin: str, threads: int) -> None:
        self._origin = origin
        self._threads = int(os.environ.get("OMP_NUM_THREADS", threads))
        self._network: InferenceSession | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that are proposed; spaCy writes them into the meta.json."""
        return LABELS

    def from_disk(self, folder: Path, exclude: Iterable[str] = ()) -> "TransformerRecognizer":
        """Load a model's folder. Raises whatever its broken files raise."""
        settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        self._heads = np.asarray(settings["heads"], np.float64)
        pieces = (folder / VOCABULARY).read_text(encoding="utf-8").split("\n")
        self._wordpiece = WordPiece(pieces)
        self._network = _session(folder / NETWORK, self._threads)
        return self

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with the network's proposals."""
        set_proposals(doc, self._proposals(text_of(doc)))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 32) -> Iterator[Doc]:
        """Label a stream; chunks are run one by one, which is faster than in padded batches.

        It also keeps each answer apart from its neighbours': the network's eight-bit scales come from the
        whole of what is run together.
        """
        return map(self, stream)

    def _proposals(self, text: str) -> Iterator[Proposal]:
        for chunk in chunks(text, self._wordpiece):
            probabilities = self.probabilities(chunk)
            probabilities[slashes(text, chunk)] = _OUTSIDE
            for span in decode(probabilities):
                start, end = chunk.words[span.first].start, chunk.words[span.last].end
                yield Proposal(start, end, span.label, round(span.probability, 4), self._origin)

    def probabilities(self, chunk: Chunk) -> Array:
        """Return the probability of each tag (columns) of each word (rows)."""
        if self._network is None:
            raise RuntimeError("the recognizer has no model yet")
        inputs = {
            "ids": np.array([chunk.ids(self._wordpiece)], np.int64),
            "shapes": np.array([chunk.shapes], np.int64),
            "first": np.array([chunk.first_pieces], np.int64),
        }
        (logits,) = self._network.run(None, inputs)
        weights = np.exp(logits[0].astype(np.float64) - logits[0].max(-1, keepdims=True))
        mixed: Array = np.einsum("wht,h->wt", weights / weights.sum(-1, keepdims=True), self._heads)
        return mixed


def slashes(text: str, chunk: Chunk) -> list[int]:
    """Return the places of slashes that part two names, as datelines have them: "UNITED NATIONS/WASHINGTON".

    The names stand close to it and end in words of three letters or more: "Westland / Hallmark", "km/h" and
    "9/11" stay whole.
    """
    triples = zip(chunk.words, chunk.words[1:], chunk.words[2:], strict=False)
    return [place for place, triple in enumerate(triples, start=1) if _parts_names(text, *triple)]


def _parts_names(text: str, left: Word, mark: Word, right: Word) -> bool:
    if text[mark.start : mark.end] != "/" or left.end != mark.start or mark.end != right.start:
        return False
    names = text[left.start : left.end], text[right.start : right.end]
    return all(len(name) >= _SHORTEST_NAME and name.isalpha() for name in names)


def _session(file: Path, threads: int) -> Any:
    import onnxruntime

    # some builds of onnxruntime report their use to its maker; nothing leaves this machine
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # waiting threads are to leave the processor to the window
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
