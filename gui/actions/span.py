"""Commands on the focused span."""

from collections.abc import Callable, Sequence

from core.annotation.correction import Correction
from core.annotation.edits.accept import accept
from core.annotation.edits.merge import merge, merge_partner
from core.annotation.edits.propagate import propagate, propagate_spellings
from core.annotation.edits.reject import reject
from core.annotation.edits.resize import Edge, Step, moved_edge, resize
from core.annotation.edits.split import split, split_point
from core.annotation.navigation import (
    next_doubtful,
    next_span,
    next_undecided,
    previous_doubtful,
    previous_span,
)
from core.annotation.span import Span, State
from core.annotation.wording import quoted
from gui.actions.alike import tell_decided
from gui.actions.command import Command, Scope
from gui.context import Context, has_focus, has_spans, has_target


def _focus(context: Context, span: Span | None) -> None:
    if span:
        context.session.set_focus(span.id)


def _go_next(context: Context) -> None:
    assert context.session.annotated
    _focus(context, next_span(context.session.annotated, _place(context), context.session.filter.shows))


def _go_previous(context: Context) -> None:
    assert context.session.annotated
    _focus(context, previous_span(context.session.annotated, _place(context), context.session.filter.shows))


def _go_next_doubtful(context: Context) -> None:
    assert context.session.annotated
    session, shows = context.session, context.session.filter.shows
    span = next_doubtful(context.session.annotated, _place(context), session.threshold, shows)
    _focus_or_tell(context, span)


def _go_previous_doubtful(context: Context) -> None:
    assert context.session.annotated
    session, shows = context.session, context.session.filter.shows
    span = previous_doubtful(context.session.annotated, _place(context), session.threshold, shows)
    _focus_or_tell(context, span)


def _place(context: Context) -> Span | None:
    """Return the focused span, or one that stands for the caret where none is focused."""
    session = context.session
    if session.focus or not context.view.caret():
        return session.focus
    return Span(context.view.caret(), context.view.caret(), "", session.layer, id="")


def _focus_or_tell(context: Context, span: Span | None) -> None:
    if span is None:
        context.session.tell("No doubtful span is left in this article.")
    _focus(context, span)


def go_on(context: Context, span: Span) -> None:
    """Focus the next undecided span after one; where none is left, say so and keep the focus near."""
    annotated = context.session.annotated
    assert annotated
    shows = context.session.filter.shows
    following = next_undecided(annotated, span, shows)
    if following is None:
        here = annotated.get(span.id)
        _focus(context, here if here and shows(here) else next_span(annotated, span, shows))
        _tell_all_decided(context)
    _focus(context, following)


def _tell_all_decided(context: Context) -> None:
    if words := context.session.filter.words:
        context.session.tell("Every span that is shown is decided.", f"Shown are {words}.")
    else:
        context.session.tell("Every span is decided.", "Ctrl+Enter marks the article reviewed.")


def _accept(context: Context) -> None:
    if spans := context.session.targets:
        context.session.edit(lambda annotated, batch: accept(spans, batch))
        _go_on_from(context, spans, State.ACCEPTED)


def _reject(context: Context) -> None:
    if spans := context.session.targets:
        context.session.edit(lambda annotated, batch: reject(spans, batch, annotated.relations))
        _go_on_from(context, spans, State.REJECTED)


def _go_on_from(context: Context, spans: Sequence[Span], state: State) -> None:
    """Go on from the last of the spans that were decided; say how many, where they were several."""
    go_on(context, spans[-1])
    if len(spans) > 1:
        tell_decided(context, len(spans), state)


def _move(edge: Edge, step: Step, forward: bool) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        if span := context.session.focus:
            context.session.edit(
                lambda annotated, batch: resize(
                    annotated, span, *moved_edge(annotated.text, span, edge, step, forward), batch
                )
            )

    return run


def _propagate(context: Context) -> None:
    _label_others(context, propagate, "occurrence")


def _seek(context: Context) -> None:
    session = context.session
    assert session.annotated
    label = session.focus.label if session.focus else session.labels.last
    context.window.seek(_surface(context), label)


def _seek_words(context: Context) -> str:
    surface = _surface(context)
    return f"Every {quoted(surface)} in the store…" if surface else "Every occurrence in the store…"


def _surface(context: Context) -> str:
    session = context.session
    place = session.focus.place if session.focus else session.selection
    return session.annotated.text[slice(*place)] if session.annotated and place else ""


def _propagate_spellings(context: Context) -> None:
    _label_others(context, propagate_spellings, "spelling")


def _label_others(context: Context, act: Callable[..., tuple[Correction, ...]], what: str) -> None:
    """Label what is like the focused span as it is labelled, and say how many that were."""
    if span := context.session.focus:
        done = context.session.edit(lambda annotated, batch: act(annotated, span, batch))
        times = {0: f"No other {what} was", 1: f"1 other {what} was"}
        many = times.get(len(done), f"{len(done)} other {what}s were")
        context.session.tell(f"{many} labelled {span.label}.")


def _merge(context: Context) -> None:
    if span := context.session.focus:
        context.session.edit(
            lambda annotated, batch: merge(span, merge_partner(annotated, span), batch, annotated.relations)
        )


def _split(context: Context) -> None:
    if span := context.session.focus:
        caret = context.view.caret()
        context.session.edit(
            lambda annotated, batch: split(annotated, span, split_point(annotated.text, span, caret), batch)
        )


def _open_label_palette(context: Context) -> None:
    context.window.open_label_palette()


_WORD, _CHARACTER = Step.WORD, Step.CHARACTER

COMMANDS = (
    Command("span.next", "Next span", _go_next, "Span", ("Tab",), has_spans, Scope.ARTICLE),
    Command("span.previous", "Previous span", _go_previous, "Span", ("Shift+Tab",), has_spans, Scope.ARTICLE),
    Command("span.next_doubtful", "Next doubtful span", _go_next_doubtful, "Span", ("F8",), has_spans),
    Command(
        "span.previous_doubtful",
        "Previous doubtful span",
        _go_previous_doubtful,
        "Span",
        ("Shift+F8",),
        has_spans,
    ),
    Command(
        "span.accept",
        "Accept, go to the next undecided",
        _accept,
        "Span",
        ("Return", "Enter"),
        has_focus,
        Scope.ARTICLE,
        section=True,
    ),
    Command(
        "span.reject",
        "Reject or remove, go to the next undecided",
        _reject,
        "Span",
        ("Del", "Backspace"),
        has_focus,
        Scope.ARTICLE,
    ),
    Command(
        "span.label", "Choose a label…", _open_label_palette, "Span", ("Space",), has_target, Scope.ARTICLE
    ),
    Command(
        "span.propagate",
        "Same label for every other occurrence",
        _propagate,
        "Span",
        ("=",),
        has_focus,
        Scope.ARTICLE,
    ),
    Command(
        "span.everywhere",
        "Every occurrence in the store…",
        _seek,
        "Span",
        ("Shift+=", "+"),
        has_target,
        Scope.ARTICLE,
        words=_seek_words,
    ),
    Command(
        "span.spellings",
        "Same label for other spellings",
        _propagate_spellings,
        "Span",
        ("Alt+=",),
        has_focus,
        Scope.ARTICLE,
    ),
    Command("span.merge", "Merge with the next span", _merge, "Span", ("M",), has_focus, Scope.ARTICLE),
    Command("span.split", "Split at the caret", _split, "Span", ("S",), has_focus, Scope.ARTICLE),
    *(
        Command(
            f"span.{edge.value}_{'right' if forward else 'left'}_{step.value}",
            f"Move the {edge.value} {'right' if forward else 'left'} by a {step.value}",
            _move(edge, step, forward),
            "Span/Move an edge",
            (f"{modifiers}+{'Right' if forward else 'Left'}",),
            has_focus,
            Scope.ARTICLE,
        )
        for edge, step, modifiers in (
            (Edge.END, _WORD, "Shift"),
            (Edge.START, _WORD, "Alt+Shift"),
            (Edge.END, _CHARACTER, "Ctrl+Shift"),
            (Edge.START, _CHARACTER, "Ctrl+Alt+Shift"),
        )
        for forward in (True, False)
    ),
)
