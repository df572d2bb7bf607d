"""How the window was left: its size, its docks, what was shown. Kept beside the settings."""

from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

_STATE_VERSION = 1


class WindowLayout:
    """Remembers a window's layout in a file; without a file it remembers nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    @classmethod
    def of_user(cls) -> "WindowLayout":
        """Return the user's own; without a home folder nothing is remembered."""
        folder = platformdirs.user_state_path("rubricator")
        return cls(folder / "window.ini" if folder.is_absolute() else None)

    def restore(self, window: QMainWindow) -> bool:
        """Give the window the layout it was left with; return whether there was one."""
        settings = self._settings()
        if settings is None:
            return False
        geometry, state = settings.value("geometry"), settings.value("state")
        if not isinstance(geometry, QByteArray) or not isinstance(state, QByteArray):
            return False
        window.restoreGeometry(geometry)
        return window.restoreState(state, _STATE_VERSION)

    def save(self, window: QMainWindow) -> None:
        """Keep the window's layout; where that cannot be done, the next start has the usual one."""
        if settings := self._settings():
            settings.setValue("geometry", window.saveGeometry())
            settings.setValue("state", window.saveState(_STATE_VERSION))
            settings.sync()

    def _settings(self) -> QSettings | None:
        return QSettings(str(self._path), QSettings.Format.IniFormat) if self._path else None
