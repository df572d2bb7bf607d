"""An engine in use: text to proposals, in batches and in constant memory."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from core.engine.document import proposals_of
from core.engine.engine_info import ENGLISH
from core.engine.knowledge.knowledge import Knowledge
from core.engine.language import foreign_language, notice
from core.engine.pieces import pieces
from core.engine.proposal import Proposal
from core.engine.readable import readable

_KEPT_WORDS = 50_000
_BATCH = 200_000  # code points


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a text, which starts at `offset` in it; `last` ends that text."""

    offset: int
    content: str
    last: bool


class Engine:
    """A loaded engine. `threshold`: proposals that score below it are doubtful (measured, in meta.json).

    `knowledge` are the user's lists and rules; `language` is the code of what the engine reads.
    """

    def __init__(
        self,
        name: str,
        version: str,
        threshold: float,
        nlp: Language,
        knowledge: Knowledge | None = None,
        language: str = ENGLISH,
    ) -> None:
        self.name = name
        self.version = version
        self.threshold = threshold
        self._nlp = nlp
        self._knowledge = knowledge or Knowledge(())
        self._is_english = language == ENGLISH
        self._told: tuple[str, ...] = ()

    def new_faults(self) -> tuple[str, ...]:
        """Return what is wrong with the user's lists and rules, in sentences that were not returned before.

        The good rest of them is in use. They are looked at before each text.
        """
        faults = self._knowledge.faults
        fresh = tuple(fault for fault in faults if fault not in self._told)
        self._told = faults
        return fresh

    def notice(self, text: str) -> str:
        """Return why nothing is proposed for a text: it is clearly not English; or an empty string."""
        return notice(text) if self._is_english else ""

    def propose(self, text: str) -> tuple[Proposal, ...]:
        """Return the proposals for one text: in reading order, without overlaps, with no blank at an edge.

        A text that is clearly in another language has none, see `notice`.
        """
        return next(self.propose_many([text]))

    def propose_in_parts(self, text: str) -> Iterator[tuple[int, int, tuple[Proposal, ...]]]:
        """Yield the parts of a long text in their order: start and end (code points), and the proposals.

        Together they are what `propose` returns.
        """
        for piece in self._stream([text]):
            (proposals,) = self._process([piece])
            end = len(text) if piece.last else piece.offset + len(piece.content)
            yield piece.offset, end, tuple(proposals)

    def propose_many(self, texts: Iterable[str], batch_size: int = 32) -> Iterator[tuple[Proposal, ...]]:
        """Yield the proposals of each text, in the order of the texts, `batch_size` of them at a time."""
        gathered: list[Proposal] = []
        for batch in _batches(self._stream(texts), batch_size):
            for piece, proposals in zip(batch, self._process(batch), strict=True):
                gathered += proposals
                if piece.last:
                    yield tuple(gathered)
                    gathered = []

    def _stream(self, texts: Iterable[str]) -> Iterator[_Piece]:
        for text in texts:
            if self._is_english and foreign_language(text):
                yield _Piece(0, "", last=True)
                continue
            offset, content = 0, ""
            for following_offset, following in pieces(readable(text)):
                if content:
                    yield _Piece(offset, content, last=False)
                offset, content = following_offset, following
            yield _Piece(offset, content, last=True)

    def _process(self, batch: list[_Piece]) -> list[list[Proposal]]:
        self._knowledge.refresh()
        # a zone frees the words that were new in these texts, so memory does not grow with what was read; the
        # first words are kept, for the tokenizer is faster with the common ones at hand
        is_full = len(self._nlp.vocab.strings) > _KEPT_WORDS
        with self._nlp.memory_zone() if is_full else nullcontext():
            docs = self._nlp.pipe((piece.content for piece in batch), batch_size=len(batch))
            return [self._finished(doc, piece) for doc, piece in zip(docs, batch, strict=True)]

    def _finished(self, doc: Doc, piece: _Piece) -> list[Proposal]:
        return _shifted(self._knowledge.apply(piece.content, proposals_of(doc)), piece.offset)


def _batches(stream: Iterable[_Piece], size: int) -> Iterator[list[_Piece]]:
    """Yield up to `size` pieces at a time, fewer where they are long."""
    batch: list[_Piece] = []
    for piece in stream:
        batch.append(piece)
        if len(batch) == size or sum(len(other.content) for other in batch) > _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _shifted(proposals: list[Proposal], offset: int) -> list[Proposal]:
    if not offset:
        return proposals
    return [span.moved(offset) for span in proposals]
