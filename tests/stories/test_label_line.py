"""A click on a label in the line does what its key does."""

from user import User

from gui.widgets.label_line import LabelLine


def test_it_relabels_the_focused_span_and_gives_the_keyboard_back(user: User) -> None:
    line = user.window.findChild(LabelLine)
    user.press("Tab")
    user.push("EVENT", line)
    user.wait_until(lambda: user.actions() == ["relabel"])
    assert user.focused() == ("North Korea", "EVENT", "accepted")
    user.press("Tab")
    assert user.focused() == ("U.N.", "ORG", "proposed")


def test_it_makes_a_span_of_selected_text(user: User) -> None:
    user.double_click("envoy")
    user.press("Esc")
    user.push("LAW", user.window.findChild(LabelLine))
    user.wait_until(lambda: user.actions() == ["add"])
    assert user.focused() == ("envoy", "LAW", "accepted")


def test_with_the_palette_open_it_still_labels_the_selection(user: User) -> None:
    user.double_click("envoy")
    assert user.palette.isVisible()
    user.push("LAW", user.window.findChild(LabelLine))
    user.wait_until(lambda: user.actions() == ["add"])
    assert not user.palette.isVisible()


def test_without_a_span_it_says_what_is_missing(user: User) -> None:
    user.push("LAW", user.window.findChild(LabelLine))
    assert user.message() == "A label needs a span."
