"""`python -m core.engine.training.transformer --data DIR --encoder WHEEL --teacher WHEEL WHEEL --out DIR`.

Trains the model of the engine news anew and writes its folder: read the sets with their two labellings,
fine-tune the encoder in several runs, average their weights, quantise, fit the scores, measure the whole
engine, write meta.json. `--data` is the folder that holds `unified/` and `news-ontonotes.dev.jsonl`; the
wheels are checked by their hashes. A run that was stopped goes on from its last checkpoint in `--work`.
"""

import argparse
import logging
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from spacy.util import load_config

from core.engine.rules import load_rules
from core.engine.shipped import config_path
from core.engine.training import base_model
from core.engine.training.transformer.corpus import Sample
from core.engine.training.transformer.encoder import Encoder, read_encoder
from core.engine.training.transformer.learning import RUNS, Learner, Schedule
from core.engine.training.transformer.network import Network, Sizes, average
from core.engine.training.transformer.packing import ENGINE, pack
from core.engine.training.transformer.preparation import Annotators, prepare
from core.engine.training.transformer.teachers import load_teachers
from core.engine.transformer.wordpiece import WordPiece
from core.engine.trimming import load_trimming
from core.errors import RubricatorError

_LOG = logging.getLogger("training")
_FIRST_WEIGHTS = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, measure and write; return the exit code."""
    options = _options(arguments)
    logging.basicConfig(format="%(asctime)s %(message)s")
    _LOG.setLevel(logging.INFO)
    try:
        torch.set_num_threads(options.threads)
        encoder = read_encoder(options.encoder)
        samples = _samples(options, encoder)
        network = average([_trained(options.work, encoder, samples, schedule) for schedule in RUNS])
        settings = {"runs": [asdict(schedule) for schedule in RUNS]}
        pack(network, encoder.vocabulary, options.out, options.data, settings)
    except RubricatorError as fault:
        _LOG.error("%s", fault)
        return fault.exit_code
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m core.engine.training.transformer")
    parser.add_argument("--data", type=Path, required=True, help="folder with the sets")
    parser.add_argument("--encoder", type=Path, required=True, help="wheel of the base encoder")
    parser.add_argument("--teacher", type=Path, nargs="+", required=True, help="wheels of the teachers")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model to be written")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args(arguments)


def _samples(options: argparse.Namespace, encoder: Encoder) -> list[Sample]:
    base_model.use_numpy()
    rules = load_rules(load_config(config_path(ENGINE))["components"]["rules"]["files"])
    with tempfile.TemporaryDirectory() as scratch:
        annotators = Annotators(load_teachers(options.teacher, Path(scratch)), rules, load_trimming())
        samples = prepare(options.data, annotators, WordPiece(encoder.vocabulary))
    _LOG.info("%d chunks to learn", len(samples))
    return samples


def _trained(work: Path, encoder: Encoder, samples: list[Sample], schedule: Schedule) -> Network:
    # every run begins with the same new weights, or their mean would be of no use
    torch.manual_seed(_FIRST_WEIGHTS)
    network = Network(Sizes(vocabulary=len(encoder.vocabulary)))
    network.load_encoder(encoder.weights)
    work.mkdir(parents=True, exist_ok=True)
    Learner(network, samples, schedule).run(work / f"seed-{schedule.seed}.pt", _LOG.info)
    return network


if __name__ == "__main__":
    sys.exit(main())
