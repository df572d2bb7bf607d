"""A spaCy pipeline out of an engine's config and its model's weights."""

import json
import warnings
from collections.abc import Collection, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import load_config, load_model_from_config
from thinc.api import Config, NumpyOps, set_current_ops

from core.engine import components as components  # registers the factories that the configs name
from core.engine.engine_info import MODEL, EngineInfo
from core.engine.shipped import config_path, damaged
from core.engine.spacy_models import FACTORIES, SpacyModel, labels_of, precision, span_components
from core.errors import EngineError

_PATTERN = "news-fast"
"""The engine whose stages follow a model of others."""
_SPANS = "rubricator_model_spans"
_UNSCORED = 0.5
_TAGGING = ("tagger", "morphologizer", "attribute_ruler", "lemmatizer", "trainable_lemmatizer")
_IDLE = frozenset((*_TAGGING, "textcat", "textcat_multilabel", "entity_linker"))
"""Factories of components that none of the others here depends on."""
_UNDER_SPANS = frozenset(("tok2vec", "transformer", "curated_transformer", "parser", "senter", "sentencizer"))
"""Factories of components that those that find spans may depend on."""


def assemble(config: Path, model: Path | None, without: Collection[str] = ()) -> Language:
    """Return the pipeline of `config`, but for the components `without`, with the weights of `model`.

    Raises EngineError if that folder is missing or damaged.
    """
    nlp = _pipeline(load_config(config), without)
    if model is not None:
        try:
            nlp.from_disk(model)
        except Exception as fault:  # a broken file shows as any exception of spaCy, msgpack or json
            raise damaged(model) from fault
    return nlp


def assemble_model(model: SpacyModel, info: EngineInfo, without: Collection[str] = ()) -> Language:
    """Return the pipeline of a model of others with Rubricator's stages behind it, but for those `without`.

    Raises EngineError if it cannot be loaded.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the catalogue has told of another version
            if model.package:
                import_module(model.package)
            config = _with_stages(model, info, [stage for stage in info.stages if stage not in without])
            nlp = _pipeline(config)
            if MODEL not in without:
                nlp.from_disk(model.folder)
    except Exception as fault:  # a model may hold code of its own, and be broken in any way
        reason = (str(fault).strip() or type(fault).__name__).splitlines()[0]
        raise EngineError(
            f'The model "{model.name}" cannot be loaded: {reason[:200].rstrip(".")}.',
            "It may be damaged, or made for another version of spaCy.",
        ) from fault
    return nlp


def _pipeline(config: Config, without: Collection[str] = ()) -> Language:
    # numpy's matrix product is two to four times as fast as BLIS on the processors tried
    set_current_ops(NumpyOps(use_blis=False))
    return load_model_from_config(config, exclude=list(without), auto_fill=True, validate=False)


def _with_stages(model: SpacyModel, info: EngineInfo, stages: Iterable[str]) -> Config:
    """Return the model's config with our stages behind its own components, which are the stage `model`."""
    config = load_config(model.folder / "config.cfg")
    if MODEL in stages:
        own = _needed(config)
        _score_entities(config, own)
        config["components"][_SPANS] = _collecting(model, info, config)
        own.append(_SPANS)
    else:
        own = []
        config["components"] = {}
    parts = load_config(config_path(_PATTERN))["components"]
    behind = [stage for stage in stages if stage != MODEL]
    # a name of ours may be one of the model's components
    config["components"].update({f"rubricator_{stage}": parts[stage] for stage in behind})
    config["nlp"]["pipeline"] = [*own, *(f"rubricator_{stage}" for stage in behind)]
    return config


def _needed(config: Config) -> list[str]:
    """Return the model's components that its spans may depend on, in their order."""
    factories = {part: config["components"][part]["factory"] for part in config["nlp"]["pipeline"]}
    if set(factories.values()) <= _IDLE | _UNDER_SPANS | FACTORIES:
        return [part for part, factory in factories.items() if factory not in _IDLE]
    return list(factories)


def _score_entities(config: Config, parts: Iterable[str]) -> None:
    """Have spaCy's greedy recognizers keep the scores of their steps."""
    for part in parts:
        section = config["components"][part]
        if section["factory"] == "ner":
            scored = {"factory": "rubricator_ner", "origin": "", "model": section["model"]}
            config["components"][part] = scored


def _collecting(model: SpacyModel, info: EngineInfo, config: Config) -> dict[str, Any]:
    meta = json.loads((model.folder / "meta.json").read_text(encoding="utf-8"))
    categorizers = [part for part, factory in span_components(model).items() if factory.startswith("spancat")]
    return {
        "factory": _SPANS,
        "origin": f"engine:{Path(info.name).name}@{info.version}",
        "labels": labels_of(model, meta),
        "span_groups": [config["components"][part].get("spans_key", "sc") for part in categorizers],
        "unscored": precision(meta) or _UNSCORED,
    }
