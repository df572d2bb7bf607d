"""A real cluster on this machine: a scheduler and two workers, each a process; one worker is killed."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from core.engine.catalogue import check_engine
from core.errors import EngineError, InputError, UsageError
from core.transfer.corpus.chunks import Chunk, Extracted, NamedText
from core.transfer.corpus.cluster import run_on_cluster
from core.transfer.corpus.running import run_here

pytest.importorskip("distributed")
ROOT = Path(__file__).parents[4]
TEXT = "It cost $5 on 3 May 2024. " * 40
VERSION = check_engine("rules").version
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")


class Cluster:
    """Dask's own programs, as a user starts them; all are ended with it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.address = found_in(self.scheduler, r"Scheduler at:\s+(tcp://\S+)")

    def worker(self) -> "subprocess.Popen[str]":
        """Start a worker with one thread, and no nanny to bring it back."""
        process = self._start(
            "worker", self.address, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", "--no-dashboard"
        )
        found_in(process, r"(Registered to)")
        return process

    def _start(self, *arguments: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments],
            cwd=self._folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
        )
        self._stack.enter_context(process)
        self._stack.callback(process.kill)
        return process


def found_in(process: "subprocess.Popen[str]", pattern: str) -> str:
    assert process.stderr is not None
    lines = []
    for line in process.stderr:
        lines.append(line)
        match = re.search(pattern, line)
        if match:
            return match[1]
    raise AssertionError("".join(lines))


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with ExitStack() as stack:
        yield Cluster(tmp_path, stack)


def chunks(count: int) -> Iterator[Chunk]:
    for number in range(count):
        yield Chunk(number, (NamedText(f"a{number}", f"{TEXT}{number} per cent."), NamedText("b", TEXT)))


def expected(count: int) -> list[Extracted]:
    return list(run_here("rules")(chunks(count)))


def test_a_worker_is_killed_and_nothing_is_lost_or_doubled(cluster: Cluster) -> None:
    workers = [cluster.worker(), cluster.worker()]
    found = []
    for extracted in run_on_cluster("rules", VERSION, cluster.address)(chunks(60)):
        found.append(extracted)
        if len(found) == 10:
            workers[0].send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    assert workers[0].wait() != 0
    assert workers[1].poll() is None
    assert found == expected(60)


def test_the_command_and_its_file(cluster: Cluster, tmp_path: Path) -> None:
    cluster.worker()
    (tmp_path / "in.txt").write_text(TEXT)
    extract = [sys.executable, "-m", "core", "extract", "in.txt", "--engine", "rules"]
    for more in ((), ("--scheduler", cluster.address)):
        done = subprocess.run(
            [*extract, "--out", f"out{len(more)}", *more],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "out2").read_bytes() == (tmp_path / "out0").read_bytes()


def test_a_worker_with_another_version_is_told(cluster: Cluster) -> None:
    cluster.worker()
    with pytest.raises(EngineError, match=r'has version .* of the engine "rules", not 0.0'):
        list(run_on_cluster("rules", "0.0", cluster.address)(chunks(1)))


def test_a_scheduler_that_goes_is_told(cluster: Cluster) -> None:
    cluster.worker()
    with pytest.raises(EngineError, match="scheduler of the cluster is gone"):
        for number, _ in enumerate(run_on_cluster("rules", VERSION, cluster.address)(chunks(500))):
            if number == 3:
                cluster.scheduler.kill()


def test_no_scheduler_no_workers_no_address(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.transfer.corpus.cluster._PATIENCE", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(InputError, match=f"No Dask scheduler answers at {nobody}"):
            list(run_on_cluster("rules", VERSION, nobody)(chunks(1)))
    with pytest.raises(InputError, match="has no workers"):
        list(run_on_cluster("rules", VERSION, cluster.address)(chunks(1)))
    with pytest.raises(UsageError, match='"nonsense://x:y" is no address'):
        list(run_on_cluster("rules", VERSION, "nonsense://x:y")(chunks(1)))


def test_without_dask_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=re.escape("pip install 'rubricator[cluster]'")):
        run_on_cluster("rules", VERSION, "tcp://127.0.0.1:1")
