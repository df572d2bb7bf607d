"""Imported relations between spans: a span that is removed takes them along, undo brings all back."""

import json
from pathlib import Path

from user import OpenWindow, User

ARTICLE = {
    "title": "Visit",
    "text": "Angela Merkel visited Paris.",
    "spans": [
        {"id": "a", "start": 0, "end": 13, "label": "PERSON", "origin": "human", "state": "accepted"},
        {"id": "b", "start": 22, "end": 27, "label": "GPE", "origin": "human", "state": "accepted"},
    ],
    "relations": [{"head": "a", "tail": "b", "label": "visits"}],
}


def counts(user: User) -> tuple[int, int]:
    """Return how many spans and relations the store has."""
    return user.ask("SELECT (SELECT count(*) FROM spans), (SELECT count(*) FROM relations)")[0]


def test_removed_and_brought_back(open_window: OpenWindow, tmp_path: Path) -> None:
    file = tmp_path / "visit.jsonl"
    file.write_text(json.dumps(ARTICLE) + "\n")
    user = open_window(file, engine=False)
    assert counts(user) == (2, 1)
    user.press("Tab", "Delete")
    assert counts(user) == (1, 0)
    assert user.actions() == ["import", "import", "import", "relate", "remove"]
    user.press("Ctrl+Z")
    assert counts(user) == (2, 1)
    assert user.focused() == ("Angela Merkel", "PERSON", "accepted")
    user.press("Ctrl+Shift+Z")
    assert counts(user) == (1, 0)
