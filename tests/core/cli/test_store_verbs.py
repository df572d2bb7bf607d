"""The verbs on a store, as processes, one after another as a user calls them."""

import json
import sqlite3
from pathlib import Path

import pytest

from core.cli.app import main

LINE = {
    "id": "a1",
    "title": "Biegun",
    "text": "Biegun met Ana Novak in Oslo. Oslo sang.",
    "spans": [
        {"start": 0, "end": 6, "label": "GPE", "score": 0.3, "origin": "engine:test@1"},
        {"start": 24, "end": 28, "label": "GPE"},
    ],
}
SCRIPT = [
    {"article": "Biegun", "action": "relabel", "start": 0, "end": 6, "label": "GPE", "new_label": "PERSON"},
    {"article": "a1", "action": "add", "start": 11, "end": 14, "label": "PERSON"},
    {"article": "a1", "action": "resize", "start": 11, "end": 14, "new_end": 20},
    {"article": "a1", "action": "propagate", "start": 24, "end": 28},
    {"article": "a1", "action": "status", "status": "reviewed"},
]


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.fixture
def store(run, tmp_path: Path) -> Path:
    (tmp_path / "in.jsonl").write_text(lines(LINE))
    done = run("import", "in.jsonl", "--store", "s.db", "--annotator", "ana")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "1 article added, 0 there already, 2 spans, 0 failed.\n"
    return tmp_path / "s.db"


def spans(run, out: Path, *options: str) -> list[tuple[object, ...]]:
    done = run("export", "--store", "s.db", "--format", "jsonl", "--out", out, *options)
    assert (done.returncode, done.stderr) == (0, "")
    record = json.loads(out.read_text("utf-8"))
    return [(one["start"], one["end"], one["label"], one["state"]) for one in record["spans"]]


def test_a_days_work(run, store: Path, tmp_path: Path) -> None:
    again = run("import", "in.jsonl", "--store", store, "--annotator", "ana")
    assert again.stdout == "0 articles added, 1 there already, 0 spans, 0 failed.\n"

    applied = run("apply", "-", "--store", store, "--annotator", "ana", stdin=lines(*SCRIPT))
    assert (applied.returncode, applied.stderr) == (0, "")
    assert applied.stdout == "5 corrections in 1 article.\n"
    expected = [
        (0, 6, "PERSON", "accepted"),
        (11, 20, "PERSON", "accepted"),
        (24, 28, "GPE", "accepted"),
        (30, 34, "GPE", "accepted"),
    ]
    assert spans(run, tmp_path / "out.jsonl", "--status", "reviewed") == expected

    history = [
        json.loads(line)
        for line in run("history", "a1", "--store", store, "--format", "jsonl").stdout.splitlines()
    ]
    assert [one["action"] for one in history][:5] == ["status", "add", "resize", "add", "relabel"]
    assert len({one["batch"] for one in history[:5]}) == 1
    assert {one["annotator"] for one in history} == {"ana"}
    assert "relabelled to PERSON" in run("history", "Biegun", "--store", store).stdout

    checked = run("check", "--store", store)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout == "1 article, 4 spans, 7 corrections.\nSound: replay equals spans.\n"

    undone = run("apply", "-", "--store", store, "--annotator", "ana", stdin=lines({"action": "undo"}))
    assert undone.stdout == "5 corrections in 1 article.\n"
    assert spans(run, tmp_path / "out.jsonl") == [(0, 6, "GPE", "proposed"), (24, 28, "GPE", "accepted")]
    redone = run("apply", "-", "--store", store, "--annotator", "ana", stdin=lines({"action": "redo"}))
    assert redone.returncode == 0
    assert spans(run, tmp_path / "out.jsonl") == expected


def test_an_imported_change_of_mind_stays(run, store: Path, tmp_path: Path) -> None:
    removed = {"article": "a1", "action": "remove", "start": 24, "end": 28, "label": "GPE"}
    run("apply", "-", "--store", store, "--annotator", "ana", stdin=lines(SCRIPT[0], removed))
    assert "0 spans" in run("import", "in.jsonl", "--store", store, "--annotator", "ana").stdout
    assert spans(run, tmp_path / "out.jsonl") == [(0, 6, "PERSON", "accepted")]


def test_a_bad_line_is_named_and_nothing_is_done(run, store: Path) -> None:
    done = run(
        "apply",
        "-",
        "--store",
        store,
        "--annotator",
        "ana",
        stdin=lines(SCRIPT[0], {**SCRIPT[1], "label": "PERSN"}),
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        'rubricator: stdin, line 2: The label scheme "ontonotes" has no label "PERSN". '
        'Did you mean "PERSON"?\n'
    )
    assert "2 corrections" in run("check", "--store", store).stdout


def test_export_to_spacy_names_what_is_lost(run, store: Path, tmp_path: Path) -> None:
    done = run("export", "--store", store, "--format", "spacy", "--out", "out.spacy")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "out.spacy: 1 article, 1 span; read back: 1 span the same.",
        "  1 proposal left out: not decided.",
        "  1 span without origin.",
        "  1 article without title, source or language.",
    ]
    assert (tmp_path / "out.spacy").stat().st_size


def test_the_history_of_the_store_is_filtered(run, store: Path) -> None:
    run("apply", "-", "--store", store, "--annotator", "bo", "--layer", "ana", stdin=lines(*SCRIPT[:2]))

    def history(*options: str) -> list[str]:
        done = run("history", "--store", store, "--format", "jsonl", *options)
        assert (done.returncode, done.stderr) == (0, "")
        return [json.loads(line)["action"] for line in done.stdout.splitlines()]

    assert history() == ["add", "relabel", "import", "import"]
    assert history("--annotator", "bo", "--action", "add") == ["add"]
    assert history("--label", "GPE", "--limit", "1") == ["relabel"]
    assert history("--until", "2001") == []
    assert history("--since", "2001", "--annotator", "ana") == ["import", "import"]
    wrong = run("history", "--store", store, "--label", "PERSN")
    assert (wrong.returncode, wrong.stderr) == (
        2,
        'rubricator: The store knows no label "PERSN". Did you mean "PERSON"?\n',
    )
    assert "Biegun" in run("history", "--store", store).stdout


def test_stats_search_and_backup(run, store: Path, tmp_path: Path) -> None:
    stats = json.loads(run("stats", "--store", store, "--format", "jsonl").stdout)
    assert (stats["articles"], stats["spans"]["proposed"], stats["corrections"]["import"]) == (1, 1, 2)
    assert "spans proposed" in run("stats", "--store", store).stdout
    (hit,) = json.loads(run("search", "oslo", "--store", store, "--format", "json").stdout)
    assert (hit["article"], hit["title"]) == ("a1", "Biegun")
    assert run("search", "nowhere", "--store", store).stdout == "ARTICLE  TITLE  SNIPPET\n"
    backup = run("backup", "copy.db", "--store", store)
    assert backup.returncode == 0
    assert run("check", "--store", "copy.db").returncode == 0
    assert run("backup", "copy.db", "--store", store).stderr.startswith(
        "rubricator: copy.db is there already."
    )


def test_a_batch_is_reverted_by_its_id(run, store: Path) -> None:
    for line in SCRIPT[:2]:
        run("apply", "-", "--store", store, "--annotator", "ana", stdin=lines(line))
    rows = run("history", "--store", store, "--action", "relabel", "--format", "jsonl").stdout
    revert = {"action": "revert", "batch": json.loads(rows)["batch"]}
    done = run("apply", "-", "--store", store, "--annotator", "ana", stdin=lines(revert))
    assert done.stdout == "1 correction in 1 article.\n"
    again = run("apply", "-", "--store", store, "--annotator", "ana", stdin=lines(revert))
    assert (again.returncode, "been taken back already" in again.stderr) == (1, True)
    missing = run("apply", "-", "--store", store, stdin=lines({"action": "revert"}))
    assert missing.stderr == 'rubricator: stdin, line 1: the action "revert" needs "batch".\n'


def test_two_copies_are_merged(run, store: Path, tmp_path: Path) -> None:
    run("backup", "copy.db", "--store", store)
    run("apply", "-", "--store", "copy.db", "--annotator", "ana", stdin=lines(*SCRIPT))
    run("apply", "-", "--store", store, "--annotator", "bo", "--layer", "ana", stdin=lines(
        {**SCRIPT[0], "new_label": "ORG"}))  # fmt: skip
    done = run("merge", "copy.db", "--store", store)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "0 articles and 0 corrections came in, 0 were done here too, 1 batch left out.\n"
        "  “Biegun” was changed in this store by bo, and otherwise in the other store by ana.\n"
        "1 batch in conflict: open the store to decide.\nAs it was before: "
    )
    again = json.loads(run("merge", "copy.db", "--store", store, "--format", "jsonl").stdout)
    assert (again["refused"], again["open"]) == ([], 1)
    assert run("check", "--store", store).returncode == 0
    assert run("merge", "none.db", "--store", store).stderr.startswith(
        "rubricator: There is no store at none.db"
    )


def test_a_search_by_filters_and_a_concordance(run, store: Path) -> None:
    hits = json.loads(run("search", "label:GPE status:todo", "--store", store, "--format", "json").stdout)
    assert [(hit["article"], hit["start"], hit["end"]) for hit in hits] == [("a1", 0, 6)]
    wrong = run("search", "label:GEP", "--store", store)
    assert (wrong.returncode, wrong.stderr) == (
        2,
        'rubricator: The store has no label "GEP". Did you mean "GPE"?\n',
    )
    for query in ("surface:Oslo", "Oslo"):
        done = run("search", query, "--kwic", "--store", store)
        assert done.stdout.splitlines()[-1] == "1 place, 1 shown."
        assert "met Ana Novak in  Oslo  . Oslo sang." in done.stdout
    lines = json.loads(
        run("search", "label:GPE", "--sort", "left", "--store", store, "--format", "json").stdout
    )
    assert [line["surface"] for line in lines] == ["Biegun", "Oslo"]
    assert "surface:Oslo" in run("search", "--help").stdout


def test_check_counts_what_is_not_sound(run, store: Path) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE spans SET label = 'ORG' WHERE start = 0")
    connection.close()
    done = run("check", "--store", store)
    assert done.returncode == 1
    assert "replay: 1 finding" in done.stdout
    report = json.loads(run("check", "--store", store, "--format", "jsonl").stdout)
    assert not report["sound"]
    assert report["findings"][0]["kind"] == "replay"


def test_check_repairs_and_recovers(run, store: Path) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE spans SET label = 'ORG'")
    connection.close()
    done = run("check", "--repair", "--store", store)
    assert (done.returncode, done.stderr) == (0, "")
    assert "replay: 2 findings" in done.stdout
    assert "Spans of 1 article made anew from the history: 2." in done.stdout
    assert "s.db-backups" in done.stdout
    assert done.stdout.endswith("Now:\n1 article, 2 spans, 2 corrections.\nSound: replay equals spans.\n")
    saved = run("check", "--recover", "out.db", "--store", store)
    assert saved.stdout.startswith(
        "out.db: 1 article, 2 spans, 2 corrections.\nLost: 0 articles, 0 corrections;"
    )
    assert run("check", "--store", "out.db").returncode == 0
    store.write_bytes(bytes(5000))
    lost = run("check", "--recover", "none.db", "--store", store)
    assert lost.stderr.startswith("rubricator: Nothing can be read from")
    assert run("check", "--repair", "--recover", "x").returncode == 2


def test_import_tells_each_failure_and_keeps_the_rest(run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes("Zürich zahlt.".encode("latin-1"))
    (tmp_path / "in" / "b.txt").write_bytes(b"")
    (tmp_path / "in" / "c.txt").write_text("Ana " * 2_500_000)
    done = run("import", "in", "missing", "--store", "s.db")
    assert done.returncode == 1
    assert done.stdout == "2 articles added, 0 there already, 0 spans, 2 failed.\n"
    assert done.stderr.splitlines() == [
        f"rubricator: {Path('in', 'b.txt')} is empty.",
        "rubricator: missing does not exist.",
    ]


def test_import_with_extraction(run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It cost $5 on Monday.")
    arguments = ("import", "a.txt", "--store", "s.db", "--extract", "--engine", "rules")
    assert run(*arguments).stdout == "1 article added, 0 there already, 0 spans, 2 proposals, 0 failed.\n"
    assert run(*arguments).stdout == "0 articles added, 1 there already, 0 spans, 0 proposals, 0 failed.\n"
    found = spans(run, tmp_path / "out.jsonl", "--states", "proposed", "--layer", "login")
    assert [one[2:] for one in found] == [("MONEY", "proposed"), ("DATE", "proposed")]


def test_import_with_extraction_uses_the_stores_own_lists_and_tells_their_faults(run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Foo met Bar.")
    (tmp_path / "s.db-knowledge").mkdir()
    (tmp_path / "s.db-knowledge" / "my.tsv").write_text("Foo\tORG\nBar\n")
    done = run("import", "a.txt", "--store", "s.db", "--extract", "--engine", "rules")
    assert done.returncode == 0
    assert done.stderr.endswith("my.tsv line 2: a row is a name, a tab and a label.\n")
    found = spans(run, tmp_path / "out.jsonl", "--states", "proposed", "--layer", "login")
    assert [one[2:] for one in found] == [("ORG", "proposed")]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["stats", "--store", "none.db"], 1, "none.db"),
        (["history", "Bigun", "--store", "s.db"], 2, 'Did you mean "Biegun"?'),
        (["apply", "none.jsonl", "--store", "s.db"], 1, "none.jsonl does not exist."),
        (
            ["export", "--store", "s.db", "--format", "jsonl", "--out", "x", "--layer", "anna"],
            2,
            'Did you mean "ana"?',
        ),
        (
            ["export", "--store", "s.db", "--format", "jsonl", "--out", "x", "--status", "flagged"],
            1,
            "nothing to export",
        ),
        (["export", "--store", "s.db", "--format", "jsonl", "--out", "no/x"], 1, "cannot be written"),
        (["export", "--store", "s.db", "--format", "jsonl", "--out", "s.db"], 2, "is the store itself"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    store: Path, arguments: list[str], code: int, sentence: str, capsys, monkeypatch
) -> None:
    monkeypatch.chdir(store.parent)
    assert main(arguments) == code
    out, error = capsys.readouterr()
    assert out == ""
    assert error.startswith("rubricator: ")
    assert error.count("\n") == 1
    assert sentence in error


def test_the_default_store_lies_in_the_home_and_a_missing_home_is_a_sentence(run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana.")
    assert run("import", "a.txt").returncode == 0
    assert list((tmp_path / "home").rglob("rubricator.db"))
    done = run("import", "a.txt", HOME="/dev/null")
    assert done.returncode == 1
    assert done.stderr.endswith("Name a store with --store.\n")
    assert run("import", "a.txt", "--store", "s.db", HOME="/dev/null").returncode == 0


def test_a_wrong_setting_is_told_and_the_default_is_in_force(run, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "config" / "rubricator"
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text('annotater = "ana"\n')
    (tmp_path / "a.txt").write_text("Ana.")
    done = run("import", "a.txt", "--store", "s.db", XDG_CONFIG_HOME=str(folder.parent))
    assert done.returncode == 0
    assert 'there is no setting "annotater". Did you mean "annotator"?' in done.stderr
