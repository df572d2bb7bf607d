"""The table of commands as Qt actions: in menus, with their keys, enabled as their rows say."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from gui.actions.command import Command, Scope
from gui.context import Context


class ActionSet(QObject):
    """One QAction for each row. `refresh` brings texts, ticks and enabled states up to date."""

    keys_changed = Signal()

    def __init__(
        self, commands: Iterable[Command], context: Context, window: QWidget, article: QWidget
    ) -> None:
        super().__init__(window)
        self.commands: tuple[Command, ...] = ()
        self._own_keys = context.settings.keys
        self._context = context
        self._window, self._article = window, article
        self._actions: dict[str, QAction] = {}
        self.take(commands)

    def take(self, commands: Iterable[Command]) -> None:
        """Take other commands, as another scheme has other labels; a row that stays keeps its action."""
        before, same = self._actions, set(self.commands)
        self.commands = tuple(commands)
        self._actions = {
            one.id: before.pop(one.id) if one in same else self._action(one) for one in self.commands
        }
        for action in before.values():
            action.setParent(None)
        self.refresh()
        self.keys_changed.emit()

    def action(self, command_id: str) -> QAction:
        """Return the action of a command."""
        return self._actions[command_id]

    def run(self, command_id: str) -> None:
        """Run a command, if it is enabled."""
        self._actions[command_id].trigger()

    def key(self, command_id: str) -> str:
        """Return a command's first key in its portable form, or nothing."""
        return self._actions[command_id].shortcut().toString(QKeySequence.SequenceFormat.PortableText)

    def clash(self, command_id: str, key: str) -> Command | None:
        """Return another command that has this key, if there is one."""
        wanted = QKeySequence(key)
        others = (command for command in self.commands if command.id != command_id)
        return next((one for one in others if wanted in self._actions[one.id].shortcuts()), None)

    def set_keys(self, own_keys: Mapping[str, str]) -> None:
        """Take the user's own keys: the id of a command, its first key (empty: none)."""
        self._own_keys = own_keys
        for command in self.commands:
            self._actions[command.id].setShortcuts(self._keys(command))
        self.keys_changed.emit()

    def _keys(self, command: Command) -> list[QKeySequence]:
        """Return a command's keys: the user's own in the place of the first one.

        The others stay, but those that the user gave to another command; an empty own key takes all away.
        """
        own = self._own_keys.get(command.id)
        if own == "":
            return []
        first = command.keys[:1] if own is None else (own,)
        given = {QKeySequence(key) for name, key in self._own_keys.items() if name != command.id}
        others = [one for one in map(QKeySequence, command.keys[1:]) if one not in given]
        return [*map(QKeySequence, first), *others]

    def refresh(self) -> None:
        """Bring the actions in step with what is open, focused and done."""
        for command in self.commands:
            action = self._actions[command.id]
            action.setEnabled(command.enabled(self._context))
            if command.words:
                action.setText(_menu_text(command.words(self._context)))
            if command.checked:
                action.setChecked(command.checked(self._context))

    def fill(self, bar: QMenuBar, titles: Iterable[str]) -> None:
        """Make the menus anew; a submenu stands where its first command does."""
        for menu in bar.findChildren(QMenu):
            menu.deleteLater()
        bar.clear()
        menus = {title: bar.addMenu(title) for title in titles}
        for command in self.commands:
            if command.menu not in menus:
                parent, _, title = command.menu.partition("/")
                menus[command.menu] = menus[parent].addMenu(title)
            self._put(command, menus[command.menu])

    def span_menu(self, parent: QWidget) -> QMenu:
        """Return a menu of all that can be done to the focused span or the selection."""
        menu = QMenu(parent)
        menu.aboutToHide.connect(menu.deleteLater)
        submenus = {"Span": menu}
        for command in self.commands:
            if not command.menu.startswith("Span") or not self._actions[command.id].isEnabled():
                continue
            if command.menu not in submenus:
                submenus[command.menu] = menu.addMenu(command.menu.partition("/")[2])
            self._put(command, submenus[command.menu])
        return menu

    def _put(self, command: Command, menu: QMenu) -> None:
        if command.section and menu.actions():
            menu.addSeparator()
        menu.addAction(self._actions[command.id])

    def _action(self, command: Command) -> QAction:
        action = QAction(_menu_text(command.text), self)
        action.setObjectName(command.id)
        action.setShortcuts(self._keys(command))
        action.setCheckable(command.checked is not None)
        in_article = command.scope is Scope.ARTICLE
        context = Qt.ShortcutContext.WidgetShortcut if in_article else Qt.ShortcutContext.WindowShortcut
        action.setShortcutContext(context)
        action.triggered.connect(lambda: command.run(self._context))
        (self._article if in_article else self._window).addAction(action)
        return action


def _menu_text(text: str) -> str:
    """Return a text in which an ampersand is an ampersand, not a mnemonic."""
    return text.replace("&", "&&")
