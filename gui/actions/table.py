"""All commands of the program, in the order of the menus. Menus, palette, keys and help are made from it."""

from core.annotation.scheme import Scheme
from gui.actions import (
    alike,
    always,
    comparing,
    labels,
    look,
    panels,
    queue,
    review,
    showing,
    span,
    window,
)
from gui.actions.command import Command

MENUS = ("File", "Edit", "Article", "Span", "View", "Review", "Engine", "Help")


def commands(scheme: Scheme) -> tuple[Command, ...]:
    """Return every command, the labels of a scheme among them."""
    rows = (
        *window.COMMANDS,
        *look.COMMANDS,
        *showing.COMMANDS,
        *span.COMMANDS,
        *labels.commands(scheme),
        *alike.COMMANDS,
        *always.COMMANDS,
        *review.COMMANDS,
        *comparing.COMMANDS,
        *queue.COMMANDS,
        *panels.COMMANDS,
    )
    return tuple(sorted(rows, key=lambda row: MENUS.index(row.menu.partition("/")[0])))
