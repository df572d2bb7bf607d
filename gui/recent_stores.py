"""The stores that were opened last, kept where the window's layout is."""

from pathlib import Path

import platformdirs
from PySide6.QtCore import QSettings

_KEY = "recent_stores"
_KEPT = 9


class RecentStores:
    """The newest first. Without a file it remembers nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    @classmethod
    def of_user(cls) -> "RecentStores":
        """Return the user's own; without a home folder nothing is remembered."""
        folder = platformdirs.user_state_path("rubricator")
        return cls(folder / "recent.ini" if folder.is_absolute() else None)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The stores that are still there."""
        settings = self._settings()
        names = settings.value(_KEY) if settings else None
        listed = [names] if isinstance(names, str) else names if isinstance(names, list) else []
        return tuple(path for name in listed if (path := Path(name)).exists())

    def add(self, path: Path) -> None:
        """Remember a store as the one that was opened last."""
        if settings := self._settings():
            path = path.absolute()
            names = [str(path), *(str(other) for other in self.paths if other != path)]
            settings.setValue(_KEY, names[:_KEPT])
            settings.sync()

    def _settings(self) -> QSettings | None:
        return QSettings(str(self._path), QSettings.Format.IniFormat) if self._path else None
