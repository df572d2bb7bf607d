"""Labels on import, as a user meets them: named, added to a scheme, left out, refused, renamed."""

import json
import tomllib
from pathlib import Path

LINE = {
    "id": "a1",
    "text": "Ana met Bob.",
    "spans": [{"start": 0, "end": 3, "label": "PER"}, {"start": 8, "end": 11, "label": "PERSON"}],
}


def test_labels_that_the_scheme_lacks(run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps(LINE))
    done = run("import", "in.jsonl", "--store", "a.db")
    assert done.stderr == (
        'rubricator: The scheme ontonotes lacks PER (1 span). "--labels create" adds them to it.\n'
    )
    done = run("import", "in.jsonl", "--store", "b.db", "--labels", "skip")
    assert "Left out, for the scheme ontonotes lacks their labels: PER (1 span)." in done.stderr
    assert ", 1 span, " in done.stdout
    done = run("import", "in.jsonl", "--store", "c.db", "--labels", "fail")
    assert (done.returncode, done.stdout) == (1, "0 articles added, 0 there already, 0 spans, 1 failed.\n")
    done = run("import", "in.jsonl", "--store", "d.db", "--labels", "create")
    scheme = tmp_path / "home" / ".config" / "rubricator" / "schemes" / "ontonotes.toml"
    assert done.stderr == f"rubricator: The scheme {scheme} has new labels: PER (1 span).\n"
    settings = tomllib.loads((scheme.parent.parent / "settings.toml").read_text("utf-8"))
    assert settings["scheme"] == str(scheme)
    assert run("import", "in.jsonl", "--store", "e.db", "--labels", "fail").returncode == 0


def test_labels_are_renamed_and_the_map_is_kept(run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps(LINE))
    (tmp_path / "map.tsv").write_text("PER\tORG\n")
    assert run("import", "in.jsonl", "--store", "a.db", "--map", "map.tsv").stderr == ""
    (tmp_path / "other.jsonl").write_text(json.dumps({**LINE, "id": "a2", "text": "Eva met Bob."}))
    assert run("import", "other.jsonl", "--store", "a.db", "--map", "kept").stderr == ""
    run("export", "--store", "a.db", "--format", "jsonl", "--out", "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert [[one["label"] for one in json.loads(line)["spans"]] for line in lines] == [["ORG", "PERSON"]] * 2


def test_what_a_file_was_taken_for_is_told_where_it_surprises_or_is_asked_for(run, tmp_path: Path) -> None:
    (tmp_path / "a.dat").write_text("Ana B-PER\nsang O\n")
    done = run("import", "a.dat", "--store", "a.db", "--map", "none.toml")
    assert done.stderr == "rubricator: none.toml cannot be read: No such file or directory.\n"
    (tmp_path / "map.tsv").write_text("PER\tPERSON\n")
    done = run("import", "a.dat", "--store", "a.db", "--map", "map.tsv")
    assert done.stderr == "rubricator: a.dat taken for conll, 60% sure.\n"
    (tmp_path / "b.txt").write_text("Ana sang.")
    assert run("import", "b.txt", "--store", "a.db").stderr == ""
    done = run("import", "b.txt", "--store", "a.db", "--format", "auto")
    assert done.stderr == "rubricator: b.txt taken for text, 30% sure.\n"
