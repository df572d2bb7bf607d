"""Which engines there are: listing them reads configs and the models' meta.json, and imports no spaCy."""

import configparser
import json
import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core import assets
from core.errors import EngineError, UsageError, near_match
from core.lean_spacy import import_spacy

if TYPE_CHECKING:
    from core.engine.engine import Engine

DEFAULT_ENGINE = "news"
MODEL = "model"
"""The stage that is the statistical model."""
STAGE_OF_COMPONENT = {"ner": MODEL}
"""What components are called as stages, where that is another name."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What is known of an engine without loading it.

    `scores` are F1 figures by data set and by label; a proposal that scores below `threshold` is doubtful.
    """

    name: str
    version: str
    licence: str
    description: str
    labels: tuple[str, ...]
    scores: Mapping[str, float]
    threshold: float


def list_engines() -> tuple[EngineInfo, ...]:
    """Return the engines of `resources/engines/`, the default one first.

    Raises EngineError if an engine's model has no readable meta.json.
    """
    engines = (_info(name) for name in assets.names("engines", ".cfg"))
    return tuple(sorted(engines, key=lambda info: (info.name != DEFAULT_ENGINE, info.name)))


def check_engine(name: str) -> EngineInfo:
    """Return the engine of that name. Raises UsageError, with a near match, if there is none."""
    known = assets.names("engines", ".cfg")
    if name not in known:
        hint = near_match(name, known) or f"There are: {', '.join(known)}."
        raise UsageError(f'There is no engine "{name}".', hint)
    return _info(name)


def stages(name: str) -> tuple[str, ...]:
    """Return the stages of an engine in the order in which they work; each can be switched off.

    Raises UsageError for an unknown engine.
    """
    return tuple(STAGE_OF_COMPONENT.get(part, part) for part in _pipeline(check_engine(name).name))


def load_engine(name: str = DEFAULT_ENGINE, without: Collection[str] = frozenset()) -> "Engine":
    """Load an engine for use, but for the stages `without`; this imports spaCy.

    Where a package that the engine needs cannot be imported, the engine that its config names instead is
    loaded, and a warning says so. Raises UsageError for an unknown name or stage and EngineError for a
    missing or damaged model.
    """
    check_stages(name, without)
    info = check_engine(name if MODEL in without else usable_engine(name))
    import_spacy()
    from core.engine.assembly import assemble
    from core.engine.engine import Engine

    section = read_section(info.name)
    left_out = [part for part in _pipeline(info.name) if STAGE_OF_COMPONENT.get(part, part) in without]
    nlp = assemble(config_path(info.name), model_path(section), left_out)
    return Engine(info.name, info.version, info.threshold, nlp)


def check_stages(name: str, wanted: Iterable[str]) -> None:
    """Raise UsageError, with a near match, for an unknown engine or a stage that it has not."""
    known = stages(name)
    for stage in wanted:
        if stage not in known:
            hint = near_match(stage, known) or f"There are: {', '.join(known)}."
            raise UsageError(f'The engine "{name}" has no stage "{stage}".', hint)


def usable_engine(name: str) -> str:
    """Return `name`, or the engine to be used in its place where the package that it needs is not there."""
    section = read_section(name)
    package = section.get("needs")
    if package is None or _can_import(package):
        return name
    instead: str = section["without_it"]
    _LOG.warning('The engine "%s" needs %s, which cannot be loaded; "%s" is used.', name, package, instead)
    return usable_engine(instead)


def _can_import(package: str) -> bool:
    try:
        import_module(package)
    except ImportError:
        return False
    return True


def config_path(name: str) -> Path:
    """Return the path of an engine's config."""
    return assets.path("engines", f"{name}.cfg")


def model_path(section: Mapping[str, Any]) -> Path | None:
    """Return the folder of an engine's model, or None for an engine without one."""
    return assets.path("models", section["model"]) if section["model"] else None


def read_section(name: str) -> dict[str, Any]:
    """Return the [rubricator] section of an engine's config."""
    return {key: json.loads(value) for key, value in _config(name)["rubricator"].items()}


def _pipeline(name: str) -> list[str]:
    components: list[str] = json.loads(_config(name)["nlp"]["pipeline"])
    return components


def _config(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(config_path(name), encoding="utf-8")
    return parser


def _info(name: str) -> EngineInfo:
    section = read_section(name)
    facts = _facts(section)
    return EngineInfo(
        name=section["name"],
        version=section["version"],
        licence=section["licence"],
        description=section["description"],
        labels=tuple(facts["labels"]),
        scores=facts["scores"],
        threshold=float(facts["threshold"]),
    )


def _facts(section: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return labels, scores and threshold: a model's from its meta.json, another engine's from its config."""
    folder = model_path(section)
    if folder is None:
        return section
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        facts = meta["rubricator"]
        return {"labels": meta["labels"]["ner"], "scores": facts["scores"], "threshold": facts["threshold"]}
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise damaged(folder) from fault


def damaged(folder: Path) -> EngineError:
    """Return the fault of a model folder that cannot be used."""
    return EngineError(
        f'The model "{folder.name}" is missing or damaged.',
        'Install Rubricator again, or use the engine "rules", which needs no model.',
    )
