"""A spaCy pipeline out of an engine's config and its model's weights."""

from collections.abc import Collection
from pathlib import Path

from spacy.language import Language
from spacy.util import load_config, load_model_from_config
from thinc.api import NumpyOps, set_current_ops

from core.engine import components as components  # registers the factories that the configs name
from core.engine.catalogue import damaged


def assemble(config: Path, model: Path | None, without: Collection[str] = ()) -> Language:
    """Return the pipeline of `config`, but for the components `without`, with the weights of `model`.

    Raises EngineError if that folder is missing or damaged.
    """
    # numpy's matrix product is two to four times as fast as BLIS on the processors tried
    set_current_ops(NumpyOps(use_blis=False))
    nlp = load_model_from_config(load_config(config), exclude=list(without), auto_fill=True, validate=False)
    if model is not None:
        try:
            nlp.from_disk(model)
        except Exception as fault:  # a broken file shows as any exception of spaCy, msgpack or json
            raise damaged(model) from fault
    return nlp
