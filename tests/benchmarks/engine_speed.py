"""Speed of the whole engine against a bare `nlp.pipe` of its model, measured in the same run.

`python tests/benchmarks/engine_speed.py [FOLDER_OF_TEXTS] [--articles N] [--rounds N]` prints words a second
of both and their ratio (0.8 or more is wanted), the time of one article by itself, and the time from the
worker's start to ready.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

# one core, so that figures can be compared
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402

from core import assets  # noqa: E402
from core.engine.catalogue import load_engine  # noqa: E402
from core.engine.engine import Engine  # noqa: E402

BATCH = 32
ENGINE = "news-fast"


def articles(folder: Path | None, count: int) -> list[str]:
    """Return `count` different texts: a folder's, or the sample's sentences in other orders."""
    if folder is not None:
        return [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))[:count]]
    (sample,) = (assets.read_text("samples", file.name) for file in assets.path("samples").glob("*.txt"))
    lines = sample.split("\n")
    return ["\n".join(lines[i % len(lines) :] + lines[: i % len(lines)]) for i in range(count)]


def seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()  # not the clock: other programs on the machine must not tell in it
    work()
    return time.process_time() - begun


def bare_pipe(nlp: Language, texts: Sequence[str]) -> None:
    for _ in nlp.pipe(texts, batch_size=BATCH):
        pass


def whole_engine(engine: Engine, texts: Sequence[str]) -> None:
    for _ in engine.propose_many(texts, batch_size=BATCH):
        pass


def time_to_ready() -> float:
    begun = time.perf_counter()
    command = [sys.executable, "-m", "core.engine.worker", "--engine", ENGINE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        message = json.loads(worker.stdout.readline())
        taken = time.perf_counter() - begun
        assert message["event"] == "ready"
        worker.stdin.close()
    return taken


def rounds(engine: Engine, nlp: Language, texts: Sequence[str], count: int) -> Iterator[tuple[float, float]]:
    whole_engine(engine, texts[:BATCH])
    bare_pipe(nlp, texts[:BATCH])
    for _ in range(count):  # alternately, so that a busy machine slows both
        yield seconds(lambda: whole_engine(engine, texts)), seconds(lambda: bare_pipe(nlp, texts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    texts = articles(options.folder, options.articles)
    words = sum(len(text.split()) for text in texts)
    # the engine comes first: it sets the matrix library, and the bare pipe then uses the same
    engine = load_engine(ENGINE)
    nlp = spacy.load(assets.path("models", ENGINE))
    pairs = list(rounds(engine, nlp, texts, options.rounds))
    ours, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"{len(texts)} articles, {words} words, one thread, CPU time")
    print(f"engine    {words / ours:8.0f} words/s")
    print(f"bare pipe {words / bare:8.0f} words/s")
    print(f"ratio     {bare / ours:8.2f} (0.80 wanted)")
    print(f"one article alone {seconds(lambda: engine.propose(texts[0])) * 1000:6.0f} ms")
    print(f"worker to ready   {statistics.median(time_to_ready() for _ in range(3)) * 1000:6.0f} ms")


if __name__ == "__main__":
    main()
