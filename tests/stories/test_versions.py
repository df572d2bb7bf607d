"""A newer version of an article is opened: what was decided in the older one is carried over."""

from pathlib import Path

import pytest
from user import OpenWindow, User

OLD = (
    "Ana Novak met the mayor of Oslo to sign the treaty on fishing rights in the far north. "
    "The two had spoken often, when the ministers of both countries agreed on quotas for cod. "
    "Observers in Kyiv said that nothing would change for the smaller boats before long."
)
NEW = OLD.replace("to sign", "again, and Bo Berg came too, to sign")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "old.txt", tmp_path / "new.txt"]
    for path, text in zip(paths, (OLD, NEW), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def with_proposals(user: User) -> None:
    user.wait_until(lambda: bool(user.session.annotated) and len(user.session.annotated) > 0)


def test_decisions_come_along_and_what_was_rejected_is_not_proposed(
    open_window: OpenWindow, files: list[Path]
) -> None:
    user = open_window(files[0])
    with_proposals(user)
    user.focus("Ana Novak")
    user.press("O")
    user.focus("Kyiv")
    user.press("Delete")
    user.drop(files[1])
    user.wait_until(lambda: user.session.annotated.text == NEW)  # type: ignore[union-attr]
    with_proposals(user)
    user.read("carried over as proposals")
    assert user.span("Ana Novak").label == "ORG"
    assert user.span("Ana Novak").origin == "memory"
    surfaces = [user.surface(span) for span in user.session.annotated or ()]
    assert "Kyiv" not in surfaces
    assert "Oslo" in surfaces
