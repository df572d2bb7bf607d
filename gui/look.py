"""How the window looks and listens, as the user chose it: theme, text size, rejected spans, keys."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from core.annotation.span_filter import SpanFilter
from core.errors import RubricatorError
from core.settings import THEME, ZOOM, Settings
from gui.theme import Theme, load_theme, system_theme, ui_pixels

_ZOOM_STEP = 10
_ARTICLE_SIZE = 1.38
"""The article's usual font size, in font sizes of the interface."""


class Look(QObject):
    """Keeps what was chosen in the settings, and tells when it changes."""

    theme_changed = Signal()
    article_changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.filter = SpanFilter()
        self.scores = False
        self.theme = self._chosen_theme()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._take_theme)

    @property
    def theme_choice(self) -> str:
        """`light`, `dark`, or `system`: as the desktop."""
        return self._settings[THEME]

    @property
    def article_pixels(self) -> int:
        """The pixel size of the article's font."""
        return round(_ARTICLE_SIZE * ui_pixels() * self._settings[ZOOM] / 100)

    def choose_theme(self, choice: str) -> None:
        """Take `light`, `dark`, or `system`."""
        self._settings.set(THEME, choice)
        self._save()
        self._take_theme()

    @property
    def keys(self) -> Mapping[str, str]:
        """The user's own keys: the id of a command, its key."""
        return self._settings.keys

    def set_key(self, command: str | None, key: str | None) -> None:
        """Give a command a key of the user's own, or its usual ones (None); without a command, to all."""
        for one in (command,) if command else tuple(self._settings.keys):
            self._settings.set_key(one, key)
        self._save()

    def take_settings(self) -> None:
        """Keep settings that were changed, and look as they say."""
        self._save()
        self._take_theme()
        self.article_changed.emit()

    def zoom(self, steps: int) -> None:
        """Make the article's text larger (or smaller) by steps of a tenth of its usual size; 0: usual."""
        per_cent = self._settings[ZOOM] + steps * _ZOOM_STEP if steps else 100
        least, most = ZOOM.least or 0, ZOOM.most or per_cent
        self._settings.set(ZOOM, round(min(most, max(least, per_cent))))
        self._save()
        self.article_changed.emit()

    def set_filter(self, span_filter: SpanFilter) -> None:
        """Show some spans only, while the window is open."""
        self.filter = span_filter
        self.article_changed.emit()

    def toggle_scores(self) -> None:
        """Have tags tell the scores, or not."""
        self.scores = not self.scores
        self.article_changed.emit()

    def _chosen_theme(self) -> Theme:
        choice = self._settings[THEME]
        return load_theme(system_theme() if choice == "system" else choice)

    def _take_theme(self) -> None:
        self.theme = self._chosen_theme()
        self.theme_changed.emit()

    def _save(self) -> None:
        try:
            self._settings.save()
        except RubricatorError:
            # The choice holds while the window is open; without a place to keep it there is no more to do.
            return
