"""`extract` over corpora, as a process: files that go on after a stop, several processes, nothing lost."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ENGINE = ("--engine", "rules", "--format", "jsonl")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A thousand articles: sixteen chunks."""
    lines = [
        json.dumps({"id": f"a{number}", "text": f"It cost ${number} on 3 May 2024. " * 30})
        for number in range(1000)
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    return tmp_path


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text().splitlines()]


def test_several_processes_and_a_file_give_what_one_process_prints(run, corpus: Path) -> None:
    printed = run("extract", "in.jsonl", *ENGINE)
    for more in ((), ("--jobs", "2")):
        done = run("extract", "in.jsonl", *ENGINE, "--out", "out.jsonl", *more)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert (corpus / "out.jsonl").read_text() == printed.stdout
    assert run("extract", "in.jsonl", *ENGINE, "--jobs", "2").stdout == printed.stdout
    assert ids(corpus / "out.jsonl") == [f"a{number}" for number in range(1000)]


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_that_is_killed_in_the_middle_goes_on(run, environment, corpus: Path, jobs: str) -> None:
    run("extract", "in.jsonl", *ENGINE, "--out", "whole.jsonl")
    arguments = ["extract", "in.jsonl", *ENGINE, "--out", "out.jsonl", "--jobs", jobs]
    note = corpus / "out.jsonl.part.json"
    for chunks in (3, 9):
        command = [sys.executable, "-m", "core", *arguments]
        with subprocess.Popen(command, cwd=corpus, env=environment) as process:
            while process.poll() is None and not reached(note, chunks):
                os.sched_yield()
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        assert not (corpus / "out.jsonl").exists()
    done = run(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert (corpus / "out.jsonl").read_bytes() == (corpus / "whole.jsonl").read_bytes()
    assert {file.name for file in corpus.iterdir()} == {"in.jsonl", "whole.jsonl", "out.jsonl", "home"}


def reached(note: Path, chunks: int) -> bool:
    try:
        return json.loads(note.read_text())["chunks"] >= chunks
    except FileNotFoundError:
        return False


def test_what_cannot_be_read_is_told_and_ends_with_1(run, corpus: Path) -> None:
    (corpus / "in.jsonl").write_text('{"text":"It cost $5."}\n{"text":7}\n')
    done = run("extract", "in.jsonl", *ENGINE, "--out", "out.jsonl")
    assert (done.returncode, done.stderr) == (1, 'rubricator: in.jsonl, line 2: "text" is not a string.\n')
    assert len((corpus / "out.jsonl").read_text().splitlines()) == 1
    done = run("extract", "missing.txt", "--out", "none.txt")
    assert (done.returncode, done.stderr) == (1, "rubricator: missing.txt does not exist.\n")
    assert not list(corpus.glob("none.txt*"))


def test_another_command_does_not_go_on_with_a_part(run, environment, corpus: Path) -> None:
    (corpus / "out.part").write_text("")
    note = {"command": {}, "chunks": 1, "size": 0, "sha256": "", "lost": []}
    (corpus / "out.part.json").write_text(json.dumps(note))
    done = run("extract", "in.jsonl", *ENGINE, "--out", "out")
    assert (done.returncode, done.stderr) == (
        2, "rubricator: out.part was begun by another command. Run that one again, or remove the file.\n",
    )  # fmt: skip


def test_wrong_usage(run, corpus: Path) -> None:
    for arguments, sentence in (
        (("--jobs", "0"), '"0" is no number from 1.'),
        (("--jobs", "two"), '"two" is no number from 1.'),
        (
            ("--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"),
            "--jobs is for this machine, --scheduler for others. Give the one or the other.",
        ),
    ):
        done = run("extract", "in.jsonl", *arguments)
        assert (done.returncode, done.stderr) == (2, f"rubricator: {sentence}\n")
