"""What was decided in one article is there in the next: the store remembers, nothing is trained."""

from pathlib import Path

from user import OpenWindow, User

from gui.panels.span_details import SpanDetailsPanel
from gui.widgets.text_label import TextLabel


def labels(user: User) -> dict[str, tuple[str, str]]:
    return {user.surface(span): (span.label, span.origin) for span in user.session.annotated or ()}


def test_a_label_corrected_in_one_article_is_proposed_in_the_next(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("Talks in Berlin went on.", encoding="utf-8")
    second.write_text("Nobody was seen in Berlin or Paris.", encoding="utf-8")
    user = open_window(first)
    user.wait_until(lambda: "Berlin" in labels(user))
    user.press("Tab", "O")
    user.drop(second)
    user.wait_until(lambda: "Paris" in labels(user))
    assert labels(user)["Berlin"] == ("ORG", "memory")
    assert labels(user)["Paris"][0] == "GPE"
    assert user.span("Berlin").meta["evidence"] == "accepted once as ORG"


def test_the_setting_switches_it_off(open_window: OpenWindow, home: Path, tmp_path: Path) -> None:
    settings = home / ".config/rubricator/settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("memory = false\n", encoding="utf-8")
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("Talks in Berlin went on.", encoding="utf-8")
    second.write_text("Nobody was seen in Berlin or Paris.", encoding="utf-8")
    user = open_window(first)
    user.wait_until(lambda: "Berlin" in labels(user))
    user.press("Tab", "O")
    user.drop(second)
    user.wait_until(lambda: "Paris" in labels(user))
    assert labels(user)["Berlin"][0] == "GPE"


def test_the_span_panel_says_what_a_remembered_proposal_rests_on(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text("Talks in Berlin went on.", encoding="utf-8")
    second.write_text("Nobody was seen in Berlin.", encoding="utf-8")
    user = open_window(first)
    user.wait_until(lambda: "Berlin" in labels(user))
    user.press("Tab", "O")
    user.drop(second)
    user.wait_until(lambda: labels(user).get("Berlin") == ("ORG", "memory"))
    user.press("Tab")
    panel = user.window.findChild(SpanDetailsPanel)
    user.wait_until(
        lambda: (
            "accepted once as ORG"
            in {label.text() for label in panel.findChildren(TextLabel) if label.isVisible()}
        )
    )
