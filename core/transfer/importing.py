"""Documents into a store: nothing twice, nothing that a person did overwritten."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from core.annotation.article import Article
from core.annotation.correction import Correction
from core.annotation.identity import new_id
from core.annotation.relation import Relation
from core.annotation.span import Span
from core.errors import ConflictError, InputError, StoreError
from core.formats.format import Document
from core.progress import Progress
from core.store.store import Store
from core.transfer.incoming import Present, corrections_of, with_new_ids

_DOCUMENTS_AT_ONCE = 200
_SPANS_AT_ONCE = 10_000
"""How much is committed at once, at least: each commit waits for the disk, and holds up who else writes."""


@dataclass(slots=True)
class ImportReport:
    """What came in: ids of new articles and of those that were there, spans, relations, what failed.

    `remarks` are sentences on what had to be repaired, `conflicts` on spans that were there otherwise.

    `articles` has the ids of both in the order in which they were read.
    """

    articles: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    spans: int = 0
    relations: int = 0
    failures: list[InputError] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    def count(self, committed: Sequence[Correction]) -> None:
        """Count what was committed."""
        self.spans += sum(isinstance(one.after, Span) for one in committed)
        self.relations += sum(isinstance(one.after, Relation) for one in committed)


def import_documents(
    store: Store,
    documents: Iterable[Document | InputError],
    annotator: str,
    progress: Progress | None = None,
) -> ImportReport:
    """Bring documents into the store; return what came in.

    The same text opens the article that is there. Spans without a layer go to the annotator's. A span
    that stands in its layer, or was imported into it before, does not come again: importing a file
    twice changes nothing. Raises StoreError; what was reported until then is in the store.
    """
    report = ImportReport()
    stream = (progress or Progress()).over(documents, what="importing")
    for some in _lots(stream):
        report.failures += [one for one in some if isinstance(one, InputError)]
        found = [one for one in some if isinstance(one, Document)]
        report.remarks += [remark for one in found for remark in one.remarks]
        before = len(report.added)
        with store.one_transaction():
            at_home = _at_home(store, found, annotator, report)
            _commit(store, at_home, annotator, report, set(report.added[before:]))
    return report


def _lots(stream: Iterator[Document | InputError]) -> Iterator[list[Document | InputError]]:
    lot: list[Document | InputError] = []
    spans = 0
    for one in stream:
        lot.append(one)
        spans += len(one.spans) if isinstance(one, Document) else 0
        if len(lot) == _DOCUMENTS_AT_ONCE or spans >= _SPANS_AT_ONCE:
            yield lot
            lot, spans = [], 0
    if lot:
        yield lot


def _at_home(store: Store, documents: list[Document], layer: str, report: ImportReport) -> list[Document]:
    """Return the documents with their articles as the store has them, every span in a layer."""
    fresh: dict[str, Article] = {}
    homes = []
    for document in documents:
        text = document.article.text
        home = fresh.get(text) or store.article_with_text(text)
        if home is None:
            home = fresh[text] = _with_free_id(store, document.article, {one.id for one in fresh.values()})
            report.added.append(home.id)
        else:
            report.known.append(home.id)
        homes.append(home)
        report.articles.append(home.id)
    store.add_articles(fresh.values())
    return [_moved(document, home, layer) for document, home in zip(documents, homes, strict=True)]


def _with_free_id(store: Store, article: Article, taken: set[str]) -> Article:
    """Return the article, under a new id if another text has its own, which `meta` then keeps."""
    try:
        if article.id not in taken:
            store.article(article.id)
    except StoreError:
        return article
    return replace(article, id=new_id(), meta={"id": article.id, **article.meta})


def _moved(document: Document, home: Article, layer: str) -> Document:
    spans = tuple(span if span.layer else span.changed(layer=layer) for span in document.spans)
    relations = tuple(one if one.layer else replace(one, layer=layer) for one in document.relations)
    return replace(document, article=home, spans=spans, relations=relations)


def _commit(
    store: Store, documents: list[Document], annotator: str, report: ImportReport, fresh: Collection[str]
) -> None:
    """Commit the documents at once; one by one where ids in them are taken, for those give way.

    `fresh` are the ids of articles in which there is nothing yet.
    """
    try:
        _commit_at_once(store, documents, annotator, report, fresh)
    except ConflictError:
        for document in documents:
            try:
                _commit_at_once(store, [document], annotator, report)
            except ConflictError:
                _commit_at_once(store, [with_new_ids(document)], annotator, report)


def _commit_at_once(
    store: Store, documents: list[Document], annotator: str, report: ImportReport, fresh: Collection[str] = ()
) -> None:
    present = Present(store, fresh)
    corrections = [one for document in documents for one in corrections_of(document, present, annotator)]
    store.commit(corrections)
    report.count(corrections)
    report.conflicts += present.conflicts
