"""spaCy models of others that can serve as engines: where they lie and what their files say, without spaCy.

They are found among the installed packages (by spaCy's entry points), in the user's folder of models, or by
the path of a folder. Whatever is wrong with one is said in a sentence; finding and describing never fail.
"""

import configparser
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import platformdirs

from core.engine.engine_info import ENGLISH, MODEL, EngineInfo
from core.engine.label_map import FILE, label_map, read_own, unmapped
from core.engine.labels import ALL
from core.engine.shipped import read_config
from core.errors import EngineError

FACTORIES = frozenset(("ner", "beam_ner", "spancat", "spancat_singlelabel"))
"""spaCy's components that find spans."""
STAGES_BEHIND = ("boundaries", "rules", "article_pass", "gazetteers")
"""Rubricator's stages that follow an English model with OntoNotes' labels."""

_GROUP = "spacy_models"
_THRESHOLD = 0.5
_ONTONOTES_CORE = frozenset(("PERSON", "ORG", "GPE"))
_NOT_READABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, configparser.Error)


@dataclass(frozen=True, slots=True)
class SpacyModel:
    """A model's folder, which holds meta.json and config.cfg if all is well.

    `package` is to be imported before it is loaded, for it may bring components of its own; `own_labels` are
    files that may say what its labels are called.
    """

    name: str
    folder: Path
    place: str
    own_labels: tuple[Path, ...]
    package: str = ""


def user_folder() -> Path:
    """Return the folder for the user's models; it need not exist."""
    return platformdirs.user_data_path("rubricator") / "models"


def find_models() -> Iterator[SpacyModel]:
    """Yield the models of the user's folder, then the installed ones; a name may come twice."""
    folder = user_folder()
    if folder.is_dir():
        for path in sorted(path for path in folder.iterdir() if path.is_dir()):
            yield _in_folder(path.name, path)
    for entry in sorted(entry_points(group=_GROUP), key=lambda entry: entry.name):
        yield _installed(entry)


def model_at(path: Path) -> SpacyModel:
    """Return the model of a folder; it is chosen by the folder's path."""
    return _in_folder(str(path.resolve()), path.resolve())


def _in_folder(name: str, path: Path) -> SpacyModel:
    return SpacyModel(name, _with_config(path), str(path), _own_labels(path.name, path))


def _installed(entry: EntryPoint) -> SpacyModel:
    try:
        spec = find_spec(entry.module)
    except (ImportError, ValueError):
        spec = None
    folder = Path(spec.origin).parent if spec and spec.origin else Path(entry.module)
    place = f"package {entry.module}"
    return SpacyModel(entry.name, _with_config(folder), place, _own_labels(entry.name, folder), entry.module)


def _own_labels(name: str, folder: Path) -> tuple[Path, ...]:
    return folder / FILE, user_folder() / f"{name}.toml"


def _with_config(folder: Path) -> Path:
    """Return the folder within a package's or wheel's folder that holds the model itself."""
    for pattern in ("config.cfg", "*/config.cfg", "*/*/config.cfg"):
        if found := sorted(folder.glob(pattern)):
            return found[-1].parent
    return folder


def describe(model: SpacyModel) -> EngineInfo:
    """Return what is known of a model; what is wrong with it is the remark."""
    try:
        meta = json.loads((model.folder / "meta.json").read_text(encoding="utf-8"))
        labels = labels_of(model, meta)
        faults = _faults(meta, labels)
        return EngineInfo(
            name=model.name,
            version=str(meta["version"]),
            licence=str(meta.get("license") or "not stated"),
            description=str(meta.get("description") or "a spaCy model"),
            labels=tuple(sorted({word for word in labels.values() if word})),
            scores=_scores(meta.get("performance") or {}),
            threshold=_THRESHOLD,
            stages=(MODEL, *(STAGES_BEHIND if _is_english_ontonotes(meta, labels) else ())),
            place=model.place,
            remark=" ".join(faults or _hints(meta, labels)),
            usable=not faults,
            language=str(meta["lang"]),
        )
    except EngineError as fault:
        return _broken(model, str(fault))
    except _NOT_READABLE:
        return _broken(model, "It is missing or damaged, or no spaCy model.")


def labels_of(model: SpacyModel, meta: Mapping[str, Any]) -> dict[str, str]:
    """Return the labels of a model's spans, each with what it is proposed as."""
    labels = (str(label) for part in span_components(model) for label in meta["labels"][part])
    return label_map(labels, read_own(*model.own_labels))


def span_components(model: SpacyModel) -> dict[str, str]:
    """Return the components of a model that find spans, each with its factory's name."""
    config = read_config(model.folder / "config.cfg")
    pipeline = json.loads(config["nlp"]["pipeline"])
    factories = {part: json.loads(config[f"components.{part}"]["factory"]) for part in pipeline}
    return {part: factory for part, factory in factories.items() if factory in FACTORIES}


def precision(meta: Mapping[str, Any]) -> float | None:
    """Return the share of a model's spans that were right on its own test data, if its meta.json says so."""
    performance = meta.get("performance") or {}
    found = performance.get("ents_p", performance.get("spans_sc_p"))
    return float(found) if found else None


def _broken(model: SpacyModel, remark: str) -> EngineInfo:
    return EngineInfo(model.name, "", "", "", (), {}, _THRESHOLD, (MODEL,), model.place, remark, usable=False)


def _is_english_ontonotes(meta: Mapping[str, Any], labels: Mapping[str, str]) -> bool:
    return meta["lang"] == ENGLISH and _ONTONOTES_CORE <= set(labels) <= set(ALL)


def _faults(meta: Mapping[str, Any], labels: Mapping[str, str]) -> list[str]:
    """Return sentences on what keeps a model from being used."""
    faults = []
    if not labels:
        faults.append("It finds no spans: it has no trained ner or spancat.")
    if meta["spacy_version"].lstrip(">=~^")[:2] != version("spacy")[:2]:
        faults.append(f"It was made for spaCy {meta['spacy_version']}; here is {version('spacy')}.")
    if missing := _missing_packages(meta):
        faults.append(f"It needs {', '.join(missing)}, which is not installed.")
    return faults


def _hints(meta: Mapping[str, Any], labels: Mapping[str, str]) -> list[str]:
    """Return sentences on what is to be known of a model that can be used."""
    from packaging.specifiers import SpecifierSet

    hints = []
    if not SpecifierSet(meta["spacy_version"]).contains(version("spacy"), prereleases=True):
        made_for, here = meta["spacy_version"], version("spacy")
        hints.append(f"It was made for spaCy {made_for}; with {here} it may do worse.")
    if left := unmapped(labels):
        hints.append(f"Not in the label scheme, proposed as they are: {', '.join(left)}.")
    return hints


def _missing_packages(meta: Mapping[str, Any]) -> list[str]:
    from packaging.requirements import Requirement

    return [name for row in meta.get("requirements", ()) if not _is_installed(name := Requirement(row).name)]


def _is_installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def _scores(performance: Mapping[str, Any]) -> dict[str, float]:
    """Return the F1 figures of a meta.json; whoever trained the model measured them."""
    found = {}
    for kind in ("ents", "spans_sc"):
        if performance.get(f"{kind}_f") is not None:
            found["its own test set"] = round(performance[f"{kind}_f"], 3)
        for label, row in (performance.get(f"{kind}_per_type") or {}).items():
            found[f"its own test set/{label}"] = round(row["f"], 3)
    return found
