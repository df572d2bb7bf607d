"""Each day of work has a backup, made while the user goes on."""

from pathlib import Path

from user import OpenWindow, User

from core.store.backup_rules import BackupRules
from core.store.backups import listed
from core.store.store import Store
from gui.daily_backup import DailyBackup


def test_the_day_has_a_backup_while_the_work_goes_on(user: User) -> None:
    backup = DailyBackup(user.session, BackupRules(), after_ms=0)
    user.session.store_opened.emit()
    user.press("Tab", "Return", "Return")
    user.wait_until(lambda: len(listed(user.session.path)) == 1)
    backup.close()
    (made,) = listed(user.session.path)
    assert made.reason == "daily"
    with Store.open(made.path) as store:
        assert store.check().sound


def test_a_window_that_is_closed_at_once_leaves_no_half_of_one(
    open_window: OpenWindow, proposed_copy: Path
) -> None:
    user = open_window(store=proposed_copy, engine=False)
    backup = DailyBackup(user.session, BackupRules(), after_ms=0)
    user.session.store_opened.emit()
    backup.close()
    assert not list(proposed_copy.parent.rglob("*.part"))
