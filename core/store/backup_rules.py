"""When backups are made without being asked for, and how many of them stay."""

from dataclasses import dataclass
from typing import Self

from core.settings import BACKUP_ABOVE, BACKUP_DAILY, BACKUPS_KEPT, Settings


@dataclass(slots=True)
class BackupRules:
    """Shared by all that makes backups of a store, so that a change holds for all of them at once.

    `kept`: how many of each kind stay, 0 for no backups; `articles`: a batch of a person's work over
    more articles than this has one made before it; `daily`: whether each day has one.
    """

    kept: int = BACKUPS_KEPT.default
    articles: int = BACKUP_ABOVE.default
    daily: bool = BACKUP_DAILY.default

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return the rules as the user has set them."""
        rules = cls()
        rules.take(settings)
        return rules

    def take(self, settings: Settings) -> None:
        """Let hold what the user has set by now."""
        self.kept, self.articles = settings[BACKUPS_KEPT], settings[BACKUP_ABOVE]
        self.daily = settings[BACKUP_DAILY]
