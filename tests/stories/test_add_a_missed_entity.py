"""A reviewer adds what the engine missed: with the keyboard, with the mouse, and with both."""

from PySide6.QtCore import Qt
from user import User

ADDED = ("add", None, "ORG accepted")


def test_with_the_keyboard_alone(user: User) -> None:
    user.press("Down", "Ctrl+Right", "Ctrl+Right", "Right", "Left", "Shift+Ctrl+Right", "Shift+Ctrl+Right")
    assert user.selected() == "Safeguarding Nuclear "
    user.press("O")
    assert user.focused() == ("Safeguarding Nuclear", "ORG", "accepted")
    assert user.rows() == [ADDED]
    start, end = user.place("Safeguarding Nuclear")
    assert user.ask("SELECT start, end, origin, annotator FROM spans WHERE origin = 'human'") == [
        (start, end, "human", "maria")
    ]


def test_a_digit_labels_the_selection_and_delete_takes_the_span_away(user: User) -> None:
    user.press("Down", "Ctrl+Right", "Ctrl+Right", "Shift+Ctrl+Right", "2")
    assert user.focused() == ("Safeguarding", "NORP", "accepted")
    user.press("Delete")
    assert user.actions() == ["add", "remove"]
    user.press("Ctrl+Z")
    assert user.focused() == ("Safeguarding", "NORP", "accepted")


def test_a_drag_is_snapped_to_words_and_the_palette_filters_by_typing(user: User) -> None:
    start, end = user.place("special envoy")
    user.drag(user.edge(start + 3), user.edge(end - 2))
    assert user.selected() == "special envoy"
    assert user.palette.isVisible()
    assert not user.palette.geometry().intersects(user.view.place_rect(start, end))
    user.enter("work")
    user.press("Return")
    assert user.focused() == ("special envoy", "WORK_OF_ART", "accepted")
    user.press("Ctrl+Z")
    assert user.actions() == ["add", "undo"]


def test_alt_drags_to_the_character(user: User) -> None:
    start, end = user.place("special envoy")
    user.drag(user.edge(start + 3), user.edge(end - 2), Qt.KeyboardModifier.AltModifier)
    assert user.selected() == "cial env"


def test_escape_leaves_the_selection_then_nothing(user: User) -> None:
    start, end = user.place("special envoy")
    user.drag(user.edge(start), user.edge(end))
    user.press("Esc")
    assert not user.palette.isVisible()
    assert user.selected() == "special envoy"
    user.press("Esc")
    assert user.selected() == ""
    assert user.rows() == []


def test_a_double_click_and_a_label_in_the_palette(user: User) -> None:
    user.double_click("envoy")
    assert user.selected() == "envoy"
    user.enter("o")
    user.press("Return")
    focused = user.focused()
    assert focused and focused[0] == "envoy"


def test_the_palette_closed_the_labels_own_key_makes_the_span(user: User) -> None:
    user.double_click("envoy")
    user.press("Esc", "O")
    assert user.focused() == ("envoy", "ORG", "accepted")


def test_white_space_alone_is_no_entity(user: User) -> None:
    user.press("Down", "Ctrl+Right", "Left", "Shift+Right", "O")
    assert user.rows() == []
    assert user.message()


def test_selecting_a_proposals_place_accepts_it_and_doubles_nothing(user: User) -> None:
    number = len(user.session.annotated or ())
    user.double_click("Reuters")
    user.press("Esc", "O")
    assert user.focused() == ("Reuters", "ORG", "accepted")
    assert len(user.session.annotated or ()) == number
    assert user.rows() == [("accept", "ORG proposed", "ORG accepted")]


def test_what_was_selected_inside_a_span_nests_in_it(user: User) -> None:
    outer = user.focus("Donald Trump")
    user.press("Esc")
    user.double_click("Donald")
    user.press("Esc", "G")
    assert user.focused() == ("Donald", "GPE", "accepted")
    assert user.session.annotated
    assert user.session.annotated.get(outer.id) == outer
