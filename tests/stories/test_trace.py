"""The trace of a session: how users report slowness, and how speed is measured."""

from pathlib import Path

import pytest
from program import HAS_SCREEN, Program, screen
from user import SAMPLE

pytestmark = pytest.mark.skipif(not HAS_SCREEN, reason="Xvfb and xdotool are not there")


def test_a_session_leaves_the_events_of_the_contract(tmp_path: Path) -> None:
    trace = tmp_path / "trace.jsonl"
    with (
        screen() as environment,
        Program(environment, trace, SAMPLE, "--store", tmp_path / "store.db") as program,
    ):
        program.wait_for("proposals_painted")
        program.key("Tab", "Return", "p")
        program.wait_for("durable", 2)
        program.wait_for("painted", 2)
        events = program.events()
        assert program.end() == 0
    names = [event["event"] for event in events]
    begin = ["window_painted", "article_opened", "article_painted", "engine_ready", "proposals_painted"]
    assert set(begin) <= set(names)
    assert names.index("article_painted") < names.index("engine_ready") < names.index("proposals_painted")
    painted = next(event for event in events if event["event"] == "article_painted")
    assert painted["chars"] == len(SAMPLE.read_text())
    assert painted["spans"] == 0
    assert all(isinstance(event["ms"], int | float) and event["ms"] > 0 for event in events)
    for batch in {event["batch"] for event in events if "batch" in event}:
        of_batch = {event["event"]: event["ms"] for event in events if event.get("batch") == batch}
        assert set(of_batch) == {"input", "painted", "durable"}
        assert of_batch["input"] <= of_batch["painted"]
        assert of_batch["input"] <= of_batch["durable"]
