"""The line of labels."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.annotation.scheme import Label, Scheme
from gui.theme import Theme, unit
from gui.widgets.label_line import LabelLine, _LabelButton


@pytest.fixture
def line(scheme: Scheme, theme: Theme, qtbot: QtBot) -> LabelLine:
    line = LabelLine(scheme, theme)
    qtbot.addWidget(line)
    line.resize(1440, line.height())
    line.show()
    return line


def _buttons(line: LabelLine) -> list[_LabelButton]:
    return line.findChildren(_LabelButton)


def _words(line: LabelLine) -> str:
    return _buttons(line)[0]._name


def test_a_click_chooses_a_label_and_leaves_the_keyboard(line: LabelLine, qtbot: QtBot) -> None:
    button = next(button for button in _buttons(line) if button.label.name == "ORG")
    with qtbot.waitSignal(line.label_chosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["ORG"]
    assert not button.hasFocus()


@pytest.mark.parametrize(("width", "words"), [(1440, "PERSON"), (1100, "PER"), (620, "")])
def test_names_are_shortened_as_there_is_less_room(line: LabelLine, width: int, words: str) -> None:
    line.resize(width, line.height())
    assert _words(line) == words
    assert line.height() == unit(38)


def test_in_a_narrow_window_no_label_is_lost(line: LabelLine) -> None:
    line.resize(200, line.height())
    assert line.height() > unit(38)
    assert all(line.rect().contains(button.geometry()) for button in _buttons(line))
    places = [button.geometry() for button in _buttons(line)]
    assert not any(a.intersects(b) for at, a in enumerate(places) for b in places[at + 1 :])


def test_hundreds_of_labels_wrap(scheme: Scheme, line: LabelLine) -> None:
    many = tuple(
        Label(f"LABEL_{at}", "", "L", "", scheme.labels[0].light, scheme.labels[0].dark) for at in range(200)
    )
    line.set_scheme(Scheme("many", "Many", (many,)))
    assert len(_buttons(line)) >= 200
    assert line.height() > unit(38)


def test_the_current_label_is_framed_and_told(line: LabelLine) -> None:
    line.set_current("GPE")
    told = [button.label.name for button in _buttons(line) if button.accessibleDescription()]
    assert told == ["GPE"]
    line.set_current(None)
    assert not any(button.accessibleDescription() for button in _buttons(line))


def test_hidden_it_does_not_stretch_its_window(scheme: Scheme, theme: Theme, qtbot: QtBot) -> None:
    line = LabelLine(scheme, theme)
    qtbot.addWidget(line)
    line.resize(50, 38)
    assert line.height() == unit(38)
