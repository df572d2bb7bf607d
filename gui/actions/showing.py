"""Commands on which spans are shown, and with what."""

from dataclasses import replace

from core.annotation.span_filter import SpanFilter
from gui.actions.command import Command
from gui.context import Context


def _toggle_rejected(context: Context) -> None:
    look = context.look
    look.set_filter(replace(look.filter, rejected=not look.filter.rejected))


def _toggle_accepted(context: Context) -> None:
    look = context.look
    look.set_filter(replace(look.filter, accepted=not look.filter.accepted))


def _toggle_label(context: Context) -> None:
    """Show the focused span's label alone, or all labels again."""
    look, focus = context.look, context.session.focus
    label = "" if look.filter.label or focus is None else focus.label
    look.set_filter(replace(look.filter, label=label))


def _show_all(context: Context) -> None:
    context.look.set_filter(SpanFilter(rejected=context.look.filter.rejected))


def _label_words(context: Context) -> str:
    focus = context.session.focus
    label = context.look.filter.label or (focus.label if focus else "")
    return f"Show {label} only" if label else "Show one label only"


def _has_label(context: Context) -> bool:
    return bool(context.look.filter.label) or context.session.focus is not None


COMMANDS = (
    Command(
        "view.rejected",
        "Show rejected spans",
        _toggle_rejected,
        "View",
        section=True,
        checked=lambda context: context.look.filter.rejected,
    ),
    Command(
        "view.undecided",
        "Show undecided spans only",
        _toggle_accepted,
        "View",
        checked=lambda context: not context.look.filter.accepted,
    ),
    Command(
        "view.one_label",
        "Show one label only",
        _toggle_label,
        "View",
        enabled=_has_label,
        checked=lambda context: bool(context.look.filter.label),
        words=_label_words,
    ),
    Command(
        "view.all", "Show all spans", _show_all, "View", enabled=lambda context: context.look.filter.hides
    ),
    Command(
        "view.scores",
        "Show scores",
        lambda context: context.look.toggle_scores(),
        "View",
        checked=lambda context: context.look.scores,
    ),
    Command(
        "view.others",
        "Show other layers",
        lambda context: context.look.toggle_others(),
        "View",
        checked=lambda context: context.look.others,
    ),
)
