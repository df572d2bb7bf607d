"""A settings file with mistakes in it: each is a sentence, and the window opens all the same."""

from pathlib import Path

import pytest
from user import SAMPLE, OpenWindow

WRONG = {
    'scheme = "ontonote"': 'no label scheme "ontonote". Did you mean "ontonotes"? ontonotes is in use.',
    'engine = "ruels"': 'There is no engine "ruels". Did you mean "rules"? news is in use.',
    'tehme = "dark"': 'there is no setting "tehme". Did you mean "theme"?',
    'theme = "drak"': "theme is none of system, light, dark",
    "zoom = 9000": "zoom does not lie between 50 and 400",
    "zoom = [": "cannot be read",
}


@pytest.mark.parametrize("line", WRONG)
def test_it_is_told_and_the_work_goes_on(open_window: OpenWindow, home: Path, line: str) -> None:
    file = home / ".config" / "rubricator" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text(line + "\n")
    user = open_window(SAMPLE, engine=False)
    user.read(WRONG[line])
    user.double_click("envoy")
    user.press("Esc", "O")
    assert user.focused() == ("envoy", "ORG", "accepted")
    user.window.close()
    assert file.read_text() == line + "\n"


def test_the_users_own_threshold_says_what_is_doubtful(open_window: OpenWindow, home: Path) -> None:
    file = home / ".config" / "rubricator" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text("doubtful_below = 1.0\n")
    user = open_window(SAMPLE)
    user.wait_until(lambda: len(user.session.annotated or ()) > 20)
    unsure = sum(span.score is not None and span.score < 1 for span in user.session.annotated or ())
    user.wait_until(lambda: f"{unsure} doubtful" in user.status())
    user.press("F8")
    focus = user.session.focus
    assert focus and focus.doubtful(1.0)
