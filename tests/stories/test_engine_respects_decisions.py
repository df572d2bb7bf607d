"""What a person decided stays, whatever the engine says again."""

from user import SAMPLE, OpenWindow, User


def ask_again(user: User) -> None:
    """Let the engine propose again, and wait for its answer."""
    with user.qtbot.waitSignal(user.session.settled, timeout=20_000):
        user.do("engine.again")
    user.wait_until(lambda: user.session.saving.is_idle)


def test_nothing_is_doubled_overwritten_or_proposed_again(open_window: OpenWindow) -> None:
    user = open_window(SAMPLE)
    user.wait_until(lambda: len(user.session.annotated or ()) > 20)
    ask_again(user)
    assert user.ask("SELECT count(DISTINCT batch) FROM corrections") == [(1,)]
    user.press("Tab", "Delete", "P")
    user.focus("Donald Trump")
    user.press("Alt+Shift+Left")
    user.focus("Reuters")
    user.press("Shift+Right", "Delete")
    before = user.ask("SELECT id, start, end, label, state FROM spans ORDER BY id")
    ask_again(user)
    after = user.ask("SELECT id, start, end, label, state FROM spans ORDER BY id")
    assert set(before) <= set(after)
    places = [(start, end, label) for _, start, end, label, _ in after]
    assert len(places) == len(set(places))
    new = [row for row in after if row not in before]
    decided = [row for row in before if row[4] != "proposed"]
    overlapping = [
        (one, other) for one in new for other in decided if one[1] < other[2] and other[1] < one[2]
    ]
    assert [pair for pair in overlapping if pair[1][4] == "accepted"] == []


def test_what_was_made_by_hand_before_the_engine_was_ready_stays(open_window: OpenWindow) -> None:
    user = open_window(SAMPLE)
    user.double_click("Biegun")
    user.press("Esc", "L")
    assert user.focused() == ("Biegun", "LOC", "accepted")
    made = user.session.focus
    user.wait_until(lambda: len(user.session.annotated or ()) > 20)
    assert user.session.focus == made
    assert user.session.annotated and made
    assert user.session.annotated.overlapping(*made.place) == [made]
