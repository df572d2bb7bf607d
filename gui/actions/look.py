"""Commands on the look: colours, and how the article is set to be read: column, lines, font, direction."""

from collections.abc import Callable

from core.settings import DIRECTION, FONT, LINE_HEIGHT, PALETTE, READING_WIDTH, THEME, Setting
from gui.actions.command import Command
from gui.context import Context, Predicate

_CHARACTERS, _PER_CENT = 4, 10


def _step(setting: Setting[int], by: int) -> Callable[[Context], None]:
    return lambda context: context.look.step(setting, by)


def _choose(setting: Setting[str], value: str) -> Callable[[Context], None]:
    return lambda context: context.look.choose(setting, value)


def _has(setting: Setting[str], value: str) -> Predicate:
    return lambda context: context.look.chosen(setting) == value


def _usual(context: Context) -> None:
    context.look.step(READING_WIDTH, 0)
    context.look.step(LINE_HEIGHT, 0)


COMMANDS = (
    *(
        Command(f"view.{choice}", text, _choose(THEME, choice), "View/Theme", checked=_has(THEME, choice))
        for choice, text in (("system", "As the desktop"), ("light", "Light"), ("dark", "Dark"))
    ),
    *(
        Command(
            f"view.palette_{choice.replace('-', '_')}",
            text,
            _choose(PALETTE, choice),
            "View/Colours",
            checked=_has(PALETTE, choice),
        )
        for choice, text in (
            ("usual", "Usual"),
            ("high-contrast", "High contrast"),
            ("colour-blind", "For colour-blind eyes"),
        )
    ),
    Command("reading.wider", "Wider column", _step(READING_WIDTH, _CHARACTERS), "View/Column and lines"),
    Command(
        "reading.narrower", "Narrower column", _step(READING_WIDTH, -_CHARACTERS), "View/Column and lines"
    ),
    Command(
        "reading.taller",
        "More space between lines",
        _step(LINE_HEIGHT, _PER_CENT),
        "View/Column and lines",
        section=True,
    ),
    Command(
        "reading.lower", "Less space between lines", _step(LINE_HEIGHT, -_PER_CENT), "View/Column and lines"
    ),
    Command("reading.usual", "Usual column and lines", _usual, "View/Column and lines", section=True),
    *(
        Command(
            f"reading.font_{family or 'serif'}",
            text,
            _choose(FONT, family),
            "View/Font",
            checked=_has(FONT, family),
        )
        for family, text in (("", "Serif"), ("sans", "Sans serif"), ("fixed", "Fixed width"))
    ),
    *(
        Command(
            f"reading.{value.replace('-', '_')}",
            text,
            _choose(DIRECTION, value),
            "View/Text direction",
            checked=_has(DIRECTION, value),
        )
        for value, text in (
            ("auto", "As each paragraph begins"),
            ("left-to-right", "Left to right"),
            ("right-to-left", "Right to left"),
        )
    ),
)
