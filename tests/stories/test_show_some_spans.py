"""One label at a time, or what is left: the view shows no others, and the keys go to no others."""

from user import User

from core.annotation.span import State
from gui.panels.status_bar import StatusBar


def test_only_one_label_is_walked_through_until_all_are_shown_again(user: User) -> None:
    user.focus("Reuters")
    user.do("view.one_label")
    assert "Showing only ORG" in user.status()
    user.press("Return", "Return")
    assert user.focused() == ("U.N.", "ORG", "proposed")
    user.press("Esc")
    user.click("Biegun")
    assert user.focused() is None
    user.push("Show all", user.window.findChild(StatusBar))
    assert "Showing" not in user.status()
    user.click("Biegun")
    assert user.focused() == ("Stephen Biegun", "PERSON", "proposed")


def test_only_what_is_left_is_shown(user: User) -> None:
    user.press("Tab", "Return")
    user.do("view.undecided")
    user.press("Esc")
    user.view.select(0, 0)
    user.press("Tab")
    assert user.focused() == ("U.N.", "ORG", "proposed")
    user.press("Shift+Tab")
    assert user.focused() != ("North Korea", "GPE", "accepted")


def test_tags_tell_the_scores_when_asked_to(user: User) -> None:
    before = user.view.viewport().grab().toImage()
    user.do("view.scores")
    assert user.action("view.scores").isChecked()
    assert user.view.viewport().grab().toImage() != before
    user.do("view.scores")
    assert user.view.viewport().grab().toImage() == before


def test_a_span_that_is_hidden_loses_the_focus(user: User) -> None:
    user.press("Tab", "Return", "Shift+Tab")
    assert user.focused() == ("North Korea", "GPE", "accepted")
    user.do("view.undecided")
    assert user.focused() is None
    assert user.view.focus() is None
    user.do("view.all")
    user.focus("Reuters")
    user.do("view.one_label")
    user.press("P")
    assert user.focused() is None
    assert user.view.focus() is None
    user.press("Ctrl+Z")
    assert user.focused() == ("Reuters", "ORG", "proposed")


def test_of_an_article_that_is_rejected_whole_nothing_keeps_the_focus(user: User) -> None:
    assert user.session.annotated
    for label in {span.label for span in user.session.annotated}:
        left = (span for span in user.session.annotated if span.label == label and not span.decided)
        user.session.set_focus(next(left).id)
        user.do("alike.reject_label")
    assert user.session.annotated.count(State.PROPOSED) == 0
    assert user.focused() is None
    assert user.view.focus() is None
