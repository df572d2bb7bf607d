"""The edge that is dragged, without a widget."""

from hypothesis import given
from hypothesis import strategies as st

from core.annotation.edits.resize import Edge
from gui.article_view.drag import DraggingEdge, DrawingPlace, Pressed, Selecting

TEXT = "The U.S. State Department met Stephen Biegun’s aide, in Ulm."


def dragging(surface: str, edge: Edge) -> DraggingEdge:
    place = TEXT.index(surface), TEXT.index(surface) + len(surface)
    return DraggingEdge("id", edge, place, *place)


def moved(surface: str, edge: Edge, boundary: int, by_words: bool = True) -> str:
    gesture = dragging(surface, edge).moved(TEXT, boundary, by_words)
    return TEXT[gesture.start : gesture.end]


def test_an_end_takes_the_whole_word() -> None:
    assert moved("Stephen", Edge.END, TEXT.index("egun")) == "Stephen Biegun"
    assert moved("Stephen Biegun", Edge.END, TEXT.index("ephen")) == "Stephen"
    assert moved("State", Edge.END, TEXT.index(" met")) == "State Department"


def test_a_start_takes_the_whole_word() -> None:
    assert moved("Biegun", Edge.START, TEXT.index("phen")) == "Stephen Biegun"
    assert moved("State", Edge.START, TEXT.index(".S.")) == "U.S. State"


def test_with_alt_an_edge_takes_characters() -> None:
    assert moved("Stephen", Edge.END, TEXT.index("egun"), by_words=False) == "Stephen Bi"


def test_an_edge_never_passes_the_other() -> None:
    assert moved("Stephen", Edge.END, 0) == "Stephen"
    assert moved("Stephen", Edge.START, len(TEXT)) == "Stephen"


@given(st.text("ab .\u0301\U0001f600", min_size=1, max_size=30), st.data())
def test_a_dragged_span_is_never_empty(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    edge, by_words = data.draw(st.sampled_from(list(Edge))), data.draw(st.booleans())
    gesture = DraggingEdge("id", edge, (start, end), start, end)
    gesture = gesture.moved(text, data.draw(st.integers(0, len(text))), by_words)
    assert 0 <= gesture.start < gesture.end <= len(text)
    assert gesture.changed == ((gesture.start, gesture.end) != (start, end))


def test_a_press_becomes_a_selection_from_a_distance_on() -> None:
    press = Pressed(10, 10)
    assert press.moved(12, 11, 10) is press
    assert press.moved(16, 14, 10) == Selecting()


def drawn(surface: str, begin: str, end: str, by_words: bool = True) -> str:
    place = TEXT.index(surface), TEXT.index(surface) + len(surface)
    gesture = DrawingPlace("id", TEXT.index(begin), place, *place)
    moved = gesture.moved(TEXT, TEXT.index(end), by_words)
    return TEXT[moved.start : moved.end]


def test_a_new_place_is_drawn_by_words_in_either_direction() -> None:
    assert drawn("Biegun", "ephen", "gun") == "Stephen Biegun"
    assert drawn("Biegun", "gun", "ephen") == "Stephen Biegun"
    assert drawn("Biegun", "ephen", "gun", by_words=False) == "ephen Bie"


def test_white_space_alone_is_no_place() -> None:
    assert drawn("Biegun", " met", "met") == "Biegun"
