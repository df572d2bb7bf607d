"""What others have marked in the article is shown in outline when asked for, and stays theirs."""

from pathlib import Path

from user import OpenWindow, User

from core.annotation.correction import Batch
from core.annotation.edits.add import add
from core.store.store import Store


def mark(store: Path, layer: str, surface: str, label: str) -> None:
    """Have another annotator mark words of the article."""
    with Store.open(store) as opened:
        article = opened.annotated(opened.article_ids()[0], layer)
        start = article.text.index(surface)
        batch = Batch(article.article.id, layer, layer)
        opened.commit(add(article, start, start + len(surface), label, batch))


def test_other_layers_are_seen_when_asked_for_and_cannot_be_focused(
    open_window: OpenWindow, proposed_copy: Path
) -> None:
    mark(proposed_copy, "anna", "Safeguarding Nuclear Missiles", "EVENT")
    user = open_window(store=proposed_copy, engine=False)
    user.wait_until(lambda: user.session.can_edit)
    before = user.view.viewport().grab().toImage()
    user.do("view.others")
    user.wait_until(lambda: user.view.viewport().grab().toImage() != before)
    user.click("Safeguarding")
    assert user.focused() is None
    user.press("Tab")
    assert user.focused() == ("U.N.", "ORG", "proposed")
    user.press("Esc")
    user.view.select(0, 0)
    user.do("view.others")
    assert user.view.viewport().grab().toImage() == before
    assert user.rows()[-1][0] == "add"


def test_where_nobody_else_worked_it_is_said(user: User) -> None:
    user.do("view.others")
    user.read("Nobody else")
