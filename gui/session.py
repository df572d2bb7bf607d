"""The open store and the open article: the only door from the window to core's services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Batch, Correction
from core.annotation.scheme import Scheme
from core.annotation.wording import describe
from core.errors import ConflictError, EditError, RubricatorError, StoreError
from core.store.backup_rules import BackupRules
from core.store.undoing import UndoWords
from core.trace import Trace
from gui.ahead import Ahead, ReadArticle
from gui.attention import Attention
from gui.comparing import Comparing
from gui.label_choice import LabelChoice
from gui.long_edit import LongEdit
from gui.long_work import LongWork
from gui.message import Message
from gui.paint_trace import PaintTrace
from gui.queueing import Queueing
from gui.saving import Saving
from gui.saving_trouble import SavingTrouble
from gui.tasks import Tasks
from gui.undoing import Undoing

if TYPE_CHECKING:
    from core.store.store import Store

Result = TypeVar("Result")
Edit = Callable[[AnnotatedArticle, Batch], Sequence[Correction]]

_RULES = BackupRules()


class Session(Attention):
    """What is open, and what may be done to it.

    An edit is made in memory and shown at once; `saving` carries it to the disk. Whoever shows
    something follows the signals; `changed` says what was touched and who began it.
    """

    store_opened = Signal()
    article_opened = Signal()
    changed = Signal(object, object)
    """Changes, and who began them."""
    saved_changed = Signal()
    library_changed = Signal()
    engine_changed = Signal()
    scheme_changed = Signal()
    message = Signal(object)
    message_withdrawn = Signal(str)
    """The sentence of an error that is mended."""
    settled = Signal()
    """The open article has its proposals, or needs none."""

    def __init__(
        self, path: Path, annotator: str, scheme: Scheme, trace: Trace, rules: BackupRules = _RULES
    ) -> None:
        super().__init__()
        self.path = path
        self.annotator = annotator
        self.layer = annotator
        self.scheme = scheme
        self.labels = LabelChoice(self)
        self.trace = trace
        self.paint_trace = PaintTrace(trace)
        self.threshold = 0.0
        self.engine_words = "no engine"
        self.seen_seq = 0
        """Up to which number of the store's history the open article is known here."""
        self.own_batches: set[str] = set()
        self._rules = rules
        self._is_stored = False
        self._is_read_only = False
        self._store: Store | None = None
        self._tasks = Tasks(self)
        self.long_work = LongWork(path, rules, self)
        self.saving = Saving(self._tasks, self)
        self.saving.changed.connect(self.saved_changed)
        self.saving.conflicted.connect(self._give_way)
        self.saving.refused.connect(self.tell_error)
        self._trouble = SavingTrouble(self.saving, self)
        self._trouble.message.connect(self.message)
        self._trouble.withdrawn.connect(self.message_withdrawn)
        self.undoing = Undoing(self)
        self.ahead = Ahead(self)
        self.queueing = Queueing(self, path, rules)
        self.long_edit = LongEdit(self)
        self.comparing = Comparing(self)

    # What is open

    @property
    def store_is_open(self) -> bool:
        """Whether corrections can be kept."""
        return self._store is not None

    @property
    def unsaved(self) -> int:
        """How many corrections are not durable yet."""
        return self.saving.unsaved

    def open_store(self) -> None:
        """Open the store on its thread; `store_opened` follows, or a message."""
        self._tasks.run(lambda: _open(self.path, self._rules), self._store_is_there, self._tell_failure)

    @property
    def can_edit(self) -> bool:
        """Whether the open article is one of the store's, and corrections can be kept there."""
        return self.annotated is not None and self._is_stored and not self._is_read_only

    @property
    def is_past(self) -> bool:
        """Whether the open article is shown as it was, and cannot be edited."""
        return self.store_is_open and self.annotated is not None and not self._is_stored

    def show_read_only(self, annotated: AnnotatedArticle) -> None:
        """Show an article that can be read and not edited: the store is not open yet, or it is long ago."""
        self._is_stored = False
        self._show(annotated)

    def open_article(
        self, article_id: str, then: Callable[[], None] | None = None, layer: str | None = None
    ) -> None:
        """Open an article of the store; `article_opened` follows, then `then`.

        `layer` is the one to work in from now on; None: the one that is worked in.
        """
        self.long_edit.finish()

        def read(store: Store) -> ReadArticle:
            return ReadArticle(store.last_seq(), store.annotated(article_id, layer or self.layer))

        def opened(found: ReadArticle) -> None:
            self.open_read(found)
            if then:
                then()

        self.saving.then(read, opened)

    def open_read(self, found: ReadArticle) -> None:
        """Open an article that was read from the store; `article_opened` follows."""
        self.seen_seq = found.seq
        self._is_stored = True
        changes_layer, self.layer = self.layer != found.annotated.layer, found.annotated.layer
        self._show(found.annotated)
        self.undoing.ask()
        if changes_layer:
            self.library_changed.emit()

    def work_in(self, layer: str, then: Callable[[], None] | None = None) -> None:
        """Have another layer of the open article open, and corrections go there: gold, or one's own.

        What is edited before it is open goes where it was made. `article_opened` follows, then `then`.
        """
        if self.annotated is not None:
            self.open_article(self.annotated.article.id, then, layer)

    def use_scheme(self, scheme: Scheme) -> None:
        """Take another label scheme; the open article is shown anew, with its focus."""
        focus, self.scheme = self.focus, scheme
        if self.labels.brush not in scheme:
            self.labels.take_brush("")
        self.scheme_changed.emit()
        self._remember_labels()
        if self.annotated:
            self._show(self.annotated)
            self.set_focus(focus.id if focus else None)

    def set_threshold(self, threshold: float) -> None:
        """Take the score below which an undecided span is doubtful."""
        self.threshold = threshold
        self.engine_changed.emit()

    def query(
        self,
        work: Callable[[Store], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Ask the store on its thread; `done` gets the answer. Nothing happens before it is open.

        `failed` gets the fault; without it, the user does.
        """
        store = self._store
        if store:
            self._tasks.run(lambda: work(store), done, failed or self._tell_failure)

    def may_close(self) -> bool:
        """Write what waits; return whether all is durable, or the user was told it is not and insists."""
        self._finish_saving()
        return self._trouble.may_close()

    def close(self) -> None:
        """Finish what was begun and close the store. What cannot be written is lost: see `may_close`."""
        self.long_work.close()
        self.queueing.close()
        self._finish_saving()
        store, self._store = self._store, None
        self._tasks.close(store.close if store else None)

    def reload(self) -> None:
        """Show what the store holds now, after it was changed as a whole."""
        self.library_changed.emit()
        self.ahead.forget()
        self.undoing.ask()
        if self.annotated:
            article_id = self.annotated.article.id
            self.query(
                lambda store: article_id in store.article_ids(),
                lambda is_there: self._reopen(article_id, is_there),
            )

    # Corrections

    def edit(self, make: Edit, who: object = None) -> Sequence[Correction]:
        """Make an edit, show it and save it. Return its corrections; none where nothing was to be done.

        A fault that the user can mend is told in the message bar, and nothing is changed.
        """
        self.long_edit.finish()
        if self.annotated is None or not self.can_edit:
            return ()
        batch = Batch(self.annotated.article.id, self.layer, self.annotator)
        try:
            corrections = tuple(make(self.annotated, batch))
        except EditError as error:
            self.tell_error(error)
            return ()
        if corrections:
            self.show_act(corrections, who)
            self.save(corrections)
        return corrections

    def save(self, corrections: Sequence[Correction]) -> None:
        """Have a batch that is shown already written to the disk."""
        if corrections and self.annotated:
            self.undoing.set_words(UndoWords(describe(corrections, self.annotated.text)))
            self.saving.add(corrections, lambda: self._is_durable(corrections[0].batch))

    def show_act(self, corrections: Sequence[Correction], who: object = None) -> None:
        """Show what the user did in the open article."""
        assert self.annotated is not None
        self.own_batches.add(corrections[0].batch)
        if self.trace.is_on:
            self.trace.input(corrections[0].batch)
            self.paint_trace.add("painted", batch=corrections[0].batch)
        self.changed.emit(self.annotated.apply(corrections), who)
        self._look_again()

    def take(self, corrections: Sequence[Correction], who: object = None) -> None:
        """Show corrections that are in the store already: an engine's, or another window's."""
        self.own_batches.update(one.batch for one in corrections)
        self.ahead.forget({one.article_id for one in corrections})
        here = [one for one in corrections if self.is_open(one.article_id) and one.layer == self.layer]
        if here and self.annotated:
            self.changed.emit(self.annotated.apply(here), who)
            self._look_again()
        self.library_changed.emit()

    def is_open(self, article_id: str) -> bool:
        """Whether this article of the store is the open one."""
        return self._is_stored and self.annotated is not None and self.annotated.article.id == article_id

    # Words

    def tell(
        self,
        sentence: str,
        hint: str = "",
        action_text: str = "",
        action: Callable[[], None] | None = None,
        action_key: str = "",
    ) -> None:
        """Show a sentence in the message bar."""
        self.message.emit(Message(sentence, hint, action_text, action, action_key))

    def tell_error(
        self, error: RubricatorError, action_text: str = "", action: Callable[[], None] | None = None
    ) -> None:
        """Show a fault in the message bar; that an edit cannot be made is said in passing."""
        lasting = not isinstance(error, EditError)
        self.message.emit(Message(error.sentence, error.hint, action_text, action, error=lasting))

    def _finish_saving(self) -> None:
        self.long_edit.finish()
        self.saving.try_again()
        while self.saving.is_writing:
            self._tasks.wait()

    def _show(self, annotated: AnnotatedArticle | None) -> None:
        self._attend_to(annotated)
        self.article_opened.emit()

    def _is_durable(self, batch: str) -> None:
        self.trace("durable", batch=batch)
        self.library_changed.emit()

    def _store_is_there(self, store: Store) -> None:
        self._store = store
        self._is_read_only = store.is_read_only
        self.saving.use(store)
        if self._is_read_only:
            self.tell_error(
                StoreError(f"{self.path.name} can only be read here.", "Open a copy of it to correct it.")
            )
        self._remember_labels()
        self.store_opened.emit()

    def _remember_labels(self) -> None:
        if not self._is_read_only:
            self.query(lambda store: store.remember_labels(self.scheme), lambda _: None)

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, RubricatorError):
            raise error
        self.tell_error(error)

    def _give_way(self, error: ConflictError) -> None:
        self.tell_error(error)
        if self.annotated:
            self.open_article(self.annotated.article.id)

    def _reopen(self, article_id: str, is_there: bool) -> None:
        if is_there:
            self.open_article(article_id)
        else:
            self._show(None)


def _open(path: Path, rules: BackupRules) -> Store:
    """Open a store. Its modules are imported here: the article is painted before they are needed."""
    from core.store.store import Store

    return Store.open(path, reading=True, rules=rules)
