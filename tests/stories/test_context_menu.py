"""The right button has everything that can be done to a span."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from user import User


def open_menu(user: User, words: str) -> QMenu:
    """Ask for the menu at words of the article."""
    point = user.point(*user.place(words))
    place = user.view.viewport().mapToGlobal(point)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, place)
    QApplication.sendEvent(user.view.viewport(), event)
    user.wait_until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(user: User, menu: QMenu, *words: str) -> None:
    """Choose an item by its words, through its submenu."""
    for word in words[:-1]:
        menu = next(action.menu() for action in menu.actions() if action.text() == word)
    next(action for action in menu.actions() if action.text() == words[-1]).trigger()
    popup = QApplication.activePopupWidget()
    if popup:
        popup.close()


def test_it_focuses_the_span_at_the_point_and_rejects_it(user: User) -> None:
    menu = open_menu(user, "Reuters")
    assert user.focused() == ("Reuters", "ORG", "proposed")
    choose(user, menu, "Reject or remove, go to the next undecided")
    user.wait_until(lambda: user.rows() == [("reject", "ORG proposed", "ORG rejected")])


def test_it_relabels(user: User) -> None:
    choose(user, open_menu(user, "Reuters"), "Label", "PERSON")
    user.wait_until(lambda: user.rows() == [("relabel", "ORG proposed", "PERSON accepted")])
    assert user.focused() == ("Reuters", "PERSON", "accepted")


def test_it_moves_an_edge(user: User) -> None:
    menu = open_menu(user, "Donald Trump")
    choose(user, menu, "Move an edge", "Move the start left by a word")
    user.wait_until(lambda: user.actions() == ["resize"])
    assert user.focused() == ("President Donald Trump", "PERSON", "accepted")


def test_on_selected_text_it_makes_a_span(user: User) -> None:
    user.double_click("envoy")
    user.press("Esc")
    choose(user, open_menu(user, "envoy"), "Label", "LAW")
    user.wait_until(lambda: user.actions() == ["add"])
    assert user.focused() == ("envoy", "LAW", "accepted")


def test_on_plain_text_there_is_none(user: User) -> None:
    point = user.point(*user.place("is taking"))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, QPoint())
    QApplication.sendEvent(user.view.viewport(), event)
    assert QApplication.activePopupWidget() is None
