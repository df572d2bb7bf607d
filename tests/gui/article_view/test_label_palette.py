"""The label palette: typing filters, Enter applies, Esc leaves all as it was, the keyboard goes back."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from pytestqt.qtbot import QtBot

from core.annotation.scheme import Colours, Label
from gui.article_view.label_grid import LabelGrid
from gui.article_view.label_palette import LabelPalette
from gui.theme import load_theme

ANCHOR = QRect(100, 100, 80, 20)


@pytest.fixture
def palette(desk: Any) -> LabelPalette:
    desk.show("Kim met Trump\n" * 40)
    desk.view.resize(900, 700)
    return LabelPalette(desk.view, load_theme("light"))


def opened(qtbot: QtBot, palette: LabelPalette, desk: Any, anchor: QRect = ANCHOR) -> Any:
    """Open the palette and return what has the keyboard: its field."""
    palette.open_at(anchor, list(desk.scheme))
    qtbot.waitUntil(lambda: desk.view.window().focusWidget() not in (None, desk.view))
    return desk.view.window().focusWidget()


def grid_of(palette: LabelPalette) -> LabelGrid:
    grid = palette.findChild(LabelGrid)
    assert isinstance(grid, LabelGrid)
    return grid


def test_typing_and_enter_apply_the_best_match(qtbot: QtBot, desk: Any, palette: LabelPalette) -> None:
    field = opened(qtbot, palette, desk)
    qtbot.keyClicks(field, "ev")
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chosen.args == ["EVENT"]
    assert not palette.isVisible()
    assert desk.view.hasFocus()


def test_escape_leaves_all_as_it_was(qtbot: QtBot, desk: Any, palette: LabelPalette) -> None:
    desk.view.select(0, 3)
    field = opened(qtbot, palette, desk)
    qtbot.keyClicks(field, "per")
    with qtbot.waitSignal(palette.dismissed), qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert desk.view.hasFocus()
    assert desk.view.selection() == (0, 3)


def test_a_labels_key_is_its_best_match(qtbot: QtBot, desk: Any, palette: LabelPalette) -> None:
    field = opened(qtbot, palette, desk)
    for typed, wanted in (("y", "MONEY"), ("gpe", "GPE"), ("work of", "WORK_OF_ART"), ("P", "PERSON")):
        field.clear()
        qtbot.keyClicks(field, typed)
        assert grid_of(palette).current == wanted


def test_what_does_not_match_is_never_applied(qtbot: QtBot, desk: Any, palette: LabelPalette) -> None:
    field = opened(qtbot, palette, desk)
    qtbot.keyClicks(field, "zzz")
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_arrows_and_tab_step_through_the_matches(qtbot: QtBot, desk: Any, palette: LabelPalette) -> None:
    field = opened(qtbot, palette, desk)
    grid = grid_of(palette)
    assert grid.current == "PERSON"
    for key, wanted in (
        (Qt.Key.Key_Down, "NORP"),
        (Qt.Key.Key_Tab, "ORG"),
        (Qt.Key.Key_Up, "NORP"),
        (Qt.Key.Key_Right, "QUANTITY"),
        (Qt.Key.Key_Left, "NORP"),
    ):
        qtbot.keyClick(field, key)
        assert grid.current == wanted
    qtbot.keyClicks(field, "loc")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert grid.current == "LOC"


def test_a_click_applies(qtbot: QtBot, desk: Any, palette: LabelPalette) -> None:
    opened(qtbot, palette, desk)
    grid = grid_of(palette)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert chosen.args == ["PERSON"]


@pytest.mark.parametrize("y", [10, 200, 350, 500, 670])
@pytest.mark.parametrize("x", [0, 300, 620])
def test_it_never_lies_on_the_selection(
    qtbot: QtBot, desk: Any, palette: LabelPalette, x: int, y: int
) -> None:
    anchor = QRect(x, y, 60, 20)
    opened(qtbot, palette, desk, anchor)
    assert not palette.geometry().adjusted(6, 6, -6, -6).intersects(anchor)
    assert palette.geometry().left() >= 0
    assert palette.geometry().right() <= desk.view.viewport().width()


def test_many_labels_become_a_filtered_list(qtbot: QtBot, desk: Any, palette: LabelPalette) -> None:
    grey = Colours("#E1E0D6", "#F1F0EA", "#453C2E")
    labels = [Label(f"LABEL_{number}", "", f"L{number}", "", grey, grey) for number in range(60)]
    palette.open_at(ANCHOR, labels)
    field = desk.view.window().focusWidget()
    qtbot.keyClicks(field, "label_37")
    assert grid_of(palette).matching == ("LABEL_37",)
    with qtbot.waitSignal(palette.chosen) as chosen:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert chosen.args == ["LABEL_37"]


def test_it_begins_at_the_present_label(desk: Any, palette: LabelPalette) -> None:
    palette.open_at(ANCHOR, list(desk.scheme), "GPE")
    assert grid_of(palette).current == "GPE"


def test_the_keyboard_elsewhere_closes_it(qtbot: QtBot, desk: Any, palette: LabelPalette) -> None:
    opened(qtbot, palette, desk)
    with qtbot.waitSignal(palette.dismissed):
        desk.view.setFocus()
    assert not palette.isVisible()


def test_it_is_painted_in_both_themes(desk: Any, palette: LabelPalette, theme: Any) -> None:
    palette.set_theme(theme)
    palette.open_at(ANCHOR, list(desk.scheme))
    image = palette.grab().toImage()
    assert image.pixelColor(palette.width() // 2, palette.height() - 14).name() == theme.field.name()
