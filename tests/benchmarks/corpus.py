"""A corpus through `extract`: words a second by number of processes, and whether memory grows with it.

    python tests/benchmarks/corpus.py [FILE] [--engine NAME ...] [--articles N]

FILE holds JSON lines with `text`; without it the sample's paragraphs are put in other orders. Printed, for
each engine: words a second for --jobs 1 and 2 with the ratio of the two (the start of the processes counts,
as it does for a user), whether both wrote the same bytes, and the most memory that one process of the command
took, for a hundredth of the corpus and for all of it, as lines of one file and as files of a folder. On a
machine that others use, the ratios alone mean something.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from core import assets

ROOT = Path(__file__).parents[2]
SEED = 0
LONGEST = 1200
"""Small articles, in code points: what costs most for each word."""


@dataclass(frozen=True)
class Run:
    """What one run of the command took: seconds, and the most memory of one of its processes in MB."""

    seconds: float
    memory: float


def texts(file: Path | None, count: int) -> Iterator[str]:
    if file is None:
        (sample,) = (path.read_text(encoding="utf-8") for path in assets.path("samples").glob("*.txt"))
        paragraphs = [line for line in sample.split("\n") if line.strip()]
    else:
        with file.open(encoding="utf-8") as lines:
            paragraphs = [json.loads(line)["text"] for line in lines]
    chance = random.Random(SEED)
    for _ in range(count):
        chance.shuffle(paragraphs)
        yield "\n".join(paragraphs[:8])[:LONGEST]


def extract(folder: Path, inputs: str, *arguments: str) -> Run:
    command = [sys.executable, "-m", "core", "extract", inputs, "--format", "jsonl", *arguments]
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)})
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return Run(time.perf_counter() - begun, usage.ru_maxrss / 1024)


def write(folder: Path, articles: list[str]) -> None:
    """Write the corpus, and a hundredth of it, as lines and as files."""
    for name, some in (("all", articles), ("part", articles[: len(articles) // 100])):
        lines = (json.dumps({"id": str(number), "text": text}) for number, text in enumerate(some))
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        (folder / name).mkdir()
        for number, text in enumerate(some):
            (folder / name / f"{number}.txt").write_text(text, encoding="utf-8")


def speeds(folder: Path, engine: str, words: int) -> None:
    runs = {}
    for jobs in ("1", "2"):
        out = f"{engine}.{jobs}"
        runs[jobs] = extract(folder, "all.jsonl", "--engine", engine, "--jobs", jobs, "--out", out)
        print(f"  --jobs {jobs}  {words / runs[jobs].seconds:8.0f} words/s  {runs[jobs].memory:5.0f} MB")
    same = (folder / f"{engine}.1").read_bytes() == (folder / f"{engine}.2").read_bytes()
    ratio = runs["1"].seconds / runs["2"].seconds
    print(f"  ratio     {ratio:8.2f}, {'the same' if same else 'NOT THE SAME'} bytes")


def memory(folder: Path, engine: str) -> None:
    for what, suffix in (("lines of a file", ".jsonl"), ("files of a folder", "")):
        part, whole = (
            extract(folder, f"{name}{suffix}", "--engine", engine, "--out", f"{engine}.{name}").memory
            for name in ("part", "all")
        )
        print(f"  {what:18} {part:5.0f} MB for a hundredth, {whole:5.0f} MB for all")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--engine", nargs="+", default=["news", "news-fast"])
    parser.add_argument("--articles", type=int, default=10_000)
    options = parser.parse_args()
    articles = list(texts(options.file, options.articles))
    words = sum(len(text.split()) for text in articles)
    print(f"{len(articles)} articles, {words} words")
    with TemporaryDirectory() as name:
        write(Path(name), articles)
        for engine in options.engine:
            print(engine)
            speeds(Path(name), engine, words)
            memory(Path(name), engine)


if __name__ == "__main__":
    main()
