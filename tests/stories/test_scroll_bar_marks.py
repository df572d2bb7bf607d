"""The scroll bar shows where undecided spans are, and what was found."""

from user import User


def test_marks_go_as_spans_are_decided_and_come_back_with_undo(user: User) -> None:
    marks = user.view.marks
    user.wait_until(lambda: bool(marks.undecided))
    before = marks.undecided
    user.press("Tab", "Return")
    assert marks.undecided < before
    user.press("Ctrl+Z")
    assert marks.undecided == before
    user.press("Ctrl+Return")
    user.wait_until(lambda: not marks.undecided)


def test_finds_are_marked_until_the_bar_is_closed(user: User) -> None:
    user.press("Ctrl+F")
    user.enter("biegun")
    assert len(user.view.marks.finds) == 3
    user.press("Esc")
    assert not user.view.marks.finds
