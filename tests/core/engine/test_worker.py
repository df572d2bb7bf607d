import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from core.engine import worker
from core.engine.catalogue import load_engine


def run(lines: str, *arguments: str) -> tuple[list[dict[str, Any]], int]:
    command = [sys.executable, "-m", "core.engine.worker", *arguments]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=False, timeout=60)
    return [json.loads(line) for line in done.stdout.splitlines()], done.returncode


def test_it_answers_each_line_in_order_and_ends_with_its_input() -> None:
    lines = [
        json.dumps({"id": "a", "text": "👍 Angela Merkel"}),
        "this is no JSON",
        json.dumps({"id": "b"}),
        json.dumps({"id": "c", "text": "\ud800"}),
        "",
        json.dumps({"id": "d", "text": "Berlin\r\n"}),
    ]
    messages, code = run("\n".join(lines), "--engine", "news-fast")
    assert code == 0
    assert [(message["event"], message.get("id")) for message in messages] == [
        ("ready", None),
        ("proposals", "a"),
        ("failed", None),
        ("failed", "b"),
        ("proposals", "c"),
        ("proposals", "d"),
    ]
    assert set(messages[0]) == {"event", "engine", "version", "threshold"}
    (merkel,) = messages[1]["proposals"]
    assert (merkel["start"], merkel["end"], merkel["label"]) == (2, 15, "PERSON")
    assert set(merkel) == {"start", "end", "label", "score", "origin"}
    assert messages[2]["sentence"]


def test_an_engine_that_cannot_be_loaded_is_told_and_ends_it() -> None:
    messages, code = run("", "--engine", "news-fats")
    assert code == 1
    assert messages == [
        {
            "event": "failed",
            "sentence": 'There is no engine "news-fats".',
            "hint": 'Did you mean "news-fast"?',
        }
    ]


class Input:
    """Lines that come one by one; an empty one stands for a while in which none comes."""

    def __init__(self, *lines: str) -> None:
        self._lines = list(lines)

    def next(self, wait: bool) -> str | None:
        if not self._lines:
            return None
        line = self._lines.pop(0)
        return self.next(wait) if wait and not line else line


def test_a_text_that_fails_does_not_end_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = load_engine("rules")
    monkeypatch.setattr(engine, "propose_in_parts", lambda text: 1 / 0)
    (answer,) = worker.answers(engine, Input('{"id": "a", "text": "Berlin"}'))
    assert (answer["event"], answer["id"]) == ("failed", "a")


def test_a_fault_in_the_users_lists_is_told_once_and_the_rest_is_in_use(tmp_path: Path) -> None:
    (tmp_path / "my.tsv").write_text("Foo\nOman\tORG\n", "utf-8")
    texts = "\n".join(json.dumps({"id": name, "text": "Oman"}) for name in "ab")
    messages, _ = run(texts, "--engine", "rules", "--knowledge", str(tmp_path))
    assert [message["event"] for message in messages] == ["ready", "proposals", "knowledge", "proposals"]
    assert messages[2]["faults"] == [f"{tmp_path.name}/my.tsv line 1: a row is a name, a tab and a label."]
    assert [message["proposals"][0]["origin"] for message in messages[1::2]] == ["gazetteer:own/my"] * 2


def test_a_long_text_is_answered_in_parts_and_a_new_one_comes_in_between() -> None:
    engine = load_engine("rules")
    long = json.dumps({"id": "long", "text": "It met in Berlin on Monday. " * 5000})
    short = json.dumps({"id": "short", "text": "Paris"})
    messages = list(worker.answers(engine, Input(long, "", short)))
    ids = [message["id"] for message in messages]
    assert ids[0] == "long"
    assert ids[1] == "short"
    assert set(ids[2:]) == {"long"}
    parts = [message for message in messages if message["id"] == "long"]
    assert [message["done"] for message in parts] == [False] * (len(parts) - 1) + [True]
    assert [message["part"][0] for message in parts] == [0, *(message["part"][1] for message in parts[:-1])]
    assert parts[-1]["part"][1] == 28 * 5000
    in_parts = [proposal for message in parts for proposal in message["proposals"]]
    whole = [proposal.to_json() for proposal in engine.propose("It met in Berlin on Monday. " * 5000)]
    assert in_parts == whole


def test_the_rest_of_a_text_that_is_cancelled_is_left_unread() -> None:
    engine = load_engine("rules")
    long = json.dumps({"id": "long", "text": "It met in Berlin on Monday. " * 5000})
    cancel = json.dumps({"id": "long", "cancel": True})
    messages = list(worker.answers(engine, Input(long, "", cancel, json.dumps({"id": "b", "text": "Paris"}))))
    assert [(message["id"], message["done"]) for message in messages] == [("long", False), ("b", True)]
