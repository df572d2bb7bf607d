"""A command for each label of the scheme: relabel the focused span, or make one of the selected text."""

from core.annotation.edits.add import add
from core.annotation.edits.relabel import relabel
from core.annotation.offsets import trimmed
from core.annotation.scheme import Label, Scheme
from core.annotation.span import Span
from gui.actions.command import Command, Scope
from gui.context import Context, has_article


def apply_label(context: Context, label: str) -> None:
    """Give the focused span this label, or make a span of the selected text; the span keeps the focus."""
    session = context.session
    if session.focus or session.selection:
        session.labels.last = label
    if spans := session.targets:
        done = session.edit(lambda annotated, batch: relabel(spans, label, batch))
        if len(spans) > 1:
            session.set_focus(spans[0].id)
            session.tell(f"{len(done):,} spans were labelled {label}.")
    elif session.selection and session.annotated:
        start, end = trimmed(session.annotated.text, *session.selection)
        done = session.edit(lambda annotated, batch: add(annotated, start, end, label, batch))
        made = [one.subject for one in done] or session.annotated.at(start, end)
        for subject in made:
            if isinstance(subject, Span) and subject.label == label:
                session.set_focus(subject.id)
    elif session.labels.brush:
        session.labels.take_brush(label)
    else:
        session.tell("A label needs a span.", "Focus one with Tab, or select text with Shift and the arrows.")


def commands(scheme: Scheme) -> tuple[Command, ...]:
    """Return the rows for a scheme's labels, of which the first nine have a digit too, and for the brush."""
    brush = Command(
        "label.brush",
        "Brush: keep a label active",
        _toggle_brush,
        "Span",
        ("Shift+B",),
        has_article,
        Scope.ARTICLE,
        checked=_has_brush,
    )
    return (*(_command(label, place) for place, label in enumerate(scheme, 1)), brush)


def _toggle_brush(context: Context) -> None:
    """Keep the focused span's label active, else the one used last, else the first; or end that."""
    session = context.session
    labels = session.labels
    focused = session.focus.label if session.focus else ""
    at_hand = (focused, labels.last, *(label.name for label in session.scheme))
    labels.take_brush("" if labels.brush else next(filter(None, at_hand), ""))
    if labels.brush:
        hint = "A label’s key changes the brush, Esc ends it."
        session.tell(f"What you select becomes {labels.brush}.", hint)


def _has_brush(context: Context) -> bool:
    return bool(context.session.labels.brush)


def _command(label: Label, place: int) -> Command:
    keys = (*((label.key,) if label.key else ()), *((str(place),) if place <= 9 else ()))
    return Command(
        f"label.{label.name}",
        label.name,
        lambda context: apply_label(context, label.name),
        "Span/Label",
        keys,
        has_article,
        Scope.ARTICLE,
    )
