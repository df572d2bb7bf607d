"""What opens above the window when asked for: the command palette, the table of keys, other windows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from gui.actions.binding import ActionSet
from gui.context import Context

if TYPE_CHECKING:
    from gui.dialogs.command_palette import CommandPalette
    from gui.dialogs.shortcut_help import ShortcutHelp
    from gui.models.commands_model import CommandRow


class Overlays(QObject):
    """Made from the tables of commands and dialogs, so that none is ever behind them; imported when shown."""

    def __init__(self, window: QWidget, actions: ActionSet, context: Context) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._context = context
        self._look = context.look
        self._palette: CommandPalette | None = None
        self._help: ShortcutHelp | None = None

    def open_command_palette(self) -> None:
        """Show every command by name."""
        from gui.dialogs.command_palette import CommandPalette

        if self._palette is None:
            self._palette = CommandPalette(self._look.theme, self._window)
            self._palette.chosen.connect(self._actions.run)
        self._palette.open(self._rows())

    def open_help(self) -> None:
        """Show all keys."""
        from gui.dialogs.shortcut_help import ShortcutHelp

        if self._help is None:
            self._help = ShortcutHelp(self._rows(), self._look.theme, self._window)
            self._help.key_wanted.connect(self._take_key)
            self._help.reset_wanted.connect(self._reset_key)
        self._help.show_rows(self._rows())
        self._help.open_beside()

    def _take_key(self, command_id: str, key: str, insisted: bool) -> None:
        """Give a command a key; one that another has is told first, and taken where the user insists."""
        clash = self._actions.clash(command_id, key) if key else None
        if clash is None or insisted:
            if clash is not None and self._actions.key(clash.id) == key:
                self._look.set_key(clash.id, "")
            self._look.set_key(command_id, key)
            self._show_keys()
        elif self._help is not None:
            self._help.tell_clash(key, clash.text)

    def _reset_key(self, command_id: str) -> None:
        self._look.set_key(command_id or None, None)
        self._show_keys()

    def _show_keys(self) -> None:
        self._actions.set_keys(self._look.keys)
        if self._help is not None:
            self._help.show_rows(self._rows())

    def open_dialog(self, dialog_id: str) -> None:
        """Open a window of the table of dialogs, or bring it to the front where it is open."""
        from gui.dialogs.table import make_dialog

        dialog = self._window.findChild(QDialog, dialog_id)
        if dialog is None:
            dialog = make_dialog(dialog_id, self._context, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _rows(self) -> "list[CommandRow]":
        from gui.models.commands_model import CommandRow

        rows = []
        for command in self._actions.commands:
            action = self._actions.action(command.id)
            text = action.text().replace("&&", "&")
            group = command.menu.replace("/", ": ")
            key = self._actions.key(command.id)
            rows.append(CommandRow(command.id, text, key, action.isEnabled(), group))
        return rows
