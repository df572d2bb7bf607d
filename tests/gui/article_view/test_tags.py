"""Where tags go and how much of a name fits."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.annotation.scheme import Colours, Label
from gui.article_view.paragraph import Line
from gui.article_view.tags import Tag, Wish, place_tags

GREY = Colours("#E1E0D6", "#F1F0EA", "#453C2E")
LINE = Line(0, 10, 0.0, 10.0, 14.0, 30.0, right_to_left=False)
CARDINAL = Label("CARDINAL", "C", "CARD", "", GREY, GREY)
GPE = Label("GPE", "G", "GPE", "", GREY, GREY)
NO_KEY = Label("MYSTERY", "", "MYST", "", GREY, GREY)


def wish(label: Label, begin: float, doubtful: bool = False) -> Wish:
    return Wish(f"{label.name}{begin}", label, doubtful, LINE, begin, 20.0, (0, label.name))


def width_of(text: str) -> float:
    return 10.0 * len(text)


def texts(*wishes: Wish, column_end: float = 500.0, mirror: float | None = None) -> list[str]:
    return [tag.text for tag in place_tags(wishes, column_end, width_of, mirror)]


def test_names_shorten_before_the_next_tag() -> None:
    assert texts(wish(CARDINAL, 0), wish(GPE, 85)) == ["CARDINAL", "GPE"]
    assert texts(wish(CARDINAL, 0), wish(GPE, 84)) == ["CARD", "GPE"]
    assert texts(wish(CARDINAL, 0), wish(GPE, 40)) == ["C", "GPE"]
    assert texts(wish(CARDINAL, 0), wish(GPE, 12)) == ["", "GPE"]
    assert texts(wish(NO_KEY, 0), wish(GPE, 20)) == ["", "GPE"]


def test_the_columns_end_shortens_too() -> None:
    assert texts(wish(CARDINAL, 440)) == ["CARD"]


def test_doubt_shows_in_every_form() -> None:
    assert texts(wish(CARDINAL, 0, doubtful=True), wish(GPE, 30)) == ["C?", "GPE"]


def test_the_same_place_twice_is_side_by_side() -> None:
    tags = place_tags([wish(GPE, 0), wish(CARDINAL, 0)], 500, width_of, None)
    assert [(tag.text, tag.left) for tag in tags] == [("CARDINAL", 0.0), ("GPE", 85.0)]


def test_right_to_left_is_mirrored() -> None:
    tags = place_tags([wish(GPE, 90), wish(CARDINAL, 50)], 100, width_of, 100.0)
    assert [(tag.text, tag.left, tag.left + tag.width) for tag in tags] == [
        ("GPE", 60.0, 90.0),
        ("CARD", 10.0, 50.0),
    ]


@given(st.lists(st.tuples(st.sampled_from([CARDINAL, GPE, NO_KEY]), st.integers(0, 480)), max_size=30))
def test_tags_never_touch(wanted: list[tuple[Label, int]]) -> None:
    tags = place_tags([wish(label, float(begin)) for label, begin in wanted], 500, width_of, None)
    shown: list[Tag] = [tag for tag in tags if tag.text]
    for tag, following in pairwise(shown):
        assert tag.left + tag.width + 5 <= following.left
    assert all(tag.left + tag.width <= 500 for tag in shown)
