"""The open article as it was: a slider over its history, and any batch of it taken back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider
from user import OpenWindow, User, add_articles

from gui.widgets.filter_line import FilterLine
from gui.widgets.menu_button import MenuButton
from gui.widgets.moment_slider import MomentSlider


def history(user: User) -> None:
    """Show the panel, and wait for the moments of the open article."""
    user.press("Ctrl+H")
    user.wait_until(lambda: slider(user).isEnabled())


def slider(user: User) -> QSlider:
    found: QSlider = user.panel("history").findChild(MomentSlider).findChild(QSlider)
    return found


def states(user: User) -> list[str]:
    return [str(span.state) for span in user.session.annotated or ()]


def test_the_slider_shows_the_article_as_it_was(user: User) -> None:
    user.press("Tab", "Return", "Return", "P")
    now = states(user)
    history(user)
    QTest.keyClick(slider(user), Qt.Key.Key_Left)
    user.wait_until(lambda: user.session.is_past)
    assert states(user).count("accepted") == now.count("accepted") - 1
    QTest.keyClick(slider(user), Qt.Key.Key_Home)
    user.wait_until(lambda: "accepted" not in states(user))
    assert "3 of now's spans differ" in slider(user).accessibleDescription()


def test_the_past_is_read_only_and_esc_returns_to_now(user: User) -> None:
    user.press("Tab", "Return", "Return")
    now = states(user)
    history(user)
    QTest.keyClick(slider(user), Qt.Key.Key_Home)
    user.wait_until(lambda: user.session.is_past)
    user.come_back()
    user.press("Tab", "Return", "P", "Delete")
    assert user.actions() == ["accept", "accept"]
    user.press("Esc", "Esc")
    user.wait_until(lambda: not user.session.is_past)
    assert states(user) == now
    assert slider(user).accessibleDescription() == "now"


def test_an_undo_in_the_past_returns_to_now_and_undoes(user: User) -> None:
    user.press("Tab", "Return", "Return")
    history(user)
    QTest.keyClick(slider(user), Qt.Key.Key_Home)
    user.wait_until(lambda: user.session.is_past)
    user.come_back()
    user.press("Ctrl+Z")
    user.wait_until(lambda: not user.session.is_past)
    assert states(user).count("accepted") == 1


def test_an_earlier_batch_is_taken_back_unless_later_work_stands_on_it(user: User) -> None:
    user.press("Tab", "P", "O")
    history(user)
    user.choose("history", "GPE to PERSON")
    user.push("Take this batch back", user.panel("history"))
    user.read("changed later")
    assert user.actions() == ["relabel", "relabel"]
    user.choose("history", "PERSON to ORG")
    user.push("Take this batch back", user.panel("history"))
    user.wait_until(lambda: user.actions() == ["relabel", "relabel", "undo"])
    user.wait_until(lambda: user.focused() == ("North Korea", "PERSON", "accepted"))


def test_the_history_of_the_store_is_filtered_and_leads_to_other_articles(
    open_window: OpenWindow, proposed_copy: object
) -> None:
    user = open_window(store=proposed_copy, engine=False)
    add_articles(user.session.path, "Kim stayed in Hanoi.")
    user.wait_until(lambda: user.session.can_edit)
    user.press("Tab", "Return")
    first = user.title()
    user.press("Alt+Down")
    user.opens("Kim stayed in Hanoi.")
    user.press("Ctrl+H")
    button = user.panel("history").findChild(MenuButton)
    button.menu.actions()[2].trigger()
    user.wait_until(lambda: len(user.lines("history")) > 50)
    field = user.panel("history").findChild(FilterLine)
    field.setFocus()
    user.enter("action:accept annotator:maria")
    user.wait_until(lambda: len(user.lines("history")) == 1)
    user.choose("history", "accept")
    user.opens(first)
    field.setFocus()
    field.selectAll()
    user.enter("acton:accept")
    user.wait_until(lambda: "Did you mean" in user.words("history"))
