"""`rubricator memory`, as a process: listing, pinning, forgetting."""

import json
from pathlib import Path

import pytest

TEXT = "Biegun met Ana Novak in Oslo."
SPANS = [{"start": 0, "end": 6, "label": "GPE", "state": "accepted"}]


@pytest.fixture
def store(run, tmp_path: Path) -> Path:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a1", "text": TEXT, "spans": SPANS}) + "\n")
    done = run("import", "in.jsonl", "--store", "s.db", "--annotator", "ana")
    assert (done.returncode, done.stderr) == (0, "")
    return tmp_path / "s.db"


def memory(run, *arguments: object) -> str:
    done = run("memory", "--store", "s.db", "--annotator", "ana", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.usefixtures("store")
def test_strings_are_listed_pinned_and_forgotten(run) -> None:
    assert memory(run).splitlines() == [
        "STRING  EVIDENCE              PROPOSED",
        "Biegun  accepted once as GPE  GPE",
        "1 string of layer ana.",
    ]
    assert memory(run, "--pin", "Biegun", "PERSON") == "Biegun: always PERSON.\n"
    assert memory(run, "--pin", "Oslo", "never") == "Oslo: never proposed.\n"
    (first, second) = json.loads(memory(run, "--format", "json"))
    assert (first["string"], first["accepted"], first["pin"], first["proposed"]) == (
        "Biegun", {"GPE": 1}, "PERSON", "always PERSON",
    )  # fmt: skip
    assert (second["string"], second["pin"], second["proposed"]) == ("Oslo", "", "never")
    memory(run, "--unpin", "Oslo")
    memory(run, "--forget", "Biegun")
    assert json.loads(memory(run, "--format", "json")) == []
    memory(run, "--remember", "Biegun")
    assert "accepted once as GPE" in memory(run, "bieg")
    assert memory(run, "xyz").splitlines()[-1] == "0 strings of layer ana."


@pytest.mark.usefixtures("store")
def test_a_label_that_the_scheme_lacks_is_told_with_a_near_one(run) -> None:
    done = run("memory", "--store", "s.db", "--pin", "Oslo", "GPR")
    assert done.returncode == 2
    assert '"GPE"' in done.stderr
