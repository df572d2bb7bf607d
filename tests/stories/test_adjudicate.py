"""Two people have corrected the sample; a third makes gold of their layers, by keys alone."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from user import OpenWindow, User, add_articles

from core.annotation.correction import Batch
from core.annotation.edits.accept import accept
from core.annotation.edits.add import add
from core.annotation.span import Span
from core.review.adjudication import Kind
from core.store.store import Store
from gui.widgets.menu_button import MenuButton
from gui.widgets.text_label import TextLabel

TEXTS = ("Ana saw Oslo and the Bank of Rome.", "Bo left Oslo.")
Marked = tuple[str, str]


def jonas_too(path: Path) -> None:
    """Have maria accept what the engine proposed in the sample; jonas sees every second span otherwise."""
    with Store.open(path) as store:
        (article_id,) = store.article_ids()
        store.commit(accept(list(store.annotated(article_id, "maria")), Batch(article_id, "maria", "maria")))
        batch = Batch(article_id, "jonas", "jonas")
        for number, span in enumerate(store.annotated(article_id, "maria")):
            annotated = store.annotated(article_id, "jonas")
            if place := as_jonas_has_it(number, span, annotated.surface(span)):
                store.commit(add(annotated, *place, batch))


def as_jonas_has_it(number: int, span: Span, surface: str) -> tuple[int, int, str] | None:
    """Return place and label; of six in a row one has another label, one another edge, one is missing."""
    if number % 6 == 1:
        return span.start, span.end, "LOC" if span.label != "LOC" else "GPE"
    if number % 6 == 3 and " " in surface:
        return span.start + surface.index(" ") + 1, span.end, span.label
    return None if number % 6 == 5 else (span.start, span.end, span.label)


def mark(path: Path, title: str, layer: str, *spans: Marked) -> None:
    """Have somebody mark strings by hand."""
    with Store.open(path) as store:
        article = store.find_article(title)
        for surface, label in spans:
            start = article.text.index(surface)
            annotated = store.annotated(article.id, layer)
            batch = Batch(article.id, layer, layer)
            store.commit(add(annotated, start, start + len(surface), label, batch))


@pytest.fixture
def two_layers(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    add_articles(path, *TEXTS)
    mark(path, TEXTS[0], "maria", ("Ana", "PERSON"), ("Oslo", "GPE"), ("the Bank of Rome", "ORG"))
    mark(path, TEXTS[0], "jonas", ("Ana", "PERSON"), ("Oslo", "LOC"), ("Bank of Rome", "ORG"))
    mark(path, TEXTS[1], "maria", ("Bo", "PERSON"), ("Oslo", "GPE"))
    mark(path, TEXTS[1], "jonas", ("Oslo", "GPE"))
    return path


@pytest.fixture
def user(open_window: OpenWindow, two_layers: Path) -> User:
    user = open_window(store=two_layers, engine=False)
    user.wait_until(lambda: user.session.can_edit)
    compare(user)
    return user


def compare(user: User) -> None:
    """Show the layers side by side, and wait until the list has the keyboard."""
    user.press_only("Ctrl+Shift+K")
    comparing = user.session.comparing
    user.wait_until(lambda: user.session.layer == "gold" and comparing.current is not None)
    user.wait_until(lambda: user.window.focusWidget().accessibleName() == "Differences")


def title(user: User) -> str:
    """Return what the panel's title says; it is the title bar of its dock."""
    labels = user.panel("compare").parentWidget().findChildren(TextLabel)
    return " ".join(label.accessibleName() for label in labels if label.isVisible())


def gold(user: User, state: str = "accepted") -> list[str]:
    """Return what gold has, from the store, in reading order."""
    rows = user.ask(
        'SELECT substr(text, start + 1, "end" - start), label FROM spans'
        " JOIN articles ON articles.id = article_id"
        f" WHERE layer = 'gold' AND state = '{state}' ORDER BY articles.seq, start, label"
    )
    return [f"{surface} {label}" for surface, label in rows]


def test_what_the_layers_have_is_listed_and_shown_side_by_side(user: User) -> None:
    assert user.lines("compare") == [
        "Oslo, label, maria: GPE, jonas: LOC, gold: , not settled",
        "the Bank of Rome, edges, maria: ORG, jonas: ORG Bank of Rome, gold: , not settled",
    ]
    assert "0 of 2 settled, 1 that all have is not in gold" in title(user)
    sides = user.session.comparing.sides
    assert sides is not None
    assert [one.label for one in sides.left(sides.above, 0, 99)] == ["GPE", "ORG"]
    assert [one.label for one in sides.left(sides.below, 0, 99)] == ["LOC", "ORG"]


def test_this_one_the_other_both_or_neither(user: User) -> None:
    user.press("2")
    assert gold(user) == ["Oslo LOC"]
    user.press("B")
    assert gold(user) == ["Oslo LOC", "the Bank of Rome ORG", "Bank of Rome ORG"]
    user.read("Every difference of this article is settled.")
    assert "2 of 2 settled" in title(user)
    user.press("N")
    assert gold(user) == ["Oslo LOC"]
    user.press("Up", "1")
    assert gold(user) == ["Oslo GPE"]
    assert "gold: neither, settled" in user.lines("compare")[1]


def test_a_decision_is_undone_and_is_open_again(user: User) -> None:
    user.press("1")
    user.press("Ctrl+Z")
    assert gold(user) == []
    user.wait_until(lambda: "not settled" in user.lines("compare")[0])
    sides = user.session.comparing.sides
    assert sides is not None
    assert not sides.settled


def test_an_edited_one_is_settled_and_f7_goes_on(user: User) -> None:
    user.press("E")
    assert user.focused() == ("Oslo", "GPE", "accepted")
    assert user.view.hasFocus()
    user.press("F")
    assert gold(user) == ["Oslo FAC"]
    assert "gold: FAC, settled" in user.lines("compare")[0]
    user.press("F7", "2")
    assert gold(user) == ["Oslo FAC", "Bank of Rome ORG"]


def test_enter_selects_the_place_and_a_label_makes_a_span_of_it(user: User) -> None:
    user.press("Return")
    assert user.selected() == "Oslo"
    user.press("D")
    assert gold(user) == ["Oslo DATE"]


def test_f7_goes_to_the_next_article_with_a_difference(user: User) -> None:
    user.press("1", "1", "F7")
    user.opens(TEXTS[1])
    user.wait_until(lambda: user.session.comparing.current is not None)
    assert user.lines("compare") == ["Bo, missing, maria: PERSON, jonas: no span, gold: , not settled"]
    user.press("1", "F7")
    user.read("Every difference between these layers is settled, in every article.")


def test_what_all_have_is_taken_everywhere_and_undone_at_once(user: User) -> None:
    user.press_only("A")
    user.read("Gold has 2 spans more in 2 articles.")
    assert gold(user) == ["Ana PERSON", "Oslo GPE"]
    user.wait_until(lambda: "in gold" not in title(user))
    user.press("Ctrl+Z")
    user.wait_until(lambda: gold(user) == [])


def test_one_layer_is_preferred_everywhere(user: User) -> None:
    assert user.action("review.prefer_second").text() == "Take what jonas has, and nothing else"
    user.do("review.prefer_second")
    user.read("more in 2 articles.")
    assert gold(user) == ["Ana PERSON", "Oslo LOC", "Bank of Rome ORG", "Oslo GPE"]


def test_one_kind_alone_is_listed(user: User) -> None:
    choose(user, "Kind: All kinds", "Edges")
    user.wait_until(lambda: len(user.lines("compare")) == 1)
    user.press("2")
    assert gold(user) == ["Bank of Rome ORG"]


def test_other_layers_are_chosen_and_three_are_compared(user: User, two_layers: Path) -> None:
    mark(two_layers, TEXTS[0], "zoe", ("Oslo", "FAC"))
    user.do("panel.compare")
    compare(user)
    user.wait_until(lambda: "zoe" in user.session.comparing.names)
    choose(user, "Below the words: jonas", "all others")
    user.wait_until(lambda: any("zoe: FAC" in line for line in user.lines("compare")))
    row = next(n for n, line in enumerate(user.lines("compare")) if "zoe: FAC" in line)
    assert user.lines("compare")[row].startswith("Oslo, label, maria: GPE, jonas: LOC, zoe: FAC")
    user.press(*["Down"] * row, "3")
    assert gold(user) == ["Oslo FAC"]


def choose(user: User, button: str, choice: str) -> None:
    """Choose in a button's menu by keys: back to it, Space, down to the choice; and back to the list."""
    tab_to(user, button, "Shift+Tab")
    user.press_only("Space")
    chooser = user.window.focusWidget()
    assert isinstance(chooser, MenuButton)
    user.wait_until(chooser.menu.isVisible)
    while (action := chooser.menu.activeAction()) is None or action.text() != choice:
        QTest.keySequence(chooser.menu, "Down")
    QTest.keySequence(chooser.menu, "Return")
    user.window.activateWindow()
    user.wait_until(chooser.hasFocus)
    tab_to(user, "Differences", "Tab")


def tab_to(user: User, name: str, key: str) -> None:
    """Press a key until a part of the panel has the keyboard."""
    panel = user.panel("compare")
    while user.window.focusWidget().accessibleName() != name:
        user.press_only(key)
        assert panel.isAncestorOf(user.window.focusWidget())


def test_the_sample_is_adjudicated_by_keys_alone(open_window: OpenWindow, proposed_copy: Path) -> None:
    jonas_too(proposed_copy)
    user = open_window(store=proposed_copy, engine=False)
    user.wait_until(lambda: user.session.can_edit)
    compare(user)
    comparing, keys = user.session.comparing, ["Ctrl+Shift+K"]

    def press(*pressed: str) -> None:
        user.press(*pressed)
        keys.extend(pressed)

    differences = comparing.differences
    wanted = {Kind.LABEL: "1", Kind.EDGE: "2", Kind.ONLY_ONE: "B"}
    for number, difference in enumerate(differences):
        assert comparing.current == difference
        if number == 0:
            press("E", "F", "F7")
        else:
            press("N" if number == len(differences) - 1 else wanted[difference.kind])
    user.read("Every difference of this article is settled.")
    press("A")
    user.read("Gold has")
    press("Ctrl+Return")
    assert user.ask("SELECT status FROM reviews WHERE layer = 'gold'") == [("reviewed",)]
    assert {str(one.kind) for one in differences} == {"label", "edge", "only_one"}
    # One key a difference, two more for the edited one; besides these, to begin, to take the rest, to end.
    assert (len(keys), len(differences)) == (40, 35)
    assert all(comparing.outcome(one) is not None for one in differences)
    assert [span.label for span in comparing.outcome(differences[0]) or ()] == ["FAC"]
    user.wait_until(lambda: comparing.untaken == 0)


def test_an_article_of_one_layer_is_passed_over(open_window: OpenWindow, two_layers: Path) -> None:
    add_articles(two_layers, "Anna alone was here.")
    mark(two_layers, "Anna alone was here.", "maria", ("Anna", "PERSON"))
    user = open_window(store=two_layers, engine=False, article="Anna alone was here.")
    user.opens("Anna alone was here.")
    user.press_only("Ctrl+Shift+K")
    user.wait_until(lambda: "jonas has not worked on this article." in user.words("compare"))
    assert user.lines("compare") == []
    user.press("F7")
    user.opens(TEXTS[0])
    user.wait_until(lambda: len(user.lines("compare")) == 2)


def test_a_store_of_one_layer_has_nothing_to_compare(open_window: OpenWindow, tmp_path: Path) -> None:
    alone = tmp_path / "alone.db"
    add_articles(alone, TEXTS[0])
    mark(alone, TEXTS[0], "maria", ("Ana", "PERSON"))
    other = open_window(store=alone, engine=False)
    other.wait_until(lambda: other.session.can_edit)
    other.press_only("Ctrl+Shift+K")
    other.wait_until(lambda: "Two layers or more are compared" in other.words("compare"))
    other.press("1", "N", "E", "F7", "Return")
    assert other.ask("SELECT count(*) FROM spans WHERE layer = 'gold'") == [(0,)]
