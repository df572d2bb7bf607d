"""A script of corrections, as JSON lines: each sees what the ones before it did, all are one batch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Batch, Correction
from core.annotation.scheme import Scheme
from core.errors import EditError, InputError, RubricatorError, near_match
from core.formats.decoding import decode
from core.formats.json_fields import reason, record_of, string
from core.store.store import Store
from core.store.undoing import TakenBack, redo_last, revert, undo_last
from core.transfer.acts import ACTS, Act

_WHOLE_BATCH = ("undo", "redo", "revert")
KEYS = (
    "article", "action", "layer", "start", "end", "label", "new_label", "new_start", "new_end", "at", "note",
    "status", "all", "batch",
)  # fmt: skip
"""What a line may hold."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What a script did."""

    batch: str
    corrections: int
    articles: int


def apply_script(
    store: Store, data: bytes, name: str, annotator: str, scheme: Scheme, layer: str = ""
) -> Applied:
    """Make the corrections of a script, all of them or none; `layer` is for lines that name none.

    Raises InputError naming the line that cannot be made and why; StoreError or ConflictError where
    the store refuses. Nothing is written then.
    """
    lines = list(_lines(data, name))
    script = _Script(store, scheme, Batch("", layer or annotator, annotator))
    for number, line in lines:
        try:
            record = _record(line)
            if record["action"] in _WHOLE_BATCH:
                return _whole_batch(store, record, script.batch, alone=len(lines) == 1)
            script.take(record)
        except RubricatorError as error:
            raise InputError(f"{name}, line {number}: {error.sentence}", error.hint) from error
        except (ValueError, RecursionError) as error:
            raise InputError(f"{name}, line {number}: {reason(error)}.") from error
    store.commit(script.corrections)
    return _applied(script.corrections)


def _lines(data: bytes, name: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(decode(data, name).split("\n"), start=1):
        if line.strip("\ufeff \t\r"):
            yield number, line.strip("\ufeff \t\r")


def _record(line: str) -> dict[str, Any]:
    """Return a line's record, its keys and action known. Raises ValueError or EditError."""
    record = record_of(line)
    for key in record:
        if key not in KEYS:
            raise EditError(f'There is no "{key}" in a correction.', near_match(key, KEYS))
    action = string(record, "action")
    if action not in ACTS and action not in _WHOLE_BATCH:
        names = [*ACTS, *_WHOLE_BATCH]
        raise EditError(
            f'There is no action "{action}".', near_match(action, names) or f"There are {', '.join(names)}."
        )
    return record


def _whole_batch(store: Store, record: dict[str, Any], batch: Batch, alone: bool) -> Applied:
    """Take back or bring again a whole batch: that is a batch of its own."""
    action = string(record, "action")
    if not alone:
        article = "An" if action == "undo" else "A"
        raise EditError(f"{article} {action} must be the only line.")
    return _applied(_taken_back(store, record, batch).corrections)


def _taken_back(store: Store, record: dict[str, Any], batch: Batch) -> TakenBack:
    if record["action"] == "revert":
        if not record.get("batch"):
            raise ValueError('the action "revert" needs "batch"')
        return revert(store, string(record, "batch"), batch.annotator)
    layer = string(record, "layer") or batch.layer
    take_back = undo_last if record["action"] == "undo" else redo_last
    return take_back(store, layer, batch.annotator)


def _applied(corrections: Sequence[Correction]) -> Applied:
    articles = {correction.article_id for correction in corrections}
    return Applied(corrections[0].batch if corrections else "", len(corrections), len(articles))


@dataclass(slots=True)
class _Script:
    """The corrections so far, and the articles as those have made them."""

    store: Store
    scheme: Scheme
    batch: Batch
    corrections: list[Correction] = field(default_factory=list)
    articles: dict[tuple[str, str], AnnotatedArticle] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def take(self, record: dict[str, Any]) -> None:
        """Make a line's corrections. Raises EditError, UsageError or ValueError where it cannot be made."""
        annotated = self._annotated(string(record, "article"), string(record, "layer") or self.batch.layer)
        batch = replace(self.batch, article_id=annotated.article.id, layer=annotated.layer)
        made = ACTS[record["action"]](Act(annotated, record, batch, self.scheme))
        annotated.apply(made)
        self.corrections += made

    def _annotated(self, reference: str, layer: str) -> AnnotatedArticle:
        if not reference:
            raise ValueError('there is no "article"')
        if reference not in self.ids:
            self.ids[reference] = self.store.find_article(reference).id
        key = self.ids[reference], layer
        if key not in self.articles:
            self.articles[key] = self.store.annotated(*key)
        return self.articles[key]
