"""Rubricator's own engines: a config each in `resources/engines/`, models in `resources/models/`."""

import configparser
import json
import logging
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from core import assets
from core.engine.engine_info import MODEL, EngineInfo
from core.errors import EngineError

PLACE = "Rubricator"
"""Where these engines are found."""
_STAGE_OF_COMPONENT = {"ner": MODEL}
_LOG = logging.getLogger(__name__)


def names() -> tuple[str, ...]:
    """Return the names of the engines, sorted."""
    return assets.names("engines", ".cfg")


def describe(name: str) -> EngineInfo:
    """Return what is known of an engine. Raises EngineError if its model has no readable meta.json."""
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
        stages=tuple(map(stage_of, components(name))),
        place=PLACE,
    )


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
    return {key: json.loads(value) for key, value in read_config(config_path(name))["rubricator"].items()}


def components(name: str) -> list[str]:
    """Return the names of an engine's components in their order."""
    found: list[str] = json.loads(read_config(config_path(name))["nlp"]["pipeline"])
    return found


def stage_of(component: str) -> str:
    """Return the name of the stage that a component is."""
    return _STAGE_OF_COMPONENT.get(component, component)


def read_config(file: Path) -> configparser.ConfigParser:
    """Return a spaCy config as it stands, without spaCy: values are JSON, nothing is filled in.

    Raises OSError, UnicodeDecodeError or configparser.Error for a file that is none.
    """
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(file.read_text(encoding="utf-8"))
    return parser


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
