"""Articles, schemes and hands that nobody reckoned with: no wrong offset, nothing lost, nothing broken."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from user import NONE, OpenWindow, User

from core.annotation.article import Article
from core.annotation.correction import Action, Batch
from core.annotation.scheme import Colours, Label, Scheme
from core.annotation.span import Span
from core.store.store import Store


def opened(
    open_window: OpenWindow, folder: Path, text: str, places: Iterable[tuple[int, int]], label: str = "ORG"
) -> User:
    """Open a window before an article with proposals at these places."""
    path = folder / "store.db"
    with Store.open(path) as store:
        article = store.add_article(Article("Odd", text))
        batch = Batch(article.id, "maria", "engine")
        made = [Span(start, end, label, "maria", origin="engine:x@1", score=0.9) for start, end in places]
        store.commit([batch.correction(Action.PROPOSE, None, span) for span in made])
    user = open_window(store=path, engine=False)
    user.opens("Odd")
    return user


def hold(user: User, key: Qt.Key, times: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Hold a key down, so that the keyboard repeats it."""
    for number in range(times):
        widget = QApplication.focusWidget() or user.view
        QTest.keyClick(widget, key, modifiers)
        if number % 10 == 9:
            QApplication.processEvents()
    user.wait_until(lambda: user.session.unsaved == 0)


def test_enter_held_for_ten_seconds_accepts_each_span_once(user: User) -> None:
    assert user.session.annotated
    spans = len(user.session.annotated)
    user.press("Tab")
    hold(user, Qt.Key.Key_Return, 300)
    assert user.session.annotated.decided == spans
    assert user.ask("SELECT count(*), count(DISTINCT span_id) FROM corrections WHERE action = 'accept'") == [
        (spans, spans)
    ]


def test_an_edge_moved_by_a_key_that_is_held_stops_at_the_end_of_the_article(user: User) -> None:
    span = user.focus("Pyongyang")
    hold(user, Qt.Key.Key_Right, 300, Qt.KeyboardModifier.ShiftModifier)
    assert user.session.annotated and user.session.focus
    assert span.start == user.session.focus.start < user.session.focus.end <= len(user.session.annotated.text)
    user.press("Ctrl+Z", "Ctrl+Z")
    assert user.session.unsaved == 0


def test_two_hundred_spans_over_one_word(open_window: OpenWindow, tmp_path: Path) -> None:
    text = "before " * 40 + "word" + " after" * 40
    middle = text.index("word")
    user = opened(open_window, tmp_path, text, [(middle - n // 2, middle + 4 + n) for n in range(200)])
    user.view.viewport().grab()
    user.press("Tab")
    assert user.focused() == (text[middle - 99 : middle + 4 + 199], "ORG", "proposed")
    user.click("word")
    assert user.focused() == ("word", "ORG", "proposed")
    user.press("P", "Delete")
    assert user.actions()[-2:] == ["relabel", "reject"]


def test_ten_thousand_spans_in_one_line(open_window: OpenWindow, tmp_path: Path) -> None:
    text = "ab " * 10_000
    user = opened(open_window, tmp_path, text, [(at * 3, at * 3 + 2) for at in range(10_000)])
    user.press("Shift+Tab")
    assert user.session.focus and user.session.focus.start == 29_997
    assert user.view.viewport().rect().intersects(user.view.place_rect(*user.session.focus.place))
    user.press("Return", "Delete")
    assert user.actions()[-2:] == ["accept", "reject"]


def test_spans_at_the_very_start_and_end(open_window: OpenWindow, tmp_path: Path) -> None:
    user = opened(open_window, tmp_path, "Kim met Trump", [(0, 3), (8, 13)])
    user.press("Tab", "Alt+Shift+Left", "Ctrl+Alt+Shift+Left")
    assert user.session.focus and user.session.focus.place == (0, 3)
    user.press("Tab", "Shift+Right", "Ctrl+Shift+Right")
    assert user.session.focus and user.session.focus.place == (8, 13)
    user.press("M", "S", "Return", "Return")
    assert user.ask('SELECT start, "end" FROM spans ORDER BY start')[0][0] == 0
    user.view.viewport().grab()


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u200b"])
def test_an_article_without_words(open_window: OpenWindow, tmp_path: Path, text: str) -> None:
    user = opened(open_window, tmp_path, text, [])
    user.press("Tab", "Return", "P", "Delete", "Shift+Right", "Ctrl+End", "F8", "=")
    user.view.viewport().grab()
    assert user.rows() == []
    user.press("Ctrl+Return")
    assert user.ask("SELECT status FROM reviews") == [("reviewed",)]


def great_scheme(labels: int, longest: str) -> Scheme:
    light, dark = Colours("#FEF0A7", "#FDF6D6", "#7A5F08"), Colours("#564D15", "#363219", "#E2D17E")
    names = (longest, *(f"LABEL_{number}" for number in range(1, labels)))
    return Scheme("great", "Great", (tuple(Label(name, "", name[:4], "", light, dark) for name in names),))


def test_four_hundred_labels_and_a_name_of_three_hundred_characters(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    longest = "AN_ENDLESS_LABEL_" * 17 + "OF_THREE_HU"
    assert len(longest) == 300
    monkeypatch.setattr("gui.desktop.load_scheme", lambda *_: great_scheme(400, longest))
    user = opened(open_window, tmp_path, "Kim met Trump in Singapore.", [(0, 3), (8, 13)], longest)
    width = user.window.width()
    assert user.window.minimumSizeHint().width() <= 1440
    user.press("Tab", "Space")
    assert user.palette.isVisible()
    user.enter("label_399")
    user.press_only("Return")
    user.wait_until(lambda: user.focused() == ("Kim", "LABEL_399", "accepted"))
    user.press("Tab", "=", "Return")
    assert user.window.width() == width
    user.window.grab()


def test_undo_while_an_edge_is_dragged(user: User) -> None:
    user.press("Tab", "Return")
    span = user.focus("Stephen Biegun")
    rect = user.view.place_rect(*span.place)
    knob = rect.topRight()
    user.hold(knob, user.edge(span.end + 10))
    user.press("Ctrl+Z")
    assert user.actions()[-1] == "undo"
    user.let_go(user.edge(span.end + 10))
    user.wait_until(lambda: user.session.unsaved == 0)
    assert user.session.annotated
    assert user.ask("SELECT count(*) FROM spans") == [(len(user.session.annotated),)]
    assert {one.place for one in user.session.annotated} == set(user.ask('SELECT start, "end" FROM spans'))
