"""The settings of the work: a change of one holds at once, in the window that is open."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject

from core.annotation.scheme import load_scheme
from core.engine.catalogue import DEFAULT_ENGINE
from core.errors import RubricatorError
from core.settings import (
    ANNOTATOR,
    BACKUP_ABOVE,
    BACKUP_DAILY,
    BACKUPS_KEPT,
    DOUBTFUL_BELOW,
    ENGINE,
    MEMORY,
    SCHEME,
    Setting,
    Settings,
    Value,
    annotator_name,
)
from core.store.backup_rules import BackupRules
from gui.proposing import Proposing
from gui.session import Session


class WorkSettings(QObject):
    """Knows who has to follow which setting. Those of the look are `gui.look.Look`'s."""

    def __init__(
        self, settings: Settings, session: Session, proposing: Proposing, rules: BackupRules
    ) -> None:
        super().__init__(session)
        self.settings = settings
        self._session = session
        self._proposing = proposing
        backups = (BACKUPS_KEPT, BACKUP_DAILY, BACKUP_ABOVE)
        self._follow: dict[str, Callable[[], None]] = {
            ANNOTATOR.key: self._take_name,
            SCHEME.key: lambda: session.use_scheme(load_scheme(settings[SCHEME])),
            ENGINE.key: self._take_engine,
            DOUBTFUL_BELOW.key: lambda: proposing.set_doubtful_below(settings[DOUBTFUL_BELOW]),
            MEMORY.key: self._take_memory,
            **{setting.key: lambda: rules.take(settings) for setting in backups},
        }

    def change(self, setting: Setting[Value], value: Value) -> None:
        """Have another value hold; that it lasts is the caller's part.

        Raises UsageError for one that does not fit, or a scheme that there is not, InputError for a file
        that is none.
        """
        if setting.key == SCHEME.key:
            load_scheme(str(value))
        self.settings.set(setting, value)
        if setting.key in self._follow:
            self._follow[setting.key]()

    def add_labels(self, labels: Iterable[str]) -> None:
        """Add labels to the scheme's file, the user's own, and show them at once."""
        # What reads and writes stores is imported when there is one.
        from core.transfer.found_labels import extend_chosen_scheme

        try:
            scheme = extend_chosen_scheme(self.settings, labels)
        except RubricatorError as error:
            self._session.tell_error(error)
            return
        self._session.use_scheme(scheme)
        self._session.tell("Your scheme has the labels now.", self.settings[SCHEME])

    def _take_name(self) -> None:
        session, name = self._session, annotator_name(self.settings)
        works_in_own = session.layer == session.annotator
        session.annotator = name
        if works_in_own and session.can_edit:
            session.work_in(name)
            return
        session.layer = name if works_in_own else session.layer
        session.reload()

    def _take_engine(self) -> None:
        engine = self.settings[ENGINE] or DEFAULT_ENGINE
        self._proposing.use(engine)
        again = self._proposing.ask_again if self._session.can_edit else None
        words = "Propose again for this article" if again else ""
        self._session.tell(f"{Path(engine).name} proposes from now on.", "", words, again)

    def _take_memory(self) -> None:
        self._proposing.remember = self.settings[MEMORY]
