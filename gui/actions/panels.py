"""A command for each panel: show it, or hide it."""

from collections.abc import Callable

from gui.actions.command import Command
from gui.context import Context
from gui.panels.table import PANELS, PanelRow


def _command(row: PanelRow) -> Command:
    def toggle(context: Context) -> None:
        context.window.toggle_panel(row.id)

    def shown(context: Context) -> bool:
        return context.window.shows_panel(row.id)

    keys = (row.key,) if row.key else ()
    return Command(f"panel.{row.id}", row.title, toggle, "View/Panels", keys, checked=shown)


def _go_to(panel_id: str) -> Callable[[Context], None]:
    return lambda context: context.window.give_keyboard(panel_id)


def _search(context: Context) -> None:
    context.window.give_keyboard("search")


COMMANDS = (
    Command("panel.library.go", "Go to the library", _go_to("library"), "View", ("Ctrl+L",), section=True),
    Command("panel.entities.go", "Go to the entities", _go_to("entities"), "View", ("Ctrl+Shift+L",)),
    Command("panel.search.go", "Search all articles", _search, "Edit", ("Ctrl+Shift+F",)),
    *(_command(row) for row in PANELS),
)
