"""How the window looks and listens, as the user chose it: theme, the article's setting, filter, keys."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from core.errors import RubricatorError
from core.settings import (
    DIRECTION,
    FONT,
    LINE_HEIGHT,
    PALETTE,
    READING_WIDTH,
    THEME,
    ZOOM,
    Setting,
    Settings,
    Value,
)
from gui.reading import Reading, usual_pixels
from gui.theme import Theme, load_theme, system_theme


class Look(QObject):
    """Keeps what was chosen in the settings, and tells when it changes."""

    theme_changed = Signal()
    article_changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.scores = False
        self.others = False
        """Whether the spans of other layers are shown too."""
        self.theme = self._chosen_theme()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._take_theme)

    @property
    def reading(self) -> Reading:
        """How the article is set."""
        settings = self._settings
        return Reading(
            usual_pixels(settings[ZOOM]),
            settings[FONT],
            settings[READING_WIDTH],
            settings[LINE_HEIGHT],
            settings[DIRECTION],
        )

    def chosen(self, setting: Setting[Value]) -> Value:
        """Return what is in force of a setting."""
        return self._settings[setting]

    def choose(self, setting: Setting[Value], value: Value) -> None:
        """Take another value of a setting of the look, and keep it."""
        self._settings.set(setting, value)
        self.take_settings()

    def step(self, setting: Setting[int], by: int) -> None:
        """Make a number of the look larger or smaller, within its bounds; 0: the usual one."""
        value = self._settings[setting] + by if by else setting.default
        least, most = setting.least or 0, setting.most or value
        self.choose(setting, round(min(most, max(least, value))))

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
        self.step(ZOOM, 10 * steps)

    def toggle_scores(self) -> None:
        """Have tags tell the scores, or not."""
        self.scores = not self.scores
        self.article_changed.emit()

    def toggle_others(self) -> None:
        """Show the spans of other layers too, or not."""
        self.others = not self.others
        self.article_changed.emit()

    def _chosen_theme(self) -> Theme:
        choice = self._settings[THEME]
        return load_theme(system_theme() if choice == "system" else choice, self._settings[PALETTE])

    def _take_theme(self) -> None:
        theme = self._chosen_theme()
        if theme != self.theme:
            self.theme = theme
            self.theme_changed.emit()

    def _save(self) -> None:
        try:
            self._settings.save()
        except RubricatorError:
            # The choice holds while the window is open; without a place to keep it there is no more to do.
            return
