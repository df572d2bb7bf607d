"""`rubricator extract` with stages switched off, and with lists and rules of one's own."""

import json
from pathlib import Path

import pytest

TEXT = "Foo paid $5 in Oman."


@pytest.fixture(autouse=True)
def article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)


def found(run, *options: object) -> dict[str, str]:
    done = run("extract", "a.txt", "--engine", "rules", "--format", "jsonl", *options)
    assert done.returncode == 0
    return {TEXT[span["start"] : span["end"]]: span["origin"] for span in json.loads(done.stdout)["spans"]}


def test_stages_can_be_switched_off(run) -> None:
    assert set(found(run)) == {"$5", "Oman"}
    assert set(found(run, "--without", "gazetteers")) == {"$5"}
    assert found(run, "--without", "gazetteers", "--without", "rules") == {}


@pytest.mark.parametrize("jobs", [1, 2])
def test_lists_of_ones_own_go_before_the_engines(run, tmp_path: Path, jobs: int) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "my.tsv").write_text("Foo\tORG\nOman\tORG\n")
    own = found(run, "--knowledge", "own", "--jobs", jobs)
    assert (own["Foo"], own["Oman"]) == ("gazetteer:own/my", "gazetteer:own/my")


def test_lists_in_the_users_folder_are_always_read(run, environment: dict[str, str]) -> None:
    folder = Path(environment["HOME"], "data", "rubricator", "knowledge")
    folder.mkdir(parents=True)
    (folder / "my.tsv").write_text("Foo\tORG\n")
    environment["XDG_DATA_HOME"] = str(Path(environment["HOME"], "data"))
    assert found(run)["Foo"] == "gazetteer:own/my"


def test_faults_are_told_and_the_rest_is_used(run, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "my.tsv").write_text("Foo\tORG\nOman\n")
    (tmp_path / "own" / "my.toml").write_text('[[rule]]\nid = "endless"\nlabel = "LAW"\npattern = "(o+)+$"\n')
    (tmp_path / "a.txt").write_text(TEXT + "o" * 60 + ".")
    done = run("extract", "a.txt", "--engine", "rules", "--knowledge", "own")
    assert done.returncode == 0
    assert "Foo" in done.stdout
    assert done.stderr.splitlines() == [
        "rubricator: own/my.tsv line 2: a row is a name, a tab and a label.",
        'The rule "endless" takes longer than 1 s for a text; it is left out for now.',
    ]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--without", "rulse"], 'The engine "rules" has no stage "rulse". Did you mean "rules"?'),
        (["--knowledge", "nowhere"], 'There is no folder "nowhere" with lists and rules.'),
        (
            ["--without", "rules", "--scheduler", "tcp://127.0.0.1:1"],
            "A cluster works with an engine as it is: no --without, no --knowledge.",
        ),
    ],
)
def test_wrong_usage_is_told(run, options: list[str], sentence: str) -> None:
    done = run("extract", "a.txt", "--engine", "rules", *options)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"rubricator: {sentence}\n")
