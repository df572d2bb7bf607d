"""Commands on which spans are shown, and with what."""

from dataclasses import replace

from core.annotation.span_filter import SpanFilter
from gui.actions.command import Command
from gui.context import Context


def _toggle_rejected(context: Context) -> None:
    session = context.session
    session.set_filter(replace(session.filter, rejected=not session.filter.rejected))


def _toggle_accepted(context: Context) -> None:
    session = context.session
    session.set_filter(replace(session.filter, accepted=not session.filter.accepted))


def _toggle_label(context: Context) -> None:
    """Show the focused span's label alone, or all labels again."""
    session = context.session
    label = "" if session.filter.label or session.focus is None else session.focus.label
    session.set_filter(replace(session.filter, label=label))


def _show_all(context: Context) -> None:
    context.session.set_filter(SpanFilter(rejected=context.session.filter.rejected))


def _label_words(context: Context) -> str:
    focus = context.session.focus
    label = context.session.filter.label or (focus.label if focus else "")
    return f"Show {label} only" if label else "Show one label only"


def _has_label(context: Context) -> bool:
    return bool(context.session.filter.label) or context.session.focus is not None


COMMANDS = (
    Command(
        "view.rejected",
        "Show rejected spans",
        _toggle_rejected,
        "View",
        section=True,
        checked=lambda context: context.session.filter.rejected,
    ),
    Command(
        "view.undecided",
        "Show undecided spans only",
        _toggle_accepted,
        "View",
        checked=lambda context: not context.session.filter.accepted,
    ),
    Command(
        "view.one_label",
        "Show one label only",
        _toggle_label,
        "View",
        enabled=_has_label,
        checked=lambda context: bool(context.session.filter.label),
        words=_label_words,
    ),
    Command(
        "view.all", "Show all spans", _show_all, "View", enabled=lambda context: context.session.filter.hides
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
