"""A reader makes the window suit the eyes, and it stays so."""

from pathlib import Path

from PySide6.QtGui import QColor
from user import OpenWindow, User


def paper(user: User) -> QColor:
    """Return the colour of the article's ground, as it is on the screen."""
    return user.view.viewport().grab().toImage().pixelColor(3, 3)


def test_the_theme_is_switched_by_a_command_and_kept(user: User, open_window: OpenWindow) -> None:
    user.do("view.light")
    assert paper(user).lightness() > 200
    user.do("view.dark")
    assert paper(user).lightness() < 60
    assert user.action("view.dark").isChecked()
    assert not user.action("view.light").isChecked()
    again = open_window(store=user.session.path, engine=False)
    again.wait_until(lambda: again.session.can_edit)
    assert paper(again).lightness() < 60
    again.do("view.light")
    assert paper(again).lightness() > 200


def test_zoom_keys_change_the_size_of_the_text_and_keep_it(user: User, open_window: OpenWindow) -> None:
    place = user.place("Safeguarding")
    usual = user.view.place_rect(*place).width()
    user.press("Ctrl++", "Ctrl++")
    larger = user.view.place_rect(*place).width()
    assert larger > usual
    again = open_window(store=user.session.path, engine=False)
    again.wait_until(lambda: again.session.can_edit)
    assert again.view.place_rect(*place).width() == larger
    again.press("Ctrl+0")
    assert again.view.place_rect(*place).width() == usual
    again.press("Ctrl+-")
    assert again.view.place_rect(*place).width() < usual


def test_rejected_spans_are_shown_when_asked_for(user: User) -> None:
    user.press("Tab", "Delete", "Shift+Tab")
    assert user.focused() != ("North Korea", "GPE", "rejected")
    user.do("view.rejected")
    assert user.action("view.rejected").isChecked()
    user.press("Esc")
    user.view.select(0, 0)
    user.press("Tab")
    assert user.focused() == ("North Korea", "GPE", "rejected")
    user.press("Return")
    assert user.rows()[-1] == ("accept", "GPE rejected", "GPE accepted")


def test_a_settings_file_that_cannot_be_written_does_not_stop_the_look(user: User, home: Path) -> None:
    (home / ".config").write_text("in the way")
    user.do("view.dark")
    assert paper(user).lightness() < 60


def test_column_lines_font_and_direction_are_set_by_commands_and_kept(
    user: User, open_window: OpenWindow
) -> None:
    place = user.place("Safeguarding")
    wide, usual = user.view.viewport().width(), user.view.place_rect(*place)
    user.do("reading.narrower")
    assert user.view.viewport().width() < wide
    user.do("reading.taller")
    last = user.place("Danang")
    tall = user.view.place_rect(*last).top()
    user.do("reading.lower")
    assert user.view.place_rect(*last).top() < tall
    user.do("reading.font_sans")
    assert user.action("reading.font_sans").isChecked()
    assert user.view.place_rect(*place).width() != usual.width()
    user.do("reading.right_to_left")
    assert user.view.place_rect(*place).left() > usual.left()
    again = open_window(store=user.session.path, engine=False)
    again.wait_until(lambda: again.session.can_edit)
    assert again.view.place_rect(*place) == user.view.place_rect(*place)
    narrow = again.view.viewport().width()
    again.do("reading.usual")
    assert again.view.viewport().width() > narrow


def test_in_text_set_from_right_to_left_a_click_still_finds_its_span(user: User) -> None:
    user.do("reading.right_to_left")
    user.click("Biegun")
    assert user.focused() == ("Stephen Biegun", "PERSON", "proposed")
    user.press("Shift+Right")
    assert user.rows()[-1][0] == "resize"


def test_colours_are_chosen_by_a_command_and_kept(user: User, open_window: OpenWindow) -> None:
    user.do("view.light")
    user.do("view.palette_high_contrast")
    assert paper(user) == QColor("white")
    user.do("view.dark")
    assert paper(user) == QColor("black")
    again = open_window(store=user.session.path, engine=False)
    again.wait_until(lambda: again.session.can_edit)
    assert paper(again) == QColor("black")
    before = again.view.viewport().grab().toImage()
    again.do("view.palette_colour_blind")
    assert paper(again) != QColor("black")
    assert again.view.viewport().grab().toImage() != before
    assert again.action("view.palette_colour_blind").isChecked()
