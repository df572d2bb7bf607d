"""The table of windows that open beside the main one. A new one is one file and one row here.

None of them blocks the main window, and there is at most one of each.
"""

from dataclasses import dataclass
from importlib import import_module

from PySide6.QtWidgets import QDialog, QWidget

from gui.context import Context


@dataclass(frozen=True, slots=True)
class DialogRow:
    """A window: its id, and the class that it is an instance of, made from `(context, parent)`.

    The module is text, so that nothing of it is loaded before the window is opened.
    """

    id: str
    module: str
    class_name: str


DIALOGS = (
    DialogRow("settings", "gui.dialogs.settings", "SettingsWindow"),
    DialogRow("store", "gui.dialogs.store", "StoreWindow"),
    DialogRow("export", "gui.dialogs.export", "ExportWindow"),
    DialogRow("statistics", "gui.dialogs.statistics", "StatisticsWindow"),
    DialogRow("agreement", "gui.dialogs.agreement", "AgreementWindow"),
    DialogRow("residual", "gui.dialogs.residual", "ResidualWindow"),
    DialogRow("queue", "gui.dialogs.queue", "QueueWindow"),
    DialogRow("assigning", "gui.dialogs.assigning", "AssigningWindow"),
    DialogRow("evaluation", "gui.dialogs.evaluation", "EvaluationWindow"),
    DialogRow("conflicts", "gui.dialogs.conflicts", "ConflictsWindow"),
    DialogRow("about", "gui.dialogs.about", "About"),
)


def make_dialog(dialog_id: str, context: Context, parent: QWidget) -> QDialog:
    """Import a row's module and return its window, not shown yet. Raises KeyError for an unknown id."""
    row = {row.id: row for row in DIALOGS}[dialog_id]
    dialog: QDialog = getattr(import_module(row.module), row.class_name)(context, parent)
    dialog.setObjectName(row.id)
    dialog.setModal(False)
    return dialog
