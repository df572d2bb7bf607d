"""`python -m core.engine.training.measure --data DIR --model FOLDER`: measure the engine, write it to
meta.json.

To be run after every change of rules, gazetteers or precedence, for the scores that are stated are the
engine's.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from core.engine.assembly import assemble
from core.engine.catalogue import config_path, read_section
from core.engine.engine import Engine
from core.engine.training import meta
from core.engine.training.benchmark_sets import Sets
from core.engine.trimming import load_trimming


def write_scores(model: Path, data: Path) -> dict[str, float]:
    """Measure the engine that a model folder is for and write its scores into the folder's meta.json."""
    file = model / "meta.json"
    described = json.loads(file.read_text(encoding="utf-8"))
    section = read_section(described["name"])
    nlp = assemble(config_path(section["name"]), model)
    engine = Engine(section["name"], section["version"], threshold=0.5, nlp=nlp)
    sets = Sets(data, load_trimming())
    facts = meta.score_facts(sets.news(engine), sets.unified(engine))
    described.setdefault("rubricator", {}).update(facts)
    file.write_text(json.dumps(described, indent=2) + "\n", encoding="utf-8")
    measured: dict[str, float] = facts["scores"]
    return measured


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write, print; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m core.engine.training.measure")
    parser.add_argument("--data", type=Path, required=True, help="folder with the sets")
    parser.add_argument("--model", type=Path, required=True, help="folder of the model")
    options = parser.parse_args(arguments)
    json.dump(write_scores(options.model, options.data), sys.stdout, indent=2)
    return 0


if __name__ == "__main__":
    sys.exit(main())
