"""Commands on layers: which one is worked in."""

from core.annotation.span import GOLD
from gui.actions.command import Command
from gui.context import Context, has_article


def _change_layer(context: Context) -> None:
    session = context.session
    session.work_in(session.annotator if session.layer == GOLD else GOLD)


COMMANDS = (
    Command(
        "review.gold",
        "Work in layer gold",
        _change_layer,
        "Review",
        enabled=has_article,
        section=True,
        checked=lambda context: context.session.layer == GOLD,
    ),
)
