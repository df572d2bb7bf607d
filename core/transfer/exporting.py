"""A store's articles and spans to files: filtered, split, whole or not at all, with what was lost."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile

from core.annotation.correction import Status
from core.annotation.span import State
from core.atomic import atomic_file
from core.errors import InputError, UsageError, near_match
from core.formats.format import Document, Format, Loss, Writer
from core.formats.registry import find_format, writer
from core.progress import Progress
from core.store.store import Store
from core.transfer.reading_back import ReadBack, read_back
from core.transfer.splitting import Split, part_path


@dataclass(frozen=True, slots=True)
class Selection:
    """What goes out. None stands for all; `states` None for what the format can tell apart.

    A layer keeps the articles in which something was done in it; a status those that have it, in one
    of the layers that go out.
    """

    layer: str | None = None
    states: frozenset[State] | None = None
    status: frozenset[Status] | None = None


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file that was written: how much is in it, what was lost, and what it gave when it was read back.

    `back` is None where nothing was read back: on a dry run, and in a format that cannot be read.
    """

    path: Path
    articles: int
    spans: int
    losses: tuple[Loss, ...]
    back: ReadBack | None = None


def export(
    store: Store,
    format_name: str,
    path: Path,
    selection: Selection | None = None,
    split: Split | None = None,
    progress: Progress | None = None,
    dry_run: bool = False,
) -> tuple[ExportedFile, ...]:
    """Write what is selected to `path`, or with a split to `PATH_train`, `PATH_dev` and `PATH_test`.

    Return the files, in that order; each was read back and compared. A dry run writes nothing, and returns
    what would be lost. Raises UsageError for a format that cannot be exported, a layer that
    does not exist, or several layers where the format holds one; InputError where nothing is selected or
    a file cannot be written.
    """
    to = writer(format_name)
    _check_path(store, path, find_format(format_name))
    outgoing = _Outgoing(store, find_format(format_name), selection or Selection())
    ids = outgoing.article_ids()
    parts = split.divide(ids) if split else {"": ids}
    progress = progress or Progress()
    files = []
    for part, part_ids in parts.items():
        target = part_path(path, part) if part else path
        stream = progress.over(part_ids, len(ids), "exporting")
        files.append(_write(outgoing, to, target, stream, dry_run))
    return tuple(files)


def _write(outgoing: "_Outgoing", to: Writer, path: Path, ids: Iterator[str], dry_run: bool) -> ExportedFile:
    counts: Counter[str] = Counter()
    texts: dict[str, str] = {}

    def documents() -> Iterator[Document]:
        for article_id in ids:
            document = outgoing.document(article_id)
            counts.update(articles=1, spans=len(document.spans), undecided=outgoing.undecided(article_id))
            texts[document.article.sha256] = article_id
            yield document

    with TemporaryFile() if dry_run else atomic_file(path) as file:
        losses = to.write(documents(), file)
    written = counts["spans"] - sum(loss.missing_spans for loss in losses)
    losses = (*_undecided(counts["undecided"]), *losses)
    back = None
    if not dry_run and outgoing.format.reads:
        back = read_back(path, outgoing.format.name, texts, outgoing.document)
    return ExportedFile(path, counts["articles"], written, losses, back)


@dataclass(slots=True)
class _Outgoing:
    """Reads what is selected from the store."""

    store: Store
    format: Format
    selection: Selection
    layers: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def article_ids(self) -> tuple[str, ...]:
        """Return the ids of the articles that go out, in order of import."""
        self.layers = {article_id: self.store.layers(article_id) for article_id in self.store.article_ids()}
        self._check_layers()
        ids = tuple(article_id for article_id in self.layers if self._goes_out(article_id))
        if not ids:
            raise InputError("There is nothing to export: no article is as asked for.")
        return ids

    def document(self, article_id: str) -> Document:
        """Return an article with the spans that go out, and the relations whose ends do."""
        states = self._states()
        spans = []
        relations = []
        for layer in self._chosen(article_id):
            annotated = self.store.annotated(article_id, layer)
            chosen = [span for span in annotated if span.state in states]
            ids = {span.id for span in chosen}
            spans += chosen
            relations += [one for one in annotated.relations if one.head in ids and one.tail in ids]
        return Document(self.store.article(article_id), tuple(spans), tuple(relations), article_id)

    def undecided(self, article_id: str) -> int:
        """Return how many proposals stay behind because the format cannot tell them from decided spans."""
        if self.selection.states is not None or State.PROPOSED in self._states():
            return 0
        layers = self._chosen(article_id)
        return sum(self.store.annotated(article_id, layer).count(State.PROPOSED) for layer in layers)

    def _states(self) -> frozenset[State]:
        every = frozenset(State) if "states" in self.format.carries else frozenset({State.ACCEPTED})
        return every if self.selection.states is None else self.selection.states

    def _chosen(self, article_id: str) -> list[str]:
        """Return the layers of an article that go out."""
        wanted, status = self.selection.layer, self.selection.status
        return [
            layer
            for layer in self.layers[article_id]
            if wanted in (None, layer)
            and (status is None or self.store.annotated(article_id, layer).status in status)
        ]

    def _goes_out(self, article_id: str) -> bool:
        untouched = not self.layers[article_id] and self.selection.layer is None
        status = self.selection.status
        return bool(self._chosen(article_id)) or (untouched and (status is None or Status.TODO in status))

    def _check_layers(self) -> None:
        known = sorted({layer for layers in self.layers.values() for layer in layers})
        layer = self.selection.layer
        if layer is not None and layer not in known:
            raise UsageError(f'The store has no layer "{layer}".', near_match(layer, known) or _those(known))
        if layer is None and len(known) > 1 and "layers" not in self.format.carries:
            raise UsageError(f"The format {self.format.name} holds one layer.", _those(known))


def _those(layers: Sequence[str]) -> str:
    return f"Say which with --layer: {', '.join(layers)}." if layers else "It has none."


def _undecided(count: int) -> tuple[Loss, ...]:
    spans = "1 proposal" if count == 1 else f"{count} proposals"
    return (Loss("undecided", count, f"{spans} left out: not decided."),) if count else ()


def _check_path(store: Store, path: Path, row: Format) -> None:
    if row.packed and path.suffix.lower() != ".zip":
        raise UsageError(f"The format {row.name} has several files.", f"Name an archive: {path.stem}.zip")
    if path.is_dir():
        raise InputError(f"{path} is a folder.", "Name a file.")
    if path.exists() and path.samefile(store.path):
        raise UsageError(f"{path} is the store itself.", "Name another file.")
