"""Engines that are spaCy models of others: listed, chosen by name or path, loaded."""

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.engine import shipped
from core.engine.engine_info import EngineInfo
from core.engine.spacy_models import SpacyModel, describe, find_models, model_at
from core.errors import EngineError, UsageError, near_match
from core.lean_spacy import import_spacy

if TYPE_CHECKING:
    from core.engine.engine import Engine


def engines() -> tuple[EngineInfo, ...]:
    """Return all of them: those in the user's folder, then the installed ones."""
    return tuple(map(describe, _models()))


def check(name: str) -> EngineInfo:
    """Return the engine of that name, or at that path of a folder.

    Raises UsageError, with a near match, if there is none, and EngineError if it cannot be used.
    """
    info = describe(_find(name))
    if not info.usable:
        raise EngineError(f'The engine "{info.name}" cannot be used.', info.remark)
    return info


def load(name: str, without: Collection[str], knowledge: Sequence[Path]) -> "Engine":
    """Load an engine for use; this imports spaCy. Raises UsageError, and EngineError for a damaged one."""
    import_spacy()
    from core.engine.assembly import assemble_model
    from core.engine.engine import Engine
    from core.engine.knowledge.knowledge import Knowledge

    model = _find(name)
    info = describe(model)
    nlp = assemble_model(model, info, without)
    short_name = Path(info.name).name
    return Engine(short_name, info.version, info.threshold, nlp, Knowledge(knowledge), info.language)


def _models() -> Iterator[SpacyModel]:
    """Yield the models; one whose name is taken is called by its path."""
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
        raise UsageError(f'There is no model folder "{name}".', '"rubricator engines" lists what there is.')
    known = (*shipped.names(), *models)
    hint = near_match(name, known) or f"There are: {', '.join(known)}."
    raise UsageError(f'There is no engine "{name}".', hint)
