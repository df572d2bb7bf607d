"""What a command is handed: the session, the article's view and the window, each by what it can do."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from gui.proposing import Proposing
from gui.session import Session


class View(Protocol):
    """What a command may ask of the article's view."""

    def caret(self) -> int:
        """Return where the caret is, in code points."""
        ...

    def select(self, start: int, end: int) -> None:
        """Select text, in code points."""
        ...

    def set_show_rejected(self, shown: bool) -> None:
        """Show rejected spans, or hide them."""
        ...


class Window(Protocol):
    """What a command may ask of the window."""

    show_rejected: bool
    theme_choice: str

    def open_files(self) -> None:
        """Let the user choose files to open."""
        ...

    def open_folder(self) -> None:
        """Let the user choose a folder to open."""
        ...

    def open_sample(self) -> None:
        """Open the sample article."""
        ...

    def export(self) -> None:
        """Let the user choose where to export to."""
        ...

    def back_up(self) -> None:
        """Let the user choose where to write a backup."""
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

    def open_about(self) -> None:
        """Show name, version and licences."""
        ...

    def leave(self) -> None:
        """Leave what is open on top, innermost first: a palette, the find bar, a selection, the focus."""
        ...

    def zoom(self, steps: int) -> None:
        """Change the article's font size by steps; 0 goes back to the usual size."""
        ...

    def set_theme_choice(self, choice: str) -> None:
        """Take the theme `light`, `dark`, or `system`."""
        ...

    def set_show_rejected(self, shown: bool) -> None:
        """Show rejected spans, or hide them."""
        ...

    def close(self) -> bool:
        """Close the window."""
        ...


@dataclass(frozen=True, slots=True)
class Context:
    """Handed to every command's `run` and to its `enabled`."""

    session: Session
    proposing: Proposing
    view: View
    window: Window


Predicate = Callable[[Context], bool]


def always(context: Context) -> bool:
    """Whatever is open."""
    return True


def has_article(context: Context) -> bool:
    """An article is open and can be edited."""
    return context.session.annotated is not None and context.session.store_is_open


def has_spans(context: Context) -> bool:
    """The open article has spans."""
    return bool(context.session.annotated)


def has_focus(context: Context) -> bool:
    """A span is focused."""
    return context.session.focus is not None


def has_target(context: Context) -> bool:
    """A span is focused, or text is selected."""
    return has_focus(context) or context.session.selection is not None


def can_undo(context: Context) -> bool:
    """There is something to undo."""
    return bool(context.session.undo_words.undo) or context.session.unsaved > 0


def can_redo(context: Context) -> bool:
    """There is something to redo."""
    return bool(context.session.undo_words.redo)
