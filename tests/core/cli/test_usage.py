"""How the command line is called: help, near matches, exit codes, streams."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.cli.app import VERBS, is_headless_verb, main


def test_help_shows_the_window_every_verb_and_imports_nothing_heavy(run, environment, tmp_path) -> None:
    script = (
        "import sys; from core.cli.app import main; code = main(['--help']);"
        "heavy = {'PySide6', 'spacy', 'sqlite_utils', 'sqlite3', 'rich'} & set(sys.modules);"
        "print(sorted(heavy)); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env=environment, cwd=tmp_path, check=True
    )
    text = done.stdout.decode()
    assert text.endswith("[]\n")
    for word in ("[FILE|FOLDER ...]", "--store", "--article", "--annotator", "--trace", "--version"):
        assert word in text
    for verb in VERBS:
        assert f"\n  {verb.name} " in text


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_every_verb_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "--help"]) == 0
    out, error = capsys.readouterr()
    assert f"usage: rubricator {verb}" in out
    assert error == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["extrct", "a"], 'There is no verb "extrct". Did you mean "extract"?'),
        (["--hlep"], 'There is no option "--hlep". See "rubricator --help".'),
        (["stats", "--stroe", "x"], 'There is no option "--stroe". Did you mean "--store"?'),
        (["stats", "too", "many"], '"too" is one argument too many. See "rubricator stats --help".'),
        (["stats", "--format", "jsn"], 'There is no output format "jsn". Did you mean "json"?'),
        (["import"], 'The following arguments are required: FILE|FOLDER|-. See "rubricator import --help".'),
        (["import", "a", "--format", "txt"], 'There is no format "txt". Did you mean "text"?'),
        (["extract", "a", "--engine", "ruels"], 'There is no engine "ruels". Did you mean "rules"?'),
        (["export", "--out", "a", "--format", "jsnl"], 'There is no format "jsnl". Did you mean "jsonl"?'),
        (
            ["export", "--out", "a", "--format", "text"],
            "The format text can be imported, but not exported. Those that can: "
            "jsonl, csv, spacy, spacy-json, prodigy, doccano, label-studio, conll, conll-bioes, conllu, "
            "brat, webanno-tsv, bioc-json, bioc-xml, pubtator, w3c, bdoc, uima-xmi, cas-json, parquet, "
            "argilla, ner-annotator, medtator, highlights, highlights-docx, highlights-pdf, markdown.",
        ),
        (
            ["export", "--out", "a", "--format", "jsonl", "--states", "acepted"],
            'There is no state "acepted". Did you mean "accepted"?',
        ),
        (["export", "--out", "a", "--format", "jsonl", "--seed", "1"], "--seed needs --split."),
        (["export", "--out", "a", "--format", "jsonl", "--stratify"], "--stratify needs --split."),
        (
            ["export", "--out", "a", "--format", "conll", "--overlap", "longst"],
            'There is no rule "longst". Did you mean "longest"?',
        ),
        (["import", "a", "--labels", "creat"], 'There is no choice "creat". Did you mean "create"?'),
        (
            ["export", "--out", "a", "--format", "jsonl", "--split", "80/20"],
            '"80/20" is no split. Give three shares, such as 80/10/10.',
        ),
    ],
)
def test_wrong_usage_is_one_line_and_ends_with_2(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr() == ("", f"rubricator: {sentence}\n")


def test_wrong_usage_as_a_process(run) -> None:
    done = run("extrct", "a")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'rubricator: There is no verb "extrct". Did you mean "extract"?\n'


def test_tables_are_json_too(run) -> None:
    rows = json.loads(run("formats", "--format", "json").stdout)
    assert {"text", "jsonl", "spacy"} <= {row["name"] for row in rows}
    lines = run("engines", "--format", "jsonl").stdout.splitlines()
    assert {"rules"} <= {json.loads(line)["name"] for line in lines}


def test_version(run) -> None:
    assert run("--version").stdout.startswith("rubricator ")


@pytest.mark.parametrize(
    ("arguments", "headless"),
    [
        ([], False),
        (["extract"], True),
        (["--help"], True),
        (["a.txt", "--help"], True),
        (["--version"], True),
        (["mrege"], True),
        (["audit"], True),
        (["a.txt"], False),
        (["folder/a"], False),
        (["--store", "a.db"], False),
    ],
)
def test_which_arguments_want_no_window(arguments: list[str], headless: bool) -> None:
    assert is_headless_verb(arguments) is headless


def test_a_file_named_like_a_word_opens_the_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notes").write_text("Ana.")
    monkeypatch.chdir(tmp_path)
    assert not is_headless_verb(["notes"])


@pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")
def test_a_closed_pipe_and_a_full_disk_end_quietly(environment, tmp_path) -> None:
    command = f"{sys.executable} -m core formats"
    piped = subprocess.run(
        ["bash", "-c", f"{command} | true; exit ${{PIPESTATUS[0]}}"],
        env=environment, cwd=tmp_path, capture_output=True, check=False,
    )  # fmt: skip
    assert (piped.returncode in (0, 141), piped.stderr) == (True, b"")
    full = subprocess.run(
        ["bash", "-c", f"{command} > /dev/full"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert (full.returncode, full.stderr) == (1, b"rubricator: No space left on device.\n")


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_is_quiet(environment, tmp_path) -> None:
    started = subprocess.Popen(
        [sys.executable, "-m", "core", "apply", "-", "--store", "s.db"],
        env=environment, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    time.sleep(1)  # until it reads standard input
    started.send_signal(signal.SIGINT)
    out, error = started.communicate()
    assert (started.returncode, out, error) == (130, b"", b"")


@pytest.mark.skipif(os.name != "posix", reason="terminals of POSIX")
def test_a_bar_is_drawn_on_a_terminal_alone_and_never_in_the_output(environment, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("It cost $5.")
    terminal, end = os.openpty()
    command = [
        sys.executable,
        "-m",
        "core",
        "extract",
        "a.txt",
        "missing",
        "--engine",
        "rules",
        "--format",
        "jsonl",
    ]
    done = subprocess.run(
        command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, stderr=end, check=False
    )
    os.close(end)
    drawn = os.read(terminal, 100_000).decode()
    os.close(terminal)
    assert done.returncode == 1
    assert json.loads(done.stdout)["id"] == "a.txt"
    assert "extracting" in drawn
    assert "rubricator: missing does not exist." in drawn
