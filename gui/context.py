"""What a command is handed: the session, the engine, the article's view, the window and its look."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.settings import Settings
from gui.look import Look
from gui.proposing import Proposing
from gui.session import Session
from gui.work_settings import WorkSettings


class View(Protocol):
    """What a command may ask of the article's view."""

    def caret(self) -> int:
        """Return where the caret is, in code points."""
        ...


class Window(Protocol):
    """What a command may ask of the window."""

    def open_files(self) -> None:
        """Let the user choose files to open."""
        ...

    def open_folder(self) -> None:
        """Let the user choose a folder to open."""
        ...

    def open_sample(self) -> None:
        """Open the sample article."""
        ...

    def save_pdf(self) -> None:
        """Let the user choose where to, and write the annotated article as a PDF."""
        ...

    def print_article(self) -> None:
        """Let the user choose a printer, and print the annotated article."""
        ...

    def back_up(self) -> None:
        """Let the user choose where to write a backup, and write it."""
        ...

    def open_store(self, path: Path) -> None:
        """Open another store, in the place of this one."""
        ...

    def open_label_palette(self) -> None:
        """Show the labels beside the focused span or the selection."""
        ...

    def open_command_palette(self) -> None:
        """Show every command by name."""
        ...

    def open_find(self) -> None:
        """Show the find bar."""
        ...

    def open_help(self) -> None:
        """Show all keys."""
        ...

    def open_dialog(self, dialog_id: str) -> None:
        """Open a window of the table of dialogs."""
        ...

    def toggle_panel(self, panel_id: str) -> None:
        """Show a panel, or hide it."""
        ...

    def shows_panel(self, panel_id: str) -> bool:
        """Return whether a panel is shown."""
        ...

    def give_keyboard(self, panel_id: str) -> None:
        """Show a panel and give it the keyboard."""
        ...

    def seek(self, surface: str, label: str) -> None:
        """Show every occurrence of a surface in the store, and what could be done about them."""
        ...

    def leave(self) -> None:
        """Leave what is on top: the find bar, a selection, the focus."""
        ...

    def close(self) -> bool:
        """Close the window."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """Handed to every command's `run` and to its `enabled`."""

    session: Session
    proposing: Proposing
    look: Look
    view: View
    window: Window
    work: WorkSettings

    @property
    def settings(self) -> Settings:
        """The values of the settings in force."""
        return self.work.settings


Predicate = Callable[[Context], bool]


def always(context: Context) -> bool:
    """Whatever is open."""
    return True


def has_article(context: Context) -> bool:
    """An article is open and can be edited."""
    return context.session.can_edit


def has_spans(context: Context) -> bool:
    """The open article has spans."""
    annotated = context.session.annotated
    return annotated is not None and len(annotated) > 0


def has_focus(context: Context) -> bool:
    """A span is focused."""
    return context.session.focus is not None


def has_target(context: Context) -> bool:
    """A span is focused, or text is selected."""
    return has_focus(context) or context.session.selection is not None


def has_store(context: Context) -> bool:
    """The store is open."""
    return context.session.store_is_open
