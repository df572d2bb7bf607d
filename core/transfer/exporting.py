"""A store's articles and spans to files: filtered, split, whole or not at all, with what was lost."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile

from core.atomic import atomic_file
from core.errors import InputError, UsageError
from core.formats.fitting import Fitting
from core.formats.format import Document, Format, Loss
from core.formats.losses import Sifter, loss
from core.formats.registry import find_format, writer
from core.progress import Progress
from core.store.store import Store
from core.transfer.grouping import Groups
from core.transfer.label_map import LabelMap, map_file
from core.transfer.near_copies import near_copies
from core.transfer.reading_back import ReadBack, read_back
from core.transfer.selecting import Outgoing, Selection
from core.transfer.splitting import Split, part_path


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file that was written: how much is in it, what was lost, and what it gave when it was read back.

    `labels` and `origins` count the spans by label and by who made them, before what was lost. `map_path` is
    the file beside it that says what its labels stand for, where they are not the store's. `back` is None
    where nothing was read back: on a dry run, and in a format that cannot be read.
    """

    path: Path
    articles: int
    spans: int
    losses: tuple[Loss, ...]
    back: ReadBack | None = None
    labels: Mapping[str, int] = field(default_factory=dict)
    map_path: Path | None = None
    origins: Mapping[str, int] = field(default_factory=dict)


def export(
    store: Store,
    format_name: str,
    path: Path,
    selection: Selection | None = None,
    split: Split | None = None,
    progress: Progress | None = None,
    dry_run: bool = False,
    fitting: Fitting | None = None,
    labels: LabelMap | None = None,
) -> tuple[ExportedFile, ...]:
    """Write what is selected to `path`, or with a split to `PATH_train`, `PATH_dev` and `PATH_test`.

    Return the files, in that order; each was read back and compared. A dry run writes nothing, and returns
    what would be lost. `fitting` says what becomes of spans that the format has no room for, `labels` what
    the store's labels are called in the file. Raises UsageError for a format that cannot be exported, a layer
    that does not exist, or several layers where the format holds one; InputError where nothing is selected or
    a file cannot be written; CancelledError, and a file that was begun is not there then.
    """
    to = writer(format_name, fitting)
    _check_path(store, path, find_format(format_name))
    outgoing = Outgoing(store, find_format(format_name), selection or Selection(), labels or LabelMap())
    ids = outgoing.article_ids()
    progress = progress or Progress()
    files = []
    for part, part_ids in _parts(outgoing, ids, split, progress).items():
        target = part_path(path, part) if part else path
        stream = progress.over(part_ids, len(ids), "exporting")
        files.append(_write(outgoing, to, target, stream, dry_run))
    return tuple(files)


def _parts(
    outgoing: Outgoing, ids: tuple[str, ...], split: Split | None, progress: Progress
) -> dict[str, tuple[str, ...]]:
    if split is None:
        return {"": ids}
    labels: dict[str, Counter[str]] = {}
    if split.stratified:
        for one in progress.over(ids, len(ids), "counting labels"):
            labels[one] = Counter(span.label for span in outgoing.document(one).spans)
    return split.divide(ids, _together(outgoing.store, ids, split, progress), labels)


def _together(store: Store, ids: tuple[str, ...], split: Split, progress: Progress) -> dict[str, str]:
    """Return for each article what stands for those that it must stay together with."""
    groups = Groups()
    if split.near_copies_together:
        stream = progress.over(ids, len(ids), "finding near copies")
        for one, other in near_copies((one, store.article(one).text) for one in stream).items():
            groups.join(one, other)
    if split.source_together:
        first: dict[str, str] = {}
        for article_id in ids:
            if source := store.article(article_id).source:
                groups.join(article_id, first.setdefault(source, article_id))
    return groups.of_each(ids) if split.near_copies_together or split.source_together else {}


def _write(outgoing: Outgoing, to: Sifter, path: Path, ids: Iterator[str], dry_run: bool) -> ExportedFile:
    counts: Counter[str] = Counter()
    by_label: Counter[str] = Counter()
    origins: Counter[str] = Counter()
    texts: dict[str, str] = {}

    def documents() -> Iterator[Document]:
        for article_id in ids:
            document, undecided, unmapped = outgoing.documents_of(article_id)
            counts.update(articles=1, spans=len(document.spans), undecided=undecided, unmapped=unmapped)
            by_label.update(span.label for span in document.spans)
            origins.update(span.origin for span in document.spans)
            texts[document.article.sha256] = article_id
            yield document

    with TemporaryFile() if dry_run else atomic_file(path) as file:
        losses = to.write(documents(), file)
    written = counts["spans"] - sum(one.missing_spans for one in losses)
    losses = (*_left_behind(counts), *losses)
    back = map_path = None
    if not dry_run:
        map_path = _write_map(to.names, outgoing.labels, by_label, path)
        if outgoing.format.reads:
            back = read_back(path, outgoing.format.name, texts, outgoing.document)
    found = (dict(sorted(one.items())) for one in (by_label, origins))
    return ExportedFile(path, counts["articles"], written, losses, back, next(found), map_path, next(found))


def _left_behind(counts: Mapping[str, int]) -> tuple[Loss, ...]:
    return (
        *loss("undecided", counts["undecided"], "proposal", "left out: not decided"),
        *loss("unmapped", counts["unmapped"], "span", "left out: the map gives their labels no name"),
    )


def _write_map(
    escaped: Mapping[str, str], labels: LabelMap, used: Mapping[str, int], path: Path
) -> Path | None:
    """Write beside a file what its labels stand for; None where they are the store's, as they are."""
    stand_for = {new: old for old, new in labels.labels.items() if used.get(new)}
    escapes = {written: stand_for.get(label, label) for written, label in escaped.items()}
    names = {**stand_for, **escapes}
    if not names:
        return None
    beside = path.with_name(f"{path.name}.labels.toml")
    with atomic_file(beside) as file:
        file.write(map_file(names, path.name))
    return beside


def _check_path(store: Store, path: Path, row: Format) -> None:
    if row.packed and path.suffix.lower() != ".zip":
        raise UsageError(f"The format {row.name} has several files.", f"Name an archive: {path.stem}.zip")
    if path.is_dir():
        raise InputError(f"{path} is a folder.", "Name a file.")
    if path.exists() and path.samefile(store.path):
        raise UsageError(f"{path} is the store itself.", "Name another file.")
