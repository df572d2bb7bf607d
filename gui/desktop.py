"""A window with what stands behind it: first the paint, then the store, then the engine."""

import gc
from argparse import Namespace
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from core.annotation.scheme import DEFAULT_SCHEME, Scheme, load_scheme
from core.cli.terminal import tell
from core.engine.catalogue import DEFAULT_ENGINE, check_engine
from core.errors import EngineError, RubricatorError, UsageError
from core.settings import DOUBTFUL_BELOW, ENGINE, MEMORY, SCHEME, Settings, annotator_name, default_store_path
from core.store.backup_rules import BackupRules
from core.trace import Trace
from gui.article_order import open_first
from gui.daily_backup import DailyBackup
from gui.main_window import MainWindow
from gui.opening import Opening
from gui.proposing import Proposing
from gui.recent_stores import RecentStores
from gui.session import Session
from gui.watching import Watching
from gui.window_layout import WindowLayout
from gui.work_clock import WorkClock
from gui.work_settings import WorkSettings

_PANELS_MS = 300
"""How long the panels are given to follow the article before the picture is taken."""

_MANY_SPANS = 10_000


class Desktop(QObject):
    """The window with what stands behind it, and the order in which things begin.

    First the window is painted, with the article to be read; then the store is opened, then the engine
    started.
    """

    def __init__(self, options: Namespace, settings: Settings, trace: Trace) -> None:
        super().__init__()
        self.code = 0
        self._options = options
        self._warnings = [RubricatorError(warning) for warning in settings.warnings]
        annotator = options.annotator or annotator_name(settings)
        path = options.store or default_store_path()
        rules = BackupRules.of(settings)
        self.session = Session(path, annotator, self._scheme(settings[SCHEME]), trace, rules)
        self._daily_backup = DailyBackup(self.session, rules)
        engine, threshold = self._engine(settings[ENGINE] or DEFAULT_ENGINE)
        self.proposing = Proposing(
            self.session, engine, threshold, settings[DOUBTFUL_BELOW], settings[MEMORY]
        )
        work = WorkSettings(settings, self.session, self.proposing, rules)
        self._opening = Opening(self.session, work.add_labels)
        Watching(self.session)
        # A picture is of the usual window, whatever the user made of it.
        layout = WindowLayout(None) if options.screenshot else WindowLayout.of_user()
        self.window = MainWindow(self.session, self.proposing, self._opening, work, layout)
        self._work_clock = WorkClock(self.session)
        self.window.first_painted.connect(self._painted)
        self.session.store_opened.connect(self._store_opened)
        self.session.article_opened.connect(self._spare_collector)

    def open(self) -> None:
        """Show the window, with the first of the files named."""
        if self._options.files:
            self._opening.show_first(self._options.files)
            self._opening.open(self._options.files)
        if self._options.screenshot:
            self._wait_for_proposals(self._options.screenshot)
        self.window.show()
        # Without a window manager nobody else gives it the keyboard.
        self.window.activateWindow()

    def close(self) -> None:
        """Finish what was begun, close the store, end the engine."""
        self._daily_backup.close()
        self._work_clock.keep()
        self.session.close()
        self.proposing.process.stop()

    def _scheme(self, name: str) -> Scheme:
        """Return the scheme that the settings name; where there is none, the default one, and say so."""
        try:
            return load_scheme(name)
        except RubricatorError as error:
            self._warn(error, DEFAULT_SCHEME)
            return load_scheme()

    def _engine(self, name: str) -> tuple[str, float]:
        """Return the engine that the settings name, and its threshold for doubtful spans.

        Where there is none of that name it is the default one, and the user is told.
        """
        try:
            return name, check_engine(name).threshold
        except UsageError as error:
            self._warn(error, DEFAULT_ENGINE)
            return self._engine(DEFAULT_ENGINE)
        except EngineError:
            # A damaged model: its process will say so, and one can work without proposals.
            return name, 0.0

    def _warn(self, error: RubricatorError, default: str) -> None:
        self._warnings.append(RubricatorError(error.sentence, f"{error.hint} {default} is in use.".lstrip()))

    def _painted(self) -> None:
        self.session.trace("window_painted")
        gc.freeze()
        gc.enable()
        QTimer.singleShot(0, self.session.open_store)

    def _spare_collector(self) -> None:
        """Have the collector pass over an article of many spans: looking through them would be felt."""
        annotated = self.session.annotated
        if annotated is not None and len(annotated) > _MANY_SPANS:
            gc.freeze()

    def _store_opened(self) -> None:
        if not self._options.screenshot:
            RecentStores.of_user().add(self.session.path)
        if self._options.article:
            self._open_named(self._options.article)
        elif not self._options.files:
            open_first(self.session)
        for warning in self._warnings:
            self.session.tell_error(warning)
        QTimer.singleShot(0, self.proposing.start)

    def _open_named(self, reference: str) -> None:
        session = self.session
        session.query(
            lambda store: store.find_article(reference).id,
            lambda article_id: session.open_article(article_id),
        )

    def _wait_for_proposals(self, picture: Path) -> None:
        session = self.session
        session.settled.connect(lambda: QTimer.singleShot(_PANELS_MS, lambda: self._take_picture(picture)))
        session.message.connect(lambda message: self._give_up(message.sentence) if message.error else None)

    def _take_picture(self, picture: Path) -> None:
        with suppress(OSError):
            picture.parent.mkdir(parents=True, exist_ok=True)
        if not self.window.grab().save(str(picture)):
            self._give_up(f"The picture cannot be written to {picture}.")
        self.window.close()

    def _give_up(self, sentence: str) -> None:
        tell(sentence)
        self.code = 1
        QTimer.singleShot(0, self.window.close)
