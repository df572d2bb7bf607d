"""A user's list of a million names: time to load, memory, and what it costs a text.

python tests/benchmarks/list_of_a_million.py [--engine NAME] [--rows N]
"""

import argparse
import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from core import assets
from core.engine.catalogue import load_engine
from core.engine.knowledge.lists import read_list

_SYLLABLES = [consonant + vowel for consonant in "bdgklmnprst" for vowel in "aeiou"]
_COMMON = ("The", "University", "New", "North", "Saint", "In", "Bank", "John", "On", "A")
_WANTED_SECONDS, _WANTED_SHARE = 2.0, 0.1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", default="news-fast")
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "names.tsv"
        _write(file, options.rows)
        lines = _seconds(lambda: sum(1 for _ in file.open(encoding="utf-8")))
        before = _resident()
        loading = _seconds(lambda: kept.append(read_list(file)))
        print(f"loading {options.rows:,} rows   {loading:.2f} s of processor (wanted {_WANTED_SECONDS:.0f})")
        print(f"  against reading its lines  x {loading / lines:.1f}")
        print(f"memory                       {(_resident() - before) / 1e6:.0f} MB")
        kept.clear()
        _compare(options.engine, folder)


kept: list[object] = []


def _compare(engine: str, folder: Path) -> None:
    text = assets.read_text("samples", "000_37ceacafcc040ebd.txt")
    bare, listed = load_engine(engine), load_engine(engine, knowledge=[folder])
    bare.propose(text), listed.propose(text)
    ratios = []
    for _ in range(15):
        without = _seconds(lambda: bare.propose(text))
        ratios.append(_seconds(lambda: listed.propose(text)) / without)
    slower = sorted(ratios)[len(ratios) // 2] - 1
    print(f"the sample by {engine:14} {slower:+.1%} (wanted {_WANTED_SHARE:.0%} at most)")


def _write(file: Path, rows: int) -> None:
    rng = random.Random(1)
    firsts = [*(_word(rng) for _ in range(60_000)), *(_COMMON * 200)]
    names: set[str] = set()
    while len(names) < rows:
        names.add(" ".join((rng.choice(firsts), *(_word(rng) for _ in range(rng.randrange(4))))))
    with file.open("w", encoding="utf-8") as out:
        out.writelines(f"{name}\t{rng.choice(('GPE', 'PERSON', 'ORG'))}\n" for name in sorted(names))


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4))).capitalize()


def _seconds(work: Callable[[], object]) -> float:
    """Return the processor's time for some work: other programs do not count."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def _resident() -> int:
    """Return the bytes that this process holds in memory."""
    gc.collect()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024


if __name__ == "__main__":
    main()
