"""Which engines there are: Rubricator's own, and the spaCy models that are installed or lie in a folder.

Listing them reads configs and meta.json files, and imports no spaCy. What looks for models of others is
imported when it is needed: the window starts without it.
"""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.engine import shipped
from core.engine.engine_info import MODEL, EngineInfo
from core.errors import EngineError, UsageError, near_match
from core.lean_spacy import import_spacy

if TYPE_CHECKING:
    from core.engine.engine import Engine

DEFAULT_ENGINE = "news"


def list_engines() -> tuple[EngineInfo, ...]:
    """Return all engines: the default one, Rubricator's others, the user's folder's, the installed ones.

    One that cannot be used is among them, and its remark says why.
    """
    from core.engine import others

    return (*shipped_engines(), *others.engines())


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
    from core.engine import others

    return others.check(name)


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
    from core.engine import others

    return others.load(name, without, knowledge)


def _load_shipped(name: str, without: Collection[str], knowledge: Sequence[Path]) -> "Engine":
    import_spacy()
    from core.engine.assembly import assemble
    from core.engine.engine import Engine
    from core.engine.knowledge.knowledge import Knowledge

    info = shipped.describe(name)
    left_out = [part for part in shipped.components(name) if shipped.stage_of(part) in without]
    nlp = assemble(shipped.config_path(name), shipped.model_path(shipped.read_section(name)), left_out)
    return Engine(name, info.version, info.threshold, nlp, Knowledge(knowledge))


def _shipped_or_fault(name: str) -> EngineInfo:
    try:
        return shipped.describe(name)
    except EngineError as fault:
        section = shipped.read_section(name)
        return EngineInfo(
            name=name,
            version=section["version"],
            licence=section["licence"],
            description=section["description"],
            labels=(),
            scores={},
            threshold=0.0,
            stages=(),
            place=shipped.PLACE,
            remark=str(fault),
            usable=False,
        )
