"""Somebody brings articles in: on the command line, by dropping them, by the buttons of the empty page."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from user import SAMPLE, OpenWindow, User, add_articles

from gui.widgets.label_line import LabelLine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two articles, one of them in a folder of its own."""
    folder = tmp_path / "news"
    (folder / "more").mkdir(parents=True)
    (folder / "b.txt").write_text("Berlin speaks.\nAngela Merkel was there.")
    (folder / "more" / "c.txt").write_text("Paris answers.\nIn June.")
    return folder


def test_an_empty_store_offers_ways_to_begin_and_the_sample_article(open_window: OpenWindow) -> None:
    user = open_window(engine=False)
    assert user.title() == ""
    assert not user.view.isVisible()
    user.push("Try the sample article")
    user.wait_until(user.view.isVisible)
    user.wait_until(lambda: user.title().startswith("North Korea"))


def test_files_named_on_the_command_line_the_first_is_opened(open_window: OpenWindow, folder: Path) -> None:
    user = open_window(folder / "more" / "c.txt", folder / "b.txt", engine=False)
    user.opens("Paris answers.")
    assert user.ask("SELECT title FROM articles ORDER BY rowid") == [("Paris answers.",), ("Berlin speaks.",)]


def test_a_folder_dropped_brings_all_that_is_in_it(user: User, folder: Path) -> None:
    user.drop(folder)
    user.opens("Berlin speaks.")
    user.read("2 articles were added")
    assert len(user.ask("SELECT id FROM articles")) == 3
    user.drop(folder)
    user.read("2 were there already")
    assert len(user.ask("SELECT id FROM articles")) == 3


def test_dropped_files_are_opened_in_the_order_in_which_they_were_named(user: User, folder: Path) -> None:
    user.drop(folder / "b.txt")
    user.opens("Berlin speaks.")
    user.drop(SAMPLE, folder / "more" / "c.txt")
    user.wait_until(lambda: user.title().startswith("North Korea"))


def test_an_article_that_is_there_comes_with_its_corrections(user: User, open_window: OpenWindow) -> None:
    user.press("Tab", "P", "Tab", "Delete")
    done = user.rows()
    again = open_window(SAMPLE, store=user.session.path)
    again.wait_until(lambda: "starting" not in again.session.engine_words)
    assert again.session.annotated
    assert again.session.annotated.decided == 2
    assert again.span("North Korea").label == "PERSON"
    assert again.rows() == done
    assert again.ask("SELECT count(DISTINCT batch) FROM corrections WHERE action = 'propose'") == [(1,)]


def test_an_article_named_by_its_title_is_opened(open_window: OpenWindow, proposed_copy: Path) -> None:
    add_articles(proposed_copy, "Second article.\nBerlin.")
    user = open_window(store=proposed_copy, engine=False, article="Second article.")
    user.opens("Second article.")


def test_an_article_that_is_not_there_is_told(open_window: OpenWindow, proposed_copy: Path) -> None:
    user = open_window(store=proposed_copy, engine=False, article="Nothing")
    user.read('"Nothing"')
    assert user.title() == ""


BAD = {
    "empty.txt": (b"", "empty.txt is empty."),
    "blank.txt": (b"  \n\n ", "blank.txt is empty."),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "picture.txt is a picture, not text."),
    "noise.txt": (bytes(range(256)) * 8, "noise.txt is not text"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_article_is_told_in_a_sentence_and_changes_nothing(
    user: User, tmp_path: Path, name: str
) -> None:
    data, sentence = BAD[name]
    (tmp_path / name).write_bytes(data)
    title = user.title()
    user.drop(tmp_path / name)
    user.read(sentence)
    assert "\n" not in user.message()
    assert user.title() == title
    assert user.ask("SELECT count(*) FROM articles") == [(1,)]
    user.push("Close this message")
    assert user.message() == ""
    user.press("Tab", "Return")
    assert user.actions() == ["accept"]


def test_what_is_missing_or_holds_no_articles_is_told(user: User, tmp_path: Path) -> None:
    user.drop(tmp_path / "missing.txt")
    user.read("missing.txt does not exist.")
    user.push("Close this message")
    (tmp_path / "nothing").mkdir()
    user.drop(tmp_path / "nothing")
    user.read("nothing holds no articles.")


def test_a_bad_file_on_the_command_line_leaves_the_empty_page(
    open_window: OpenWindow, tmp_path: Path
) -> None:
    user = open_window(tmp_path / "missing.txt", engine=False, opens=False)
    user.read("missing.txt does not exist.")
    assert not user.view.isVisible()


def test_many_bad_files_are_told_in_one_sentence_and_the_good_one_opens(user: User, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").write_bytes(b"")
    (folder / "good.txt").write_text("Good news.")
    user.drop(folder)
    user.opens("Good news.")
    user.read("9 files could not be read.")
    user.push("Close this message")
    assert user.message() == ""


def test_while_a_large_folder_comes_in_corrections_are_saved(user: User, tmp_path: Path) -> None:
    folder = tmp_path / "large"
    folder.mkdir()
    for number in range(240):
        (folder / f"{number:03}.txt").write_text(f"Article {number}.\nIn Berlin.")
    user.drop(folder)
    user.opens("Article 0.")
    user.press("Ctrl+F")
    user.enter("Berlin")
    user.press("Esc", "G")
    assert user.focused() == ("Berlin", "GPE", "accepted")
    user.wait_until(lambda: user.ask("SELECT count(*) FROM articles") == [(241,)])
    assert user.actions() == ["add"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "latin-1"])
def test_other_encodings_are_read_as_what_they_are(user: User, tmp_path: Path, encoding: str) -> None:
    text = "Zürich grüßt Genève.\r\nSeine Bürger übrigens auch."
    (tmp_path / "other.txt").write_bytes(text.encode(encoding))
    user.drop(tmp_path / "other.txt")
    user.opens("Zürich grüßt Genève.")
    assert user.session.annotated
    assert user.session.annotated.text == text


ODD = {
    "emoji": "👩‍👩‍👧 In 🇩🇪 Angela Merkel spoke. 🎉 Then Emmanuel Macron answered 👍🏽.",
    "CRLF": "First line.\r\nAngela Merkel spoke.\r\n\r\nThen Emmanuel Macron answered.\r\n",
    "NUL": "One\x00two. Angela Merkel\x00 spoke. Then Emmanuel Macron answered.",
    "separators": "One\u2028two.\x0c Angela Merkel spoke.\u2029Then Emmanuel Macron answered.",
    "marks": "Cafe\u0301 au lait. Angela Merkel spoke. Then Emmanuel Macron answered.",
    "right to left": "قالت أنغيلا ميركل: Angela Merkel spoke. שלום Emmanuel Macron answered.",
}


@pytest.mark.parametrize("kind", ODD)
def test_spans_are_where_they_are_whatever_the_article_is_made_of(
    user: User, tmp_path: Path, kind: str
) -> None:
    text = ODD[kind]
    file = tmp_path / "odd.txt"
    file.write_bytes(text.encode())
    user.drop(file)
    user.wait_until(lambda: user.session.annotated is not None and user.session.annotated.text == text)
    user.wait_until(lambda: user.session.can_edit)
    user.press("Ctrl+F")
    user.enter("Angela Merkel")
    user.press("Esc", "P")
    assert user.focused() == ("Angela Merkel", "PERSON", "accepted")
    user.press("Esc", "Ctrl+F")
    user.enter("Emmanuel")
    user.press("Esc", "O", "Shift+Right")
    assert user.focused() == ("Emmanuel Macron", "ORG", "accepted")
    query = "SELECT start, end, label FROM spans WHERE article_id = '{}' ORDER BY start"
    assert user.ask(query.format(user.session.annotated.article.id)) == [  # type: ignore[union-attr]
        (text.index("Angela"), text.index("Angela") + len("Angela Merkel"), "PERSON"),
        (text.index("Emmanuel"), text.index("Emmanuel") + len("Emmanuel Macron"), "ORG"),
    ]


def test_a_span_made_by_a_drag_over_emoji_has_the_articles_offsets(user: User, tmp_path: Path) -> None:
    text = ODD["emoji"]
    (tmp_path / "odd.txt").write_text(text, encoding="utf-8")
    user.drop(tmp_path / "odd.txt")
    user.wait_until(lambda: user.session.can_edit and user.title().startswith("👩"))
    start, end = user.place("Emmanuel Macron")
    user.drag(user.edge(start), user.edge(end))
    user.press("Esc", "P")
    assert user.focused() == ("Emmanuel Macron", "PERSON", "accepted")
    assert user.ask("SELECT start, end FROM spans WHERE origin = 'human'") == [(start, end)]


def test_labels_that_the_scheme_lacks_are_added_when_one_wants_them(
    user: User, open_window: OpenWindow, tmp_path: Path
) -> None:
    text = "The Vega left Oslo for the moon."
    spans = [
        {"start": text.index(word), "end": text.index(word) + len(word), "label": label}
        for word, label in (("Vega", "SHIP"), ("Oslo", "GPE"), ("moon", "MOON"))
    ]
    file = tmp_path / "ships.jsonl"
    file.write_text(json.dumps({"text": text, "spans": spans}) + "\n")
    user.drop(file)
    user.read("2 labels are not in the scheme: SHIP, MOON.")
    assert "SHIP" not in labels_shown(user)
    user.focus("Vega")
    user.push("Add them")
    user.read("Your scheme has the labels now.")
    assert labels_shown(user)[-2:] == ["SHIP", "MOON"]
    assert user.focused() == ("Vega", "SHIP", "accepted")
    assert "Found on import." in user.session.scheme["MOON"].guideline
    again = open_window(store=user.session.path, engine=False)
    assert labels_shown(again)[-2:] == ["SHIP", "MOON"]
    file.write_text(json.dumps({"text": text, "spans": [*spans, {**spans[1], "label": "PORT"}]}) + "\n")
    again.drop(file)
    again.read("1 label is not in the scheme: PORT.")


def labels_shown(user: User) -> list[str]:
    buttons = user.window.findChild(LabelLine).findChildren(QAbstractButton)
    return [one.accessibleName() for one in buttons]


def test_the_open_store_itself_is_not_read_as_a_file(user: User) -> None:
    user.drop(user.session.path)
    user.read("is the store that is open")
    user.press("Tab", "Return")
    assert user.actions() == ["accept"]
