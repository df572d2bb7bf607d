"""Nothing leaves the machine, and nobody else reads what lies on it."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from core.annotation.article import Article
from core.annotation.correction import Batch
from core.annotation.edits.add import add
from core.store.store import Store

ROOT = Path(__file__).parents[2]
LINE = {"id": "a1", "title": "Biegun", "text": "Biegun met Ana in Oslo.", "spans": []}
ADD = {"article": "a1", "action": "add", "start": 0, "end": 6, "label": "PERSON"}
FLOW = (
    ("extract", "in.jsonl"),
    ("extract", "in.jsonl", "--jobs", "2", "--out", "proposals.txt"),
    ("import", "in.jsonl", "--store", "s.db", "--extract"),
    ("backup", "copy.db", "--store", "s.db"),
    ("apply", "script.jsonl", "--store", "s.db"),
    ("merge", "copy.db", "--store", "s.db"),
    ("search", "oslo", "--store", "s.db"),
    ("history", "--store", "s.db"),
    ("check", "--repair", "--store", "s.db"),
    ("check", "--recover", "saved.db", "--store", "s.db"),
    ("export", "--store", "s.db", "--format", "jsonl", "--out", "out.jsonl"),
    ("export", "--store", "s.db", "--format", "spacy", "--out", "out.spacy"),
    ("evaluate", "out.jsonl", "--engine", "rules", "--engine", "news-fast"),
)


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not there")
def test_no_verb_opens_a_network_socket(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps(LINE))
    (tmp_path / "script.jsonl").write_text(json.dumps(ADD))
    log = tmp_path / "network.log"
    steps = [[sys.executable, "-m", "core", *step] for step in FLOW]
    script = "import subprocess, sys; [subprocess.run(step, check=True) for step in " + repr(steps) + "]"
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=network", "-o", log, sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    opened = [line for line in log.read_text().splitlines() if re.search(r"\bsocket\(", line)]
    assert [line for line in opened if "AF_UNIX" not in line] == []
    assert (tmp_path / "out.jsonl").exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_every_file_is_its_owners_alone(tmp_path: Path) -> None:
    mask = os.umask(0)
    try:
        with Store.open(tmp_path / "s.db") as store:
            article = store.add_article(Article("Oslo", "Oslo was cold."))
            store.commit(
                add(store.annotated(article.id, "ana"), 0, 4, "GPE", Batch(article.id, "ana", "ana"))
            )
            store.daily_backup()
            store.backup(tmp_path / "copy.db")
            names = {file.name for file in tmp_path.rglob("*")}
            assert {"s.db", "s.db-wal", "s.db-shm", "copy.db", "s.db-backups"} <= names
            for file in tmp_path.rglob("*"):
                expected = 0o700 if file.is_dir() else 0o600
                assert stat.S_IMODE(file.stat().st_mode) == expected, file
    finally:
        os.umask(mask)
