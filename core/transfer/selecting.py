"""What goes out of a store: which articles, which of their layers and spans, under which labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Correction, Status
from core.annotation.span import State
from core.errors import InputError, UsageError, near_match
from core.formats.format import Document, Format
from core.store.store import Store
from core.transfer.label_map import LabelMap


@dataclass(frozen=True, slots=True)
class Selection:
    """What goes out. None stands for all; `states` None for what the format can tell apart.

    `history` has the corrections of the layers go out, too, in a format that can hold them.
    A layer keeps the articles in which something was done in it; a status those that have it, in one
    of the layers that go out; `labels` (the store's) keeps spans, and every article; a source those whose
    source it is, `*` standing for anything.
    """

    layer: str | None = None
    states: frozenset[State] | None = None
    status: frozenset[Status] | None = None
    labels: frozenset[str] | None = None
    source: str | None = None
    history: bool = False


@dataclass(slots=True)
class Outgoing:
    """Reads what is selected from the store; `undecided` counts the proposals that stay behind."""

    store: Store
    format: Format
    selection: Selection
    labels: LabelMap = field(default_factory=LabelMap)
    layers: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def article_ids(self) -> tuple[str, ...]:
        """Return the ids of the articles that go out, in order of import."""
        self.layers = {article_id: self.store.layers(article_id) for article_id in self.store.article_ids()}
        self._check_layers()
        if self.selection.history and "history" not in self.format.carries:
            raise UsageError(f"The format {self.format.name} cannot hold the history.", "jsonl can.")
        ids = tuple(article_id for article_id in self.layers if self._goes_out(article_id))
        if not ids:
            raise InputError("There is nothing to export: no article is as asked for.")
        return ids

    def document(self, article_id: str) -> Document:
        """Return an article with the spans that go out, and the relations whose ends do."""
        return self.documents_of(article_id)[0]

    def documents_of(self, article_id: str) -> tuple[Document, int, int]:
        """Return the document; how many undecided spans stay behind, and how many the label map leaves out.

        Undecided spans stay behind where the format cannot tell them from decided ones.
        """
        states = self._states()
        spans = []
        relations = []
        undecided = 0
        for annotated in self._chosen(article_id):
            chosen = [span for span in annotated if span.state in states and self._is_wanted(span.label)]
            ids = {span.id for span in chosen}
            spans += chosen
            relations += [one for one in annotated.relations if one.head in ids and one.tail in ids]
            if self.selection.states is None and State.PROPOSED not in states:
                undecided += annotated.count(State.PROPOSED)
        past = tuple(self._history(article_id)) if self.selection.history else ()
        article = self.store.article(article_id)
        whole = Document(article, tuple(spans), tuple(relations), article_id, history=past)
        return self.labels.applied(whole), undecided, self.labels.left_out(whole)

    def _history(self, article_id: str) -> Iterator[Correction]:
        layers = {annotated.layer for annotated in self._chosen(article_id)}
        for one in self.store.history(article_id=article_id, newest_first=False):
            if one.layer in layers:
                yield one

    def _states(self) -> frozenset[State]:
        every = frozenset(State) if "states" in self.format.carries else frozenset({State.ACCEPTED})
        return every if self.selection.states is None else self.selection.states

    def _is_wanted(self, label: str) -> bool:
        return self.selection.labels is None or label in self.selection.labels

    def _chosen(self, article_id: str) -> list[AnnotatedArticle]:
        """Return an article as the layers that go out have it."""
        wanted, status = self.selection.layer, self.selection.status
        layers = [layer for layer in self.layers[article_id] if wanted in (None, layer)]
        annotated = [self.store.annotated(article_id, layer) for layer in layers]
        return [one for one in annotated if status is None or one.status in status]

    def _goes_out(self, article_id: str) -> bool:
        selection, layers = self.selection, self.layers[article_id]
        if selection.source is not None:
            source = self.store.article(article_id).source
            if not fnmatchcase(source, selection.source):
                return False
        if not layers and selection.layer is None:
            return selection.status is None or Status.TODO in selection.status
        if selection.status is None:
            return bool(layers) if selection.layer is None else selection.layer in layers
        return bool(self._chosen(article_id))

    def _check_layers(self) -> None:
        known = sorted({layer for layers in self.layers.values() for layer in layers})
        layer = self.selection.layer
        if layer is not None and layer not in known:
            raise UsageError(f'The store has no layer "{layer}".', near_match(layer, known) or _those(known))
        if layer is None and len(known) > 1 and "layers" not in self.format.carries:
            raise UsageError(f"The format {self.format.name} holds one layer.", _those(known))


def _those(layers: Sequence[str]) -> str:
    return f"Say which with --layer: {', '.join(layers)}." if layers else "It has none."
