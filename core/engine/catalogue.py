"""Which engines there are: Rubricator's own, and the spaCy models that are installed or lie in a folder.

Listing them reads configs and meta.json files, and imports no spaCy.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.engine import shipped
from core.engine.engine_info import MODEL, EngineInfo
from core.engine.spacy_models import SpacyModel, describe, find_models, model_at
from core.errors import EngineError, UsageError, near_match
from core.lean_spacy import import_spacy

if TYPE_CHECKING:
    from core.engine.engine import Engine

DEFAULT_ENGINE = "news"


def list_engines() -> tuple[EngineInfo, ...]:
    """Return all engines: the default one, Rubricator's others, the user's folder's, the installed ones.

    One that cannot be used is among them, and its remark says why.
    """
    return (*shipped_engines(), *(describe(model) for model in _models()))


def shipped_engines() -> tuple[EngineInfo, ...]:
    """Return Rubricator's own engines alone, the default one first; no package is looked for."""
    own = sorted(shipped.names(), key=lambda name: (name != DEFAULT_ENGINE, name))
    return tuple(map(_shipped_or_fault, own))


def check_engine(name: str) -> EngineInfo:
    """Return the engine of that name, or at that path of a folder.

    Raises UsageError, with a near match, if there is none, and EngineError if it cannot be used.
    """
    if name in shipped.names():
        return shipped.describe(name)
    return _usable(_find(name))


def stages(name: str) -> tuple[str, ...]:
    """Return the stages of an engine in the order in which they work; each can be switched off.

    Raises what `check_engine` does.
    """
    return check_engine(name).stages


def check_stages(name: str, wanted: Iterable[str]) -> None:
    """Raise UsageError, with a near match, for a stage that the engine has not; else as `check_engine`."""
    known = stages(name)
    for stage in wanted:
        if stage not in known:
            hint = near_match(stage, known) or f"There are: {', '.join(known)}."
            raise UsageError(f'The engine "{name}" has no stage "{stage}".', hint)


def load_engine(
    name: str = DEFAULT_ENGINE, without: Collection[str] = frozenset(), knowledge: Sequence[Path] = ()
) -> "Engine":
    """Load an engine for use, but for the stages `without`; this imports spaCy.

    `knowledge` are folders with the user's lists and rules, the one that goes before the others first; what
    is wrong in them never raises: see `Engine.new_faults`.
    Where a package that the engine needs cannot be imported, the engine that its config names instead is
    loaded, and a warning says so. Raises UsageError for an unknown name or stage and EngineError for a
    missing or damaged model.
    """
    check_stages(name, without)
    if name in shipped.names():
        return _load_shipped(name if MODEL in without else shipped.usable_engine(name), without, knowledge)
    return _load_model(_find(name), without, knowledge)


def _load_shipped(name: str, without: Collection[str], knowledge: Sequence[Path]) -> "Engine":
    import_spacy()
    from core.engine.assembly import assemble
    from core.engine.engine import Engine
    from core.engine.knowledge.knowledge import Knowledge

    info = shipped.describe(name)
    left_out = [part for part in shipped.components(name) if shipped.stage_of(part) in without]
    nlp = assemble(shipped.config_path(name), shipped.model_path(shipped.read_section(name)), left_out)
    return Engine(name, info.version, info.threshold, nlp, Knowledge(knowledge))


def _load_model(model: SpacyModel, without: Collection[str], knowledge: Sequence[Path]) -> "Engine":
    import_spacy()
    from core.engine.assembly import assemble_model
    from core.engine.engine import Engine
    from core.engine.knowledge.knowledge import Knowledge

    info = describe(model)
    nlp = assemble_model(model, info, without)
    name = Path(info.name).name
    return Engine(name, info.version, info.threshold, nlp, Knowledge(knowledge), info.language)


def _shipped_or_fault(name: str) -> EngineInfo:
    try:
        return shipped.describe(name)
    except EngineError as fault:
        section = shipped.read_section(name)
        licence, description = section["licence"], section["description"]
        return EngineInfo(
            name, section["version"], licence, description, (), {}, 0.0, (), shipped.PLACE, str(fault), False
        )


def _models() -> Iterator[SpacyModel]:
    """Yield the models of others; one whose name is taken is called by its path."""
    taken = set(shipped.names())
    for model in find_models():
        yield replace(model, name=str(model.folder)) if model.name in taken else model
        taken.add(model.name)


def _find(name: str) -> SpacyModel:
    models = {model.name: model for model in _models()}
    if name in models:
        return models[name]
    path = Path(name).expanduser()
    if path.is_dir():
        return model_at(path)
    if os.sep in name or "/" in name:
        raise UsageError(f'There is no model folder "{name}".', '"rubricator engines" lists them.')
    known = (*shipped.names(), *models)
    hint = near_match(name, known) or f"There are: {', '.join(known)}."
    raise UsageError(f'There is no engine "{name}".', hint)


def _usable(model: SpacyModel) -> EngineInfo:
    info = describe(model)
    if not info.usable:
        raise EngineError(f'The engine "{info.name}" cannot be used.', info.remark)
    return info
