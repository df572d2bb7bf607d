"""The verbs of reviewing, as processes: audit, agreement, stats."""

import json
from pathlib import Path

import pytest

TEXT = "In Oslo, and Rome; Oslo again."


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.fixture
def store(run, tmp_path: Path) -> Path:
    spans = [
        {"start": 3, "end": 8, "label": "GPE", "state": "accepted"},
        {"start": 13, "end": 17, "label": "GPE", "state": "accepted"},
    ]
    (tmp_path / "in.jsonl").write_text(lines({"id": "a1", "title": "Oslo", "text": TEXT, "spans": spans}))
    assert run("import", "in.jsonl", "--store", "s.db", "--annotator", "ana").returncode == 0
    return tmp_path / "s.db"


def findings(run, *options: str) -> list[dict]:
    done = run("audit", "--store", "s.db", "--format", "jsonl", *options)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_audit_prints_an_object_a_finding(run, store: Path) -> None:
    (finding,) = findings(run)
    assert finding.pop("id")
    assert finding == {
        "check": "edges",
        "article": "a1",
        "start": 3,
        "end": 8,
        "label": "GPE",
        "message": "“Oslo,” has punctuation at its edge.",
        "layer": "ana",
        "repair": {"action": "resize", "label": "GPE", "start": 3, "end": 7},
    }
    assert json.loads(run("audit", "--store", store, "--format", "json").stdout)[0]["check"] == "edges"
    assert "“Oslo,” has punctuation" in run("audit", "--store", store).stdout
    assert findings(run, "--check", "duplicates", "--layer", "ana") == []
    assert run("audit", "--store", store, "--check", "flips").stdout == "No findings.\n"


def test_a_finding_is_waived_or_fixed(run, store: Path) -> None:
    (finding,) = findings(run)
    no_note = run("audit", "--store", store, "--waive", finding["id"])
    assert (no_note.returncode, no_note.stdout) == (2, "")
    waived = run("audit", "--store", store, "--waive", finding["id"], "--note", "a ship", "--annotator", "bo")
    assert (waived.returncode, waived.stderr) == (0, "")
    assert findings(run) == []
    gone = run("audit", "--store", store, "--fix", finding["id"])
    assert (gone.returncode, "No check finds" in gone.stderr) == (2, True)


def test_a_finding_is_fixed_and_undone(run, store: Path) -> None:
    (finding,) = findings(run)
    done = run("audit", "--store", store, "--fix", finding["id"], "--annotator", "ana")
    assert done.stdout == "1 correction: “Oslo,” has punctuation at its edge.\n"
    assert findings(run) == []
    run("apply", "-", "--store", store, "--annotator", "ana", stdin=lines({"action": "undo"}))
    assert [one["id"] for one in findings(run)] == [finding["id"]]


@pytest.mark.parametrize(
    ("options", "near"),
    [(("--check", "edgs"), "edges"), (("--layer", "anna"), "ana"), (("--formt", "json"), "--format")],
)
def test_audit_names_what_is_near(run, store: Path, options, near: str) -> None:
    done = run("audit", "--store", store, *options)
    assert (done.returncode, f'Did you mean "{near}"?' in done.stderr) == (2, True)


def test_agreement_is_one_object(run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "bo.jsonl").write_text(
        lines({"id": "a1", "text": TEXT, "spans": [{"start": 13, "end": 17, "label": "GPE"}]})
    )
    run("import", "bo.jsonl", "--store", store, "--annotator", "bo")
    done = run("agreement", "--layers", "ana,bo", "--store", store, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    for name in ("f1_exact", "f1_partial", "f1_type", "kappa", "alpha"):
        assert set(found[name]) >= {"value", "interval"}
    assert found["f1_exact"]["value"] == pytest.approx(2 / 3)
    assert found["by_label"]["GPE"]["spans"] == {"ana": 2, "bo": 1}
    assert "NaN" not in done.stdout
    assert "Cohen's kappa" in run("agreement", "--layers", "ana,bo", "--store", store, "--explain").stdout


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--layers", "ana"), "Agreement is between two layers or more."),
        (("--layers", "ana,an"), 'Did you mean "ana"?'),
        (("--layers", "ana,bo", "--status", "reviewd"), 'Did you mean "reviewed"?'),
    ],
)
def test_agreement_says_why_not(run, store: Path, options, sentence: str) -> None:
    done = run("agreement", "--store", store, *options)
    assert (done.returncode, done.stdout, sentence in done.stderr) == (2, "", True)


def test_stats_have_what_the_pictures_show(run, store: Path) -> None:
    done = run("stats", "--store", store, "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["labels"] == [{"label": "GPE", "proposed": 0, "accepted": 2, "rejected": 0}]
    assert found["together"] == [{"one": "GPE", "other": "GPE", "articles": 1}]
    assert {"precision", "calibration", "days", "times", "spans", "corrections"} <= set(found)
    assert "LABEL" in run("stats", "--store", store).stdout
