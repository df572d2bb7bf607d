"""What was decided in one article is there in the next: the store remembers, nothing is trained."""

from collections.abc import Callable
from pathlib import Path

import pytest
from user import OpenWindow, User

from gui.panels.span_details import SpanDetailsPanel
from gui.widgets.text_label import TextLabel


def labels(user: User) -> dict[str, tuple[str, str]]:
    return {user.surface(span): (span.label, span.origin) for span in user.session.annotated or ()}


@pytest.fixture
def corrected(open_window: OpenWindow, tmp_path: Path) -> Callable[[], User]:
    """A function that corrects Berlin to ORG in one article, and opens a second one with Berlin in it."""
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("Talks in Berlin went on.", encoding="utf-8")
    second.write_text("Nobody was seen in Berlin or Paris.", encoding="utf-8")

    def correct() -> User:
        user = open_window(first)
        user.wait_until(lambda: "Berlin" in labels(user))
        user.press("Tab", "O")
        user.drop(second)
        user.wait_until(lambda: "Paris" in labels(user))
        return user

    return correct


def test_a_label_corrected_in_one_article_is_proposed_in_the_next(corrected: Callable[[], User]) -> None:
    user = corrected()
    assert labels(user)["Berlin"] == ("ORG", "memory")
    assert labels(user)["Paris"][0] == "GPE"


def test_the_setting_switches_it_off(corrected: Callable[[], User], home: Path) -> None:
    settings = home / ".config/rubricator/settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("memory = false\n", encoding="utf-8")
    assert labels(corrected())["Berlin"][0] == "GPE"


def test_the_span_panel_says_what_a_remembered_proposal_rests_on(corrected: Callable[[], User]) -> None:
    user = corrected()
    user.press("Tab")
    panel = user.window.findChild(SpanDetailsPanel)
    user.wait_until(
        lambda: (
            "accepted once as ORG"
            in {label.text() for label in panel.findChildren(TextLabel) if label.isVisible()}
        )
    )
