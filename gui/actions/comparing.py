"""Commands on layers: which one is worked in, where they differ, and gold made of them."""

from collections.abc import Callable

from core.annotation.span import GOLD
from gui.actions.command import Command
from gui.adjudicating import go_on, merge
from gui.context import Context, has_article

_MENU = "Review/Make gold of what is compared"


def _change_layer(context: Context) -> None:
    session = context.session
    session.work_in(session.annotator if session.layer == GOLD else GOLD)


def _compare(context: Context) -> None:
    session = context.session
    context.window.give_keyboard("compare")
    if session.layer != GOLD:
        session.work_in(GOLD, session.comparing.keyboard_wanted.emit)


def _go_on(context: Context) -> None:
    context.window.give_keyboard("compare")
    go_on(context.session)


def _take_agreed(context: Context) -> None:
    from core.review.adjudication import all_agree

    merge(context.session, all_agree)


def _take_majority(context: Context) -> None:
    from core.review.adjudication import majority

    merge(context.session, majority)


def _prefer(number: int) -> Callable[[Context], None]:
    def run(context: Context) -> None:
        from core.review.adjudication import prefer

        merge(context.session, prefer(context.session.comparing.layers[number]))

    return run


def _prefer_words(number: int, otherwise: str) -> Callable[[Context], str]:
    def words(context: Context) -> str:
        layers = context.session.comparing.layers
        return f"Take what {layers[number]} has, and nothing else" if layers else otherwise

    return words


def _compares(context: Context) -> bool:
    return has_article(context) and bool(context.session.comparing.layers)


COMMANDS = (
    Command(
        "review.compare",
        "Compare layers",
        _compare,
        "Review",
        ("Ctrl+Shift+K",),
        has_article,
        section=True,
    ),
    Command("review.next_difference", "Next difference", _go_on, "Review", ("F7",), has_article),
    Command("review.merge_agreed", "Take what all layers have", _take_agreed, _MENU, enabled=_compares),
    Command("review.merge_majority", "Take what most layers have", _take_majority, _MENU, enabled=_compares),
    *(
        Command(
            f"review.prefer_{which}",
            f"Take what the {which} layer has",
            _prefer(number),
            _MENU,
            enabled=_compares,
            section=number == 0,
            words=_prefer_words(number, f"Take what the {which} layer has"),
        )
        for number, which in enumerate(("first", "second"))
    ),
    Command(
        "review.gold",
        "Work in layer gold",
        _change_layer,
        "Review",
        enabled=has_article,
        checked=lambda context: context.session.layer == GOLD,
    ),
)
