"""An engine's figures beside what is wanted of it: quality, speed, size.

`python tests/benchmarks/engine_figures.py [--engine NAME ...] [--data DIR]`; speed is that of one thread.
With the data folder (`unified/` and `news-ontonotes.dev.jsonl`) the scores are measured, else those of the
model's meta.json are shown.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")  # one core, so that figures can be compared

from core import assets  # noqa: E402
from core.engine.catalogue import check_engine, load_engine  # noqa: E402
from core.engine.engine import Engine  # noqa: E402
from core.engine.score_quality import area_under_curve, expected_error  # noqa: E402
from core.engine.shipped import model_path, read_section  # noqa: E402
from core.engine.training.benchmark_sets import NEWS, Sets, macro_f1  # noqa: E402
from core.engine.trimming import load_trimming  # noqa: E402

MEGABYTE = 1e6
WORDS_OF_AN_ARTICLE = 700
ROUNDS = 5

Figure = tuple[str, str, str]


def texts(count: int) -> list[str]:
    """Return the sample with its paragraphs in `count` orders."""
    (file,) = assets.path("samples").glob("*.txt")
    lines = file.read_text(encoding="utf-8").split("\n")
    return ["\n".join(lines[i % len(lines) :] + lines[: i % len(lines)]) for i in range(count)]


def quality(engine: Engine, data: Path) -> Iterator[Figure]:
    sets = Sets(data, load_trimming())
    news, unified = sets.news(engine), sets.unified(engine)
    judged = [pair for evaluation in unified.values() for pair in evaluation.judged] + news.judged
    doubtful = [is_right for score, is_right in judged if score < engine.threshold]
    errors = sum(not is_right for _, is_right in judged)
    yield NEWS, f"{news.total.f1:.3f}", "0.930"
    yield "unified.dev, macro", f"{macro_f1(unified):.3f}", "0.830"
    yield "AUC of the score", f"{area_under_curve(judged):.3f}", "0.820"
    yield "expected calibration error (fitted)", f"{expected_error(judged):.3f}", "0.050"
    yield "doubtful spans", f"{len(doubtful) / len(judged):.0%}", "15-25%"
    yield "errors among them", f"{doubtful.count(False) / errors:.0%}", "half"


def stated(name: str) -> Iterator[Figure]:
    scores = check_engine(name).scores
    yield NEWS, f"{scores.get(NEWS, 0):.3f}", "0.930"
    yield "unified.dev, macro", f"{scores.get('unified.dev/macro', 0):.3f}", "0.830"


def speed(engine: Engine) -> Iterator[Figure]:
    articles = texts(40)
    words = sum(len(text.split()) for text in articles)
    article = " ".join(" ".join(articles[:2]).split()[:WORDS_OF_AN_ARTICLE])
    whole = best_of(lambda: list(engine.propose_many(articles)))
    alone = best_of(lambda: engine.propose(article))
    yield "words/s, one thread", f"{words / whole:.0f}", "4000"
    yield f"{WORDS_OF_AN_ARTICLE} words, warm", f"{alone * 1000:.0f} ms", "180 ms"


def best_of(work: Callable[[], object]) -> float:
    """Return the least of a few times, in seconds: the one that other processes disturbed least."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def worker(name: str) -> Iterator[Figure]:
    request = json.dumps({"id": "a", "text": texts(1)[0]}) + "\n"
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        command = [sys.executable, "-m", "core.engine.worker", "--engine", name]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(request)
            process.stdin.flush()
            answers = [json.loads(process.stdout.readline()) for _ in range(2)]
            times.append(time.perf_counter() - begun)
            assert [answer["event"] for answer in answers] == ["ready", "proposals"]
            process.stdin.close()
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    yield "worker's start to proposals", f"{min(times) * 1000:.0f} ms", "600 ms"
    yield "memory of the worker", f"{memory / MEGABYTE:.0f} MB", "250 MB"


def size(name: str) -> Iterator[Figure]:
    folder = model_path(read_section(name))
    if folder is not None:
        yield "the model", f"{bytes_in([folder]) / MEGABYTE:.1f} MB", ""
    shipped = [assets.path("models"), assets.path("gazetteers"), assets.path("rules")]
    yield "all models and lists", f"{bytes_in(shipped) / MEGABYTE:.1f} MB", "30 MB"


def bytes_in(folders: Iterable[Path]) -> int:
    return sum(file.stat().st_size for folder in folders for file in folder.rglob("*") if file.is_file())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", nargs="+", default=["news", "news-fast"])
    parser.add_argument("--data", type=Path)
    options = parser.parse_args()
    for name in options.engine:
        engine = load_engine(name)
        print(f"{engine.name} {engine.version}")
        scores = quality(engine, options.data) if options.data else stated(name)
        for what, value, wanted in (*scores, *speed(engine), *worker(name), *size(name)):
            print(f"  {what:36} {value:>10} {wanted and f'({wanted} wanted)'}")


if __name__ == "__main__":
    main()
