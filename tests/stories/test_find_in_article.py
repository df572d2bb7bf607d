"""A reviewer looks for words in the article."""

from pathlib import Path

from PySide6.QtWidgets import QWidget
from user import OpenWindow, User

from gui.widgets.find_bar import FindBar


def bar(user: User) -> str:
    """Return what the find bar says."""
    bar = user.window.findChild(FindBar)
    return " ".join(part.accessibleName() for part in bar.findChildren(QWidget) if part.isVisible())


def test_it_counts_and_walks_through_the_matches_and_round_the_end(user: User) -> None:
    user.press("Ctrl+F")
    user.enter("biegun")
    assert "1 of 3 in this article" in bar(user)
    user.press("Return", "Return")
    assert "3 of 3 in this article" in bar(user)
    user.press("Shift+Return", "Shift+Return", "Shift+Return")
    assert "3 of 3 in this article" in bar(user)
    user.press("Return")
    assert "1 of 3 in this article" in bar(user)


def test_escape_selects_what_was_found_so_that_a_label_key_makes_it_a_span(user: User) -> None:
    user.press("Ctrl+F")
    user.enter("special envoy")
    user.press("Esc")
    assert not user.window.findChild(FindBar).isVisible()
    assert user.view.hasFocus()
    assert user.selected() == "special envoy"
    user.press("O")
    assert user.focused() == ("special envoy", "ORG", "accepted")


def test_what_is_not_there_is_said_and_changes_nothing(user: User) -> None:
    user.press("Tab", "Ctrl+F")
    user.enter("zebra")
    assert "not in this article" in bar(user)
    user.press("Return", "Esc")
    assert user.view.hasFocus()
    assert user.focused() == ("North Korea", "GPE", "proposed")
    assert user.rows() == []


def test_selected_text_is_sought_and_options_narrow_it(user: User) -> None:
    user.double_click("Korea")
    user.press("Esc", "Ctrl+F")
    assert "in this article" in bar(user)
    total = int(bar(user).split(" in this article")[0].rsplit(maxsplit=1)[-1])
    user.push("Whole words", user.window.findChild(FindBar))
    narrowed = int(bar(user).split(" in this article")[0].rsplit(maxsplit=1)[-1])
    assert narrowed < total


def test_letters_typed_into_the_field_are_no_labels(user: User) -> None:
    user.press("Tab", "Ctrl+F")
    user.enter("PGO1")
    assert user.rows() == []


def test_a_regular_expression_finds_and_a_bad_one_is_told(user: User) -> None:
    user.press("Ctrl+F")
    user.push("Pattern", user.window.findChild(FindBar))
    user.enter("kim( \\w+){2}")
    user.wait_until(lambda: "in this article" in bar(user))
    user.press("Esc")
    user.wait_until(lambda: user.selected().startswith("Kim "))
    user.press("Ctrl+F")
    user.enter("(")
    assert "This is no regular expression" in bar(user)


def test_an_expression_without_end_is_given_up(open_window: OpenWindow, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("a" * 5000 + "!", encoding="utf-8")
    user = open_window(article, engine=False)
    user.press("Ctrl+F")
    user.push("Pattern", user.window.findChild(FindBar))
    user.enter("(a|aa)+b")
    user.wait_until(lambda: "takes too long" in bar(user))
