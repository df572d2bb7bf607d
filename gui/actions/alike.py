"""Commands on every undecided span that is like the focused one: each is one batch, and one undo."""

from collections.abc import Callable, Sequence

from core.annotation.alike import (
    undecided_alike,
    undecided_of_label,
    undecided_of_origin,
    undecided_scoring,
)
from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Batch, Correction
from core.annotation.edits.accept import accept
from core.annotation.edits.reject import reject
from core.annotation.navigation import next_undecided
from core.annotation.span import Span, State
from core.annotation.wording import quoted
from gui.actions.command import Command
from gui.context import Context, Predicate, has_focus, has_spans
from gui.long_edit import in_slices
from gui.models.span_words import made_by

Choice = Callable[[AnnotatedArticle, Span], Sequence[Span]]
_MENU = "Span/All alike"


def _decide(context: Context, spans: Sequence[Span], state: State) -> None:
    """Decide these spans, say how many they were, and focus the next undecided one."""
    session, focus = context.session, context.session.focus
    annotated = session.annotated
    if annotated is None or not session.can_edit:
        return

    def act(some: Sequence[Span], annotated: AnnotatedArticle, batch: Batch) -> Sequence[Correction]:
        accepts = state is State.ACCEPTED
        return accept(some, batch) if accepts else reject(some, batch, annotated.relations)

    def done() -> None:
        following = next_undecided(annotated, focus, session.filter.shows)
        if following and focus in spans:
            session.set_focus(following.id)
        tell_decided(context, len(spans), state)

    session.long_edit.start(in_slices(spans, act), done)


def tell_decided(context: Context, number: int, state: State) -> None:
    """Say how many spans were decided at once."""
    session = context.session
    if not number:
        session.tell("No undecided span is like that.")
        return
    many = "1 span was" if number == 1 else f"{number:,} spans were"
    session.tell(f"{many} {state}.", action_text="Undo", action=session.undoing.undo, action_key="Ctrl+Z")


def _to_focus(choice: Choice, state: State) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        span, annotated = context.session.focus, context.session.annotated
        if span and annotated:
            _decide(context, choice(annotated, span), state)

    return run


def _accept_sure(context: Context) -> None:
    if annotated := context.session.annotated:
        _decide(context, undecided_scoring(annotated, context.session.threshold), State.ACCEPTED)


def _words(otherwise: str, words: Callable[[Context, Span], str]) -> Callable[[Context], str]:
    def told(context: Context) -> str:
        return words(context, context.session.focus) if context.session.focus else otherwise

    return told


def _name(context: Context, span: Span) -> str:
    assert context.session.annotated
    return f"{quoted(context.session.annotated.surface(span))} as {span.label}"


def _score(span: Span) -> str:
    return f"{span.score:.2f}" if span.score is not None else "no score"


def _has_score(context: Context) -> bool:
    return context.session.focus is not None and context.session.focus.score is not None


def _row(
    name: str,
    state: State,
    otherwise: str,
    words: Callable[[Context, Span], str],
    choice: Choice,
    enabled: Predicate = has_focus,
    section: bool = False,
) -> Command:
    told = _words(otherwise, words)
    return Command(name, otherwise, _to_focus(choice, state), _MENU, (), enabled, section=section, words=told)


_ACCEPTED, _REJECTED = State.ACCEPTED, State.REJECTED

COMMANDS = (
    _row(
        "alike.accept",
        _ACCEPTED,
        "Accept all of the same name and label",
        lambda context, span: f"Accept all {_name(context, span)}",
        undecided_alike,
    ),
    _row(
        "alike.accept_label",
        _ACCEPTED,
        "Accept all of the same label",
        lambda context, span: f"Accept all {span.label}",
        lambda annotated, span: undecided_of_label(annotated, span.label),
    ),
    _row(
        "alike.accept_score",
        _ACCEPTED,
        "Accept all that score as high",
        lambda context, span: f"Accept all that score {_score(span)} or more",
        lambda annotated, span: undecided_scoring(annotated, span.score or 0.0),
        _has_score,
    ),
    Command("alike.accept_sure", "Accept all that are not doubtful", _accept_sure, _MENU, (), has_spans),
    _row(
        "alike.reject",
        _REJECTED,
        "Reject all of the same name and label",
        lambda context, span: f"Reject all {_name(context, span)}",
        undecided_alike,
        section=True,
    ),
    _row(
        "alike.reject_label",
        _REJECTED,
        "Reject all of the same label",
        lambda context, span: f"Reject all {span.label}",
        lambda annotated, span: undecided_of_label(annotated, span.label),
    ),
    _row(
        "alike.reject_origin",
        _REJECTED,
        "Reject all of the same origin",
        lambda context, span: f"Reject all made by {made_by(span)}",
        lambda annotated, span: undecided_of_origin(annotated, span.origin),
    ),
)
