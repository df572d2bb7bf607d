"""Commands on the queue: its order, which articles come into it, to whom they are assigned."""

from collections.abc import Callable
from dataclasses import replace

from core.review.queue_choice import ORDER_WORDS, Order
from gui.actions.command import Command
from gui.context import Context, Predicate, has_store

_MENU = "Review/Queue"


def _choose(order: Order) -> Callable[[Context], None]:
    return lambda context: context.session.queueing.choose_order(order)


def _holds(order: Order) -> Predicate:
    return lambda context: context.session.queueing.choice.order is order


def _toggle_mine(context: Context) -> None:
    queueing, annotator = context.session.queueing, context.session.annotator
    wanted = queueing.choice.wanted
    queueing.choose_filter(replace(wanted, annotator="" if wanted.annotator == annotator else annotator))


def _is_mine(context: Context) -> bool:
    return context.session.queueing.choice.wanted.annotator == context.session.annotator


def _has_articles(context: Context) -> bool:
    return has_store(context) and bool(context.session.queueing.chosen or context.session.can_edit)


COMMANDS = (
    *(
        Command(f"queue.{order}", words, _choose(order), _MENU, enabled=has_store, checked=_holds(order))
        for order, words in ORDER_WORDS.items()
    ),
    Command(
        "queue.mine",
        "Only articles assigned to me",
        _toggle_mine,
        _MENU,
        enabled=has_store,
        section=True,
        checked=_is_mine,
    ),
    Command(
        "queue.window",
        "Filters of the queue…",
        lambda context: context.window.open_dialog("queue"),
        _MENU,
        enabled=has_store,
    ),
    Command(
        "queue.assign",
        "Assign articles…",
        lambda context: context.window.open_dialog("assigning"),
        _MENU,
        enabled=_has_articles,
    ),
)
