"""What is alike is decided at once, from the palette: one batch, one undo, a sentence that says how many."""

from user import User

from core.annotation.span import State


def run(user: User, words: str) -> None:
    """Run a command by its name."""
    user.press("Ctrl+Shift+P")
    user.enter(words)
    user.press("Return")


def states(user: User, label: str) -> set[State]:
    assert user.session.annotated
    return {span.state for span in user.session.annotated if span.label == label}


def test_all_of_a_label_are_accepted_by_one_command_and_taken_back_by_one_undo(user: User) -> None:
    assert user.session.annotated
    number = user.session.annotated.count(label="GPE")
    user.press("Tab")
    run(user, "Accept all GPE")
    user.wait_until(lambda: user.actions() == ["accept"] * number)
    assert states(user, "GPE") == {State.ACCEPTED}
    assert user.message() == f"{number} spans were accepted."
    assert user.focused() == ("U.N.", "ORG", "proposed")
    user.press("Ctrl+Z")
    assert user.session.annotated.decided == 0


def test_what_was_decided_before_is_left_as_it_was(user: User) -> None:
    user.press("Tab", "Delete")
    user.focus("North Korea")
    user.session.set_focus(
        next(s.id for s in user.session.annotated or () if s.label == "GPE" and not s.decided)
    )
    run(user, "Accept all GPE")
    user.wait_until(lambda: "accept" in user.actions())
    assert states(user, "GPE") == {State.ACCEPTED, State.REJECTED}


def test_all_of_a_name_are_rejected(user: User) -> None:
    assert user.session.annotated
    number = sum(user.surface(span) == "Biegun" for span in user.session.annotated)
    user.focus("Biegun")
    run(user, "reject all biegun")
    user.wait_until(lambda: user.actions() == ["reject"] * number)
    assert user.message() == f"{number} spans were rejected."


def test_all_that_score_as_high_are_accepted(user: User) -> None:
    annotated = user.session.annotated
    assert annotated
    span = max(annotated, key=lambda one: one.score or 0)
    user.session.set_focus(span.id)
    user.do("alike.accept_score")
    assert [one for one in annotated if one.decided]
    assert all((one.score or 0) >= (span.score or 0) for one in annotated if one.decided)


def test_where_nothing_is_alike_it_is_said(user: User) -> None:
    user.press("Tab", "Return")
    user.focus("North Korea")
    user.do("alike.accept_label")
    user.do("alike.accept_label")
    assert user.message() == "No undecided span is like that."
