"""A reader looks at spans with the mouse: nothing is changed by a click."""

from PySide6.QtWidgets import QApplication
from user import User


def test_a_click_focuses_and_a_click_again_the_one_beneath(user: User) -> None:
    user.click("Reuters")
    assert user.focused() == ("Reuters", "ORG", "proposed")
    user.press("Alt+Shift+Left", "Esc")
    outer = user.span("Talks – Reuters")
    user.double_click("Reuters")
    user.press("Esc", "P")
    inner = user.session.focus
    assert inner and outer.contains(*inner.place)
    user.press("Esc")
    user.click("Reuters")
    assert user.session.focus == inner
    user.click("Reuters")
    assert user.session.focus == outer
    user.click("Reuters")
    assert user.session.focus == inner


def test_a_click_on_plain_text_leaves_the_focus_and_puts_the_caret_there(user: User) -> None:
    user.click("Reuters")
    user.click("is taking")
    assert user.focused() is None
    user.press("Shift+Ctrl+Right", "P")
    focus = user.session.focus
    assert focus
    assert user.surface(focus) in "is taking"


def test_what_is_selected_is_copied_as_the_article_has_it(user: User) -> None:
    start, _ = user.place("Summit Talks")
    _, end = user.place("By Michelle Nichols")
    user.drag(user.edge(start), user.point(end - 2, end - 1))
    user.press("Esc", "Ctrl+C")
    assert user.session.annotated
    copied = QApplication.clipboard().text()
    assert copied == user.selected()
    assert copied in user.session.annotated.text
    assert "\n" in copied
    assert user.rows() == []
