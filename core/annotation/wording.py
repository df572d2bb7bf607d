"""What a batch of corrections did, in a few words: for the undo menu, the message bar and the history."""

from collections.abc import Sequence

from core.annotation.correction import Action, Correction, Status
from core.annotation.span import Span

_LONGEST_SURFACE = 30

_VERBS = {
    Action.PROPOSE: "proposed",
    Action.IMPORT: "imported",
    Action.ADD: "added",
    Action.ACCEPT: "accepted",
    Action.REJECT: "rejected",
    Action.REMOVE: "removed",
    Action.RELABEL: "relabelled",
    Action.RESIZE: "resized",
    Action.SPLIT: "split",
    Action.MERGE: "merged",
    Action.RELATE: "related",
    Action.NOTE: "noted",
    Action.UNDO: "undone",
    Action.REDO: "redone",
    Action.STATUS: "status set",
}

STATUS_WORDS = {
    Status.TODO: "to do",
    Status.IN_PROGRESS: "in progress",
    Status.REVIEWED: "reviewed",
    Status.FLAGGED: "flagged",
}


def describe(corrections: Sequence[Correction], text: str) -> str:
    """Return what a batch did, such as `“Biegun” relabelled to ORG` or `14 spans accepted`.

    `text` is the article's, from which surfaces are quoted.
    """
    spans = [one for one in corrections if isinstance(one.subject, Span)]
    if not spans:
        return _without_spans(corrections)
    verb = _VERBS[spans[0].action]
    if len({one.span_id for one in spans}) > 1 and spans[0].action not in (Action.SPLIT, Action.MERGE):
        return f"{len(spans)} spans {verb}"
    return f"{_surface(spans[0], text)} {verb}{_to_what(spans[0])}"


def quoted(surface: str) -> str:
    """Return a surface in quotation marks, white space folded, a long one shortened."""
    words = " ".join(surface.split())
    shown = words if len(words) <= _LONGEST_SURFACE else words[: _LONGEST_SURFACE - 1].rstrip() + "…"
    return f"“{shown}”"


def _surface(correction: Correction, text: str) -> str:
    span = correction.before if isinstance(correction.before, Span) else correction.subject
    assert isinstance(span, Span)
    return quoted(text[span.start : span.end])


def _to_what(correction: Correction) -> str:
    if correction.action is Action.RELABEL and isinstance(correction.after, Span):
        return f" to {correction.after.label}"
    if correction.action is Action.ADD and isinstance(correction.after, Span):
        return f" as {correction.after.label}"
    return ""


def _without_spans(corrections: Sequence[Correction]) -> str:
    after = corrections[-1].after if corrections else None
    if isinstance(after, Status):
        return f"status set to {STATUS_WORDS[after]}"
    number = len(corrections)
    verb = "related" if after else "unrelated"
    return f"{number} pair{'s' if number > 1 else ''} of spans {verb}" if corrections else "nothing"
