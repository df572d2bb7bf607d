"""Commands on the open article as a whole: what is left in it, and its review status."""

from collections.abc import Callable, Sequence

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Batch, Correction, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.status import set_status
from core.settings import OPEN_NEXT
from gui.actions.command import Command, Scope
from gui.article_order import open_neighbour, open_next
from gui.context import Context, Predicate, has_article, has_store
from gui.long_edit import in_slices


def _finish(context: Context) -> None:
    """Accept what is left, and with the last of it mark the article; then open the next one."""
    session, annotated = context.session, context.session.annotated
    assert annotated
    left = [span for span in annotated if not span.decided]
    *most, last = in_slices(left, lambda some, _annotated, batch: accept(some, batch))

    def finish(annotated: AnnotatedArticle, batch: Batch) -> Sequence[Correction]:
        return (*last(annotated, batch), *set_status(annotated, Status.REVIEWED, batch))

    def done() -> None:
        if context.settings[OPEN_NEXT]:
            open_next(session)
        else:
            session.tell("The article is reviewed.", "Alt+Down opens the next one.")

    session.long_edit.start([*most, finish], done)


def _set(status: Status) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        context.session.edit(lambda annotated, batch: set_status(annotated, status, batch))

    return run


def _is(status: Status) -> Predicate:
    def checked(context: Context) -> bool:
        annotated = context.session.annotated
        return annotated is not None and annotated.status is status

    return checked


def _next_article(context: Context) -> None:
    open_neighbour(context.session, forward=True)


def _previous_article(context: Context) -> None:
    open_neighbour(context.session, forward=False)


COMMANDS = (
    Command(
        "review.finish",
        "Accept all that is left, mark reviewed, open the next",
        _finish,
        "Review",
        ("Ctrl+Return", "Ctrl+Enter"),
        has_article,
        Scope.WINDOW,
    ),
    *(
        Command(
            f"review.{status.value}",
            f"Mark as {words}",
            _set(status),
            "Review",
            (f"Ctrl+{number}",),
            has_article,
            section=status is Status.REVIEWED,
            checked=_is(status),
        )
        for number, (status, words) in enumerate(
            (
                (Status.REVIEWED, "reviewed"),
                (Status.FLAGGED, "flagged"),
                (Status.IN_PROGRESS, "in progress"),
                (Status.TODO, "to do"),
            ),
            start=1,
        )
    ),
    Command(
        "review.statistics",
        "Statistics…",
        lambda context: context.window.open_dialog("statistics"),
        "Review",
        enabled=has_store,
        section=True,
    ),
    Command(
        "review.agreement",
        "Agreement of layers…",
        lambda context: context.window.open_dialog("agreement"),
        "Review",
        enabled=has_store,
    ),
    Command(
        "review.residual",
        "Errors left…",
        lambda context: context.window.open_dialog("residual"),
        "Review",
        ("Ctrl+Shift+E",),
        enabled=has_store,
    ),
    Command("article.next", "Next article", _next_article, "Article", ("Alt+Down",), has_article),
    Command("article.previous", "Previous article", _previous_article, "Article", ("Alt+Up",), has_article),
)
