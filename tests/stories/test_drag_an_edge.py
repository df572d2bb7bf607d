"""A reviewer drags the handles of the focused span."""

from PySide6.QtCore import QPoint, Qt
from user import User

ALT = Qt.KeyboardModifier.AltModifier


def knob(user: User, at_end: bool) -> QPoint:
    """Return where a handle of the focused span is."""
    focus = user.session.focus
    assert focus
    rect = user.view.place_rect(focus.start, focus.end)
    return QPoint(rect.right() if at_end else rect.left(), rect.top() - 1)


def test_the_end_is_dragged_to_the_end_of_a_word(user: User) -> None:
    user.click("Donald Trump")
    assert user.focused() == ("Donald Trump", "PERSON", "proposed")
    _, end = user.place("Donald Trump and North")
    user.drag(knob(user, at_end=True), user.edge(end - 2))
    user.wait_until(lambda: user.actions() == ["resize"])
    assert user.focused() == ("Donald Trump and North", "PERSON", "accepted")
    user.press("Ctrl+Z")
    assert user.focused() == ("Donald Trump", "PERSON", "proposed")


def test_the_start_is_dragged_to_the_start_of_a_word(user: User) -> None:
    user.click("Donald Trump")
    start, _ = user.place("President Donald Trump")
    user.drag(knob(user, at_end=False), user.edge(start + 3))
    user.wait_until(lambda: user.actions() == ["resize"])
    assert user.focused() == ("President Donald Trump", "PERSON", "accepted")


def test_alt_drags_by_characters(user: User) -> None:
    user.click("Donald Trump")
    start, _ = user.place("Donald Trump")
    user.drag(knob(user, at_end=True), user.edge(start + 9), ALT)
    user.wait_until(lambda: user.actions() == ["resize"])
    assert user.focused() == ("Donald Tr", "PERSON", "accepted")


def test_escape_lets_the_edge_go_back(user: User) -> None:
    user.click("Donald Trump")
    _, end = user.place("Donald Trump and North")
    user.hold(knob(user, at_end=True), user.edge(end))
    user.press("Esc")
    user.let_go(user.edge(end))
    assert user.focused() == ("Donald Trump", "PERSON", "proposed")
    assert user.rows() == []


def test_dragged_back_to_where_it_was_nothing_was_done(user: User) -> None:
    user.click("Donald Trump")
    end = knob(user, at_end=True)
    user.hold(end, end + QPoint(80, 12))
    user.move(end)
    user.let_go(end)
    assert user.focused() == ("Donald Trump", "PERSON", "proposed")
    assert user.rows() == []
