"""The brush: a label kept active, so that selecting is adding."""

from PySide6.QtWidgets import QAbstractButton
from user import User

from gui.widgets.label_line import LabelLine


def drag_over(user: User, words: str) -> None:
    """Select words with the mouse."""
    start, end = user.place(words)
    user.view.reveal(start, end)
    user.drag(user.edge(start), user.edge(end))
    user.wait_until(lambda: user.session.unsaved == 0)


def brushed(user: User) -> list[str]:
    """Return the labels in the line that say they are the brush."""
    buttons = user.window.findChild(LabelLine).findChildren(QAbstractButton)
    return [one.accessibleName() for one in buttons if "brush" in one.accessibleDescription()]


def test_what_is_selected_becomes_a_span_until_escape_ends_it(user: User) -> None:
    user.focus("U.N.")
    user.press("Shift+B")
    assert "Brush ORG" in user.status()
    assert brushed(user) == ["ORG"]
    user.press("Esc")
    assert "Brush" not in user.status()
    user.press("Shift+B")
    for words in ("special envoy", "monitors"):
        drag_over(user, words)
        assert user.focused() == (words, "ORG", "accepted")
        assert not user.palette.isVisible()
    user.press("Esc")
    drag_over(user, "deliverables")
    assert user.palette.isVisible()
    assert user.actions() == ["add", "add"]


def test_without_a_focus_a_label_s_key_changes_the_brush(user: User) -> None:
    user.press("Shift+B", "E")
    assert brushed(user) == ["EVENT"]
    drag_over(user, "special envoy")
    assert user.focused() == ("special envoy", "EVENT", "accepted")


def test_the_palette_begins_at_the_label_used_last(user: User) -> None:
    user.double_click("envoy")
    user.enter("law")
    user.press("Return")
    user.double_click("special")
    user.press("Return")
    assert user.focused() == ("special", "LAW", "accepted")
