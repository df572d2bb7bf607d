"""Somebody adjudicates: the window's work goes to the layer `gold`, and back to the own one."""

from user import User


def to_gold(user: User) -> None:
    user.do("review.gold")
    user.wait_until(lambda: user.session.layer == "gold")


def counts(user: User) -> list[tuple[str, int]]:
    return user.ask("SELECT layer, count(*) FROM spans WHERE state = 'accepted' GROUP BY layer")


def test_work_goes_to_gold_and_is_undone_there(user: User) -> None:
    user.press("Tab", "Return")
    to_gold(user)
    assert "Layer gold" in user.status()
    assert user.action("review.gold").isChecked()
    assert len(user.session.annotated or ()) == 0
    user.view.select(*user.place("Stephen Biegun"))
    user.press("P")
    assert user.focused() == ("Stephen Biegun", "PERSON", "accepted")
    assert counts(user) == [("gold", 1), ("maria", 1)]
    user.press("Ctrl+Z")
    assert counts(user) == [("maria", 1)]
    user.read("Undone")


def test_the_own_layer_is_as_it_was_left(user: User) -> None:
    user.press("Tab", "Return")
    mine = [span.id for span in user.session.annotated or ()]
    to_gold(user)
    user.do("review.gold")
    user.wait_until(lambda: user.session.layer == "maria")
    assert [span.id for span in user.session.annotated or ()] == mine
    user.press("Ctrl+Z")
    assert counts(user) == []


def test_the_library_counts_the_layer_that_is_worked_in(user: User) -> None:
    user.wait_until(lambda: any("of" in line for line in user.lines("library")))
    to_gold(user)
    user.wait_until(lambda: all("to do" in line for line in user.lines("library")))


def test_nothing_is_proposed_into_gold(user: User) -> None:
    asked: list[str] = []
    user.desktop.proposing.process.propose = lambda article_id, _text: asked.append(article_id)  # type: ignore[method-assign]
    settled: list[bool] = []
    user.session.settled.connect(lambda: settled.append(True))
    to_gold(user)
    user.wait_until(lambda: bool(settled))
    assert asked == []


def test_an_answer_of_the_engine_goes_to_the_layer_that_it_was_asked_for(user: User) -> None:
    proposing = user.desktop.proposing
    article_id = user.session.annotated.article.id if user.session.annotated else ""
    proposing.process.propose = lambda *_: None  # type: ignore[method-assign]
    user.do("engine.again")
    to_gold(user)
    start, end = user.place("Stephen Biegun")
    found = {"start": start, "end": end, "label": "ORG", "score": 0.5, "origin": "engine:x@1", "why": []}
    answer = {"done": True, "part": [0, end], "proposals": [found]}
    proposing.process.proposed.emit(article_id, answer)
    user.wait_until(lambda: user.session.saving.is_idle)
    assert user.ask("SELECT DISTINCT layer FROM spans") == [("maria",)]
