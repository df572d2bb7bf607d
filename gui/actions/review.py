"""Commands on the open article as a whole: what is left in it, and its review status."""

from collections.abc import Callable

from core.annotation.correction import Status
from core.annotation.edits.accept import accept
from core.annotation.edits.status import set_status
from core.settings import OPEN_NEXT
from gui.actions.command import Command, Scope
from gui.article_order import open_neighbour, open_next
from gui.context import Context, Predicate, has_article


def _finish(context: Context) -> None:
    context.session.edit(
        lambda annotated, batch: (
            *accept([span for span in annotated if not span.decided], batch),
            *set_status(annotated, Status.REVIEWED, batch),
        )
    )
    if context.settings[OPEN_NEXT]:
        open_next(context.session)
    else:
        context.session.tell("The article is reviewed.", "Alt+Down opens the next one.")


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
            (),
            has_article,
            section=status is Status.REVIEWED,
            checked=_is(status),
        )
        for status, words in (
            (Status.REVIEWED, "reviewed"),
            (Status.FLAGGED, "flagged"),
            (Status.IN_PROGRESS, "in progress"),
            (Status.TODO, "to do"),
        )
    ),
    Command("article.next", "Next article", _next_article, "Article", ("Alt+Down",), has_article),
    Command("article.previous", "Previous article", _previous_article, "Article", ("Alt+Up",), has_article),
)
