"""`python -m core.engine.training.measure --data DIR --model FOLDER`: fit an engine's scores and measure it.

The curves of scores and the meta.json are written into the model's folder.

To be run after every change of rules, gazetteers or precedence, for the scores that are stated are the
engine's.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from core.engine.assembly import assemble
from core.engine.engine import Engine
from core.engine.score_curves import FILE
from core.engine.shipped import config_path, read_section
from core.engine.training import meta
from core.engine.training.benchmark_sets import Sets
from core.engine.training.calibration import calibrate
from core.engine.trimming import load_trimming


def write_scores(model: Path, data: Path) -> dict[str, float]:
    """Fit and measure the engine that a model folder is for; write curves and meta.json of the folder."""
    file = model / "meta.json"
    described = json.loads(file.read_text(encoding="utf-8"))
    sets = Sets(data, load_trimming())
    error = _write_curves(model, described["name"], sets)
    engine = _engine(described["name"], model)
    facts = meta.score_facts(sets.news(engine), sets.unified(engine))
    described.setdefault("rubricator", {}).update({**facts, "calibration_error": round(error, 4)})
    file.write_text(json.dumps(described, indent=2) + "\n", encoding="utf-8")
    measured: dict[str, float] = facts["scores"]
    return measured


def _write_curves(model: Path, name: str, sets: Sets) -> float:
    """Fit the curves of scores; return their expected error on texts that they were not fitted to."""
    file = model / "scores" / FILE
    file.parent.mkdir(exist_ok=True)
    file.write_text("{}", encoding="utf-8")
    calibration = calibrate(_engine(name, model), sets)
    file.write_text(json.dumps(calibration.curves, indent=1), encoding="utf-8")
    return calibration.error


def _engine(name: str, model: Path) -> Engine:
    version = read_section(name)["version"]
    return Engine(name, version, threshold=0.5, nlp=assemble(config_path(name), model))


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
