"""A name in capitals in the headline, with a hyphen in the text: one key labels them all."""

from pathlib import Path

from user import OpenWindow

TEXT = "NORTH KOREA TALKS\n\nNorth Korea met the envoy. North-Korea said so, and north Korea did it.\n"


def test_they_are_hinted_at_and_one_key_takes_them_all(open_window: OpenWindow, tmp_path: Path) -> None:
    article = tmp_path / "talks.txt"
    article.write_text(TEXT, encoding="utf-8")
    user = open_window(article, engine=False)
    start, end = user.place("North Korea")
    user.view.select(start, end)
    user.press("G")
    user.wait_until(lambda: len(user.view.hints) == 3)
    user.press("Alt+=")
    assert user.message() == "3 other spellings were labelled GPE."
    assert user.session.annotated
    assert [user.surface(span) for span in user.session.annotated] == [
        "NORTH KOREA",
        "North Korea",
        "North-Korea",
        "north Korea",
    ]
    assert user.view.hints == ()
    user.press("Ctrl+Z")
    assert len(user.session.annotated) == 1
    user.press("Alt+=", "Alt+=")
    assert user.message() == "No other spelling was labelled GPE."
