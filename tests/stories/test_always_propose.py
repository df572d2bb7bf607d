"""What the user always wants proposed: chosen on a span, in force in the next article, taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from user import OpenWindow, User


def proposals(user: User) -> dict[str, tuple[str, str]]:
    return {user.surface(span): (span.label, span.origin) for span in user.session.annotated or ()}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def article(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.txt"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def chosen(open_window: OpenWindow, article: Callable[[str], Path], store: Path) -> User:
    """A user who had Oman always proposed as ORG."""
    user = open_window(article("Talks in Oman went on."), store=store)
    user.wait_until(lambda: "Oman" in proposals(user))
    user.press("Tab")
    assert user.action("span.always").text() == "Always propose “Oman” as GPE"
    user.press("O")
    user.do("span.always")
    user.read("“Oman” is always proposed as ORG from the next article on.")
    return user


def test_a_name_is_always_proposed_from_the_next_article_on(
    chosen: User, article: Callable[[str], Path], store: Path
) -> None:
    assert (store.parent / "store.db-knowledge" / "always.tsv").read_text("utf-8").endswith("\nOman\tORG\n")
    chosen.drop(article("Nobody in Oman or Nepal was seen."))
    chosen.wait_until(lambda: "Nepal" in proposals(chosen))
    assert proposals(chosen)["Oman"] == ("ORG", "gazetteer:own/always")


def test_it_is_taken_back(chosen: User, store: Path) -> None:
    chosen.push("Take back")
    chosen.read("“Oman” is no longer always proposed as ORG.")
    assert "Oman" not in (store.parent / "store.db-knowledge" / "always.tsv").read_text("utf-8")


def test_chosen_again_it_says_so_and_another_label_can_be_taken_back(chosen: User, store: Path) -> None:
    chosen.do("span.always")
    chosen.read("“Oman” is always proposed as ORG already.")
    chosen.press("G")
    chosen.do("span.always")
    chosen.read("“Oman” is always proposed as GPE from the next article on.")
    chosen.push("Take back")
    chosen.read("“Oman” is always proposed as ORG again.")


def test_a_fault_in_the_users_files_is_told_with_file_and_line_and_the_work_goes_on(
    open_window: OpenWindow, article: Callable[[str], Path], store: Path
) -> None:
    folder = store.parent / "store.db-knowledge"
    folder.mkdir()
    (folder / "mine.tsv").write_text("Oman\nTalks\tEVENT\n", "utf-8")
    user = open_window(article("Talks in Oman went on."), store=store)
    user.read("mine.tsv line 1: a row is a name, a tab and a label.")
    user.wait_until(lambda: proposals(user).get("Talks") == ("EVENT", "gazetteer:own/mine"))


def test_where_no_list_can_be_kept_that_is_told(
    open_window: OpenWindow, article: Callable[[str], Path], store: Path
) -> None:
    (store.parent / "store.db-knowledge").write_text("a file", "utf-8")
    user = open_window(article("Talks in Oman went on."), store=store)
    user.wait_until(lambda: "Oman" in proposals(user))
    user.read("store.db-knowledge: it cannot be read")
    user.push("Close this message")
    user.press("Tab")
    user.do("span.always")
    user.read("always.tsv cannot be read, and is left as it is.")
