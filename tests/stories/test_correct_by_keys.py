"""A reviewer goes through an article with the keyboard alone."""

import sqlite3

from user import OpenWindow, User


def test_accept_relabel_resize_undo_reject_leave_the_rows_of_the_contract(
    user: User, open_window: OpenWindow
) -> None:
    user.press("Tab")
    assert user.focused() == ("North Korea", "GPE", "proposed")
    user.press("Return")
    assert user.focused() == ("U.N.", "ORG", "proposed")
    user.press("P")
    assert user.focused() == ("U.N.", "PERSON", "accepted")
    user.press("Shift+Right")
    assert user.focused() == ("U.N. Monitors", "PERSON", "accepted")
    user.press("Ctrl+Z")
    assert user.focused() == ("U.N.", "PERSON", "accepted")
    user.press("Delete")
    assert user.focused() == ("Reuters", "ORG", "proposed")
    assert user.rows() == [
        ("accept", "GPE proposed", "GPE accepted"),
        ("relabel", "ORG proposed", "PERSON accepted"),
        ("resize", "PERSON accepted", "PERSON accepted"),
        ("undo", "PERSON accepted", "PERSON accepted"),
        ("reject", "PERSON accepted", "PERSON rejected"),
    ]
    again = open_window(store=user.session.path, engine=False)
    again.wait_until(lambda: again.session.can_edit)
    again.press("Ctrl+Z")
    assert again.rows()[-1] == ("undo", "PERSON rejected", "PERSON accepted")
    assert again.focused() == ("U.N.", "PERSON", "accepted")


def test_undo_and_redo_go_all_the_way_and_come_back(user: User) -> None:
    user.press("Tab", "Return", "Return", "O", "Delete")
    decided = [(span.place, span.label, span.state) for span in user.session.annotated or ()]
    user.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert user.session.annotated
    assert user.session.annotated.decided == 0
    user.press("Ctrl+Z")
    assert user.message() == "There is nothing to undo."
    user.press("Ctrl+Shift+Z", "Ctrl+Shift+Z", "Ctrl+Shift+Z", "Ctrl+Shift+Z")
    assert [(span.place, span.label, span.state) for span in user.session.annotated] == decided
    user.press("Ctrl+Shift+Z")
    assert user.message() == "There is nothing to redo."


def test_keys_pressed_faster_than_the_disk_writes_are_done_in_their_order(user: User) -> None:
    user.press_only("Tab", "P", "O", "E", "Shift+Right", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    user.wait_until(lambda: user.session.saving.is_idle)
    assert user.actions() == ["relabel", "relabel", "relabel", "resize", "undo", "undo", "undo"]
    assert user.focused() == ("North Korea", "PERSON", "accepted")
    assert user.ask("SELECT label FROM spans WHERE start = 1") == [("PERSON",)]


def test_enter_goes_through_all_and_says_when_every_span_is_decided(user: User) -> None:
    annotated = user.session.annotated
    assert annotated
    user.press("Tab")
    user.press_only(*["Return"] * len(annotated))
    user.read("Every span is decided. Ctrl+Enter marks the article reviewed.")
    user.wait_until(lambda: f"{len(annotated)} of {len(annotated)} decided" in user.status())
    user.wait_until(lambda: user.actions() == ["accept"] * len(annotated))


def test_the_menu_says_what_undo_takes_back(user: User) -> None:
    user.press("Tab", "P")
    action = user.action("edit.undo")
    assert action.text() == "Undo: “North Korea” relabelled to PERSON"
    user.press("Ctrl+Z")
    user.wait_until(lambda: user.action("edit.redo").text() == "Redo: “North Korea” relabelled to PERSON")


def test_every_edge_moves_by_word_and_by_character(user: User) -> None:
    user.focus("Donald Trump")
    user.press("Alt+Shift+Left")
    assert user.focused() == ("President Donald Trump", "PERSON", "accepted")
    user.press("Alt+Shift+Right", "Shift+Left")
    assert user.focused() == ("Donald", "PERSON", "accepted")
    user.press("Ctrl+Shift+Right", "Ctrl+Shift+Right")
    assert user.focused() == ("Donald T", "PERSON", "accepted")
    user.press("Ctrl+Shift+Left", "Ctrl+Alt+Shift+Right")
    assert user.focused() == ("onald ", "PERSON", "accepted")
    user.press("Ctrl+Alt+Shift+Left")
    assert user.focused() == ("Donald ", "PERSON", "accepted")
    assert set(user.actions()) == {"resize"}


def test_digits_apply_the_first_nine_labels_and_shift_tab_goes_back(user: User) -> None:
    user.press("Tab", "Tab", "Shift+Tab", "3")
    assert user.focused() == ("North Korea", "ORG", "accepted")
    user.press("Shift+Tab")
    focus = user.session.focus
    assert focus
    assert focus.start > 3000


def test_space_opens_the_label_palette_and_typing_filters_it(user: User) -> None:
    user.press("Tab", "Space")
    user.enter("eve")
    user.press("Return")
    assert user.focused() == ("North Korea", "EVENT", "accepted")
    user.press("Space")
    user.press("Esc")
    assert user.focused() == ("North Korea", "EVENT", "accepted")
    user.press("Tab")
    assert user.focused() == ("U.N.", "ORG", "proposed")


def test_f8_walks_the_doubtful_spans_in_reading_order(user: User) -> None:
    user.session.set_threshold(0.95)
    annotated = user.session.annotated
    assert annotated
    doubtful = [span.id for span in annotated if span.doubtful(0.95)]
    assert len(doubtful) > 2
    user.press("F8", "F8")
    assert user.session.focus is not None
    assert user.session.focus.id == doubtful[1]
    user.press("Shift+F8", "Shift+F8")
    assert user.session.focus.id == doubtful[-1]


def test_propagate_merge_and_split(user: User) -> None:
    user.focus("U.S.")
    user.press("O", "=")
    same = [span for span in user.session.annotated or () if user.surface(span) == "U.S."]
    assert {(span.label, str(span.state)) for span in same} == {("ORG", "accepted")}
    assert user.message() == f"{len(same) - 1} other occurrences were labelled ORG."
    user.press("Ctrl+Z")
    assert [span.label for span in user.session.annotated or () if user.surface(span) == "U.S."].count(
        "ORG"
    ) == 1
    user.focus("Michelle Nichols")
    user.press("M")
    assert user.focused() == ("Michelle Nichols and David Brunnstrom", "PERSON", "accepted")
    user.press("Ctrl+Right", "Ctrl+Right", "S")
    assert user.focused() == ("Michelle Nichols", "PERSON", "accepted")
    assert user.span("and David Brunnstrom").label == "PERSON"


def test_escape_leaves_the_focus(user: User) -> None:
    user.press("Tab", "Esc")
    assert user.focused() is None
    user.press("Return", "Delete")
    assert user.rows() == []
    user.press("P")
    assert user.message() == "A label needs a span."


def test_the_store_knows_the_labels_it_was_worked_on_with(user: User) -> None:
    connection = sqlite3.connect(user.session.path)
    try:
        rows = connection.execute("SELECT name, key FROM labels ORDER BY position").fetchall()
    finally:
        connection.close()
    assert rows == [(label.name, label.key) for label in user.session.scheme]
