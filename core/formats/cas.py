"""UIMA's CAS by dkpro-cassis (`rubricator[uima]`): what XMI and CAS JSON share.

A named entity is DKPro's NamedEntity; tokens and sentences are written, too, for INCEpTION's editor needs
them. cassis counts code points inside and UTF-16 in the files. Source: dkpro-cassis 0.12.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from io import BytesIO
from typing import Any

from core.annotation.span import Span
from core.errors import InputError
from core.formats.draft import Draft
from core.formats.extras import library
from core.formats.format import Document
from core.formats.tokens import sentences_of, tokens_of
from core.formats.xml_text import allowed

KEPT = "cas"
"""The key of a meta with a span's own type, and with what that has beside the label."""

ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
LINK = "webanno.custom.Relation"
_SEGMENTATION = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"
_TOKEN, _SENTENCE = f"{_SEGMENTATION}.Token", f"{_SEGMENTATION}.Sentence"
_SKIPPED = ("uima.", "de.tudarmstadt.ukp.dkpro.core.api.")
_PLAIN = "uima.tcas.Annotation"
_TYPE = re.compile(r"(?!uima\.cas\.)[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+", re.ASCII)
_FEATURE = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_PLACE = ("begin", "end", "sofa")
_ENDS = ("Governor", "Dependent")


def cassis() -> Any:
    """Return the library. Raises InputError where it is missing."""
    return library("cassis", "uima")


def loaded(load: Callable[[], Any], name: str) -> Any:
    """Return the CAS that `load` gives. Raises InputError where it cannot: cassis raises what comes up."""
    try:
        return load()
    except InputError:
        raise
    except Exception as error:
        reason = " ".join(f"{type(error).__name__} {error}".split())[:200]
        raise InputError(f"{name} is not a CAS that can be read: {reason}.") from error


def types() -> Any:
    """Return DKPro Core's type system, as cassis brings it, with the relations that are written."""
    system = _dkpro()
    link = system.create_type(LINK, "uima.tcas.Annotation")
    system.create_feature(link, "label", "uima.cas.String")
    for feature in _ENDS:
        system.create_feature(link, feature, ENTITY)
    return system


def _dkpro() -> Any:
    """Return DKPro Core's types; cassis' own function for it warns that it is deprecated inside."""
    data = (files(cassis()) / "resources" / "dkpro-core-types.xml").read_bytes()
    return cassis().load_typesystem(BytesIO(data))


def completed(given: Any) -> Any:
    """Return a type system with DKPro's types, which INCEpTION's own leave out."""
    return cassis().merge_typesystems(given, _dkpro())


def guess_types(root: ElementTree.Element, system: Any) -> None:
    """Give a type system the types and features that an XMI uses and it lacks: all features are texts."""
    for element in root:
        namespace, _, short = str(element.tag).removeprefix("{").partition("}")
        if not namespace.startswith("http:///") or namespace == "http:///uima/cas.ecore":
            continue
        name = f"{namespace[8:].removesuffix('.ecore').replace('/', '.')}.{short}"
        if not system.contains_type(name):
            parent = _PLAIN if "begin" in element.attrib else "uima.cas.TOP"
            system.create_type(name, supertypeName=parent)
        one = system.get_type(name)
        known = {feature.name for feature in one.all_features} | {"begin", "end", "sofa"}
        for feature in sorted(key for key in element.attrib if "}" not in key and key not in known):
            system.create_feature(one, feature, _PLAIN if feature in _ENDS else "uima.cas.String")


def cas_of(document: Document, system: Any, xml: bool) -> Any:
    """Return the CAS of a document, of `types()`; for XML without the characters that XML forbids."""
    text = allowed(document.article.text) if xml else document.article.text
    cas = cassis().Cas(system)
    cas.sofa_string = text
    cas.sofa_mime = "text/plain"
    tokens = tokens_of(text)
    for sentence in sentences_of(text, tokens, [span.place for span in document.spans]):
        cas.add(system.get_type(_SENTENCE)(begin=sentence[0][0], end=sentence[-1][1]))
    cas.add_all(system.get_type(_TOKEN)(begin=start, end=end) for start, end in tokens)
    made = {}
    for span in document.spans:
        name, features = _own_type(span)
        features = {key: allowed(value) if xml else value for key, value in features.items()}
        made[span.id] = _type_with(system, name, features)(begin=span.start, end=span.end, **features)
        cas.add(made[span.id])
    for one in document.relations:
        head, tail = made[one.head], made[one.tail]
        cas.add(
            system.get_type(LINK)(
                begin=tail.begin, end=tail.end, label=one.label, Governor=head, Dependent=tail
            )
        )
    return cas


def _own_type(span: Span) -> tuple[str, dict[str, str]]:
    """Return the type that a span came from, with its features; else it is a named entity."""
    kept = span.meta.get(KEPT)
    if not isinstance(kept, dict) or not isinstance(kept.get("features"), dict):
        return ENTITY, {"value": span.label}
    names = [*kept["features"], kept.get("label") or "value"]
    sound = all(_FEATURE.fullmatch(str(name)) and name not in _PLACE for name in names)
    if not sound or not _TYPE.fullmatch(str(kept.get("type"))):
        return ENTITY, {"value": span.label}
    features = {str(key): str(value) for key, value in kept["features"].items()}
    if kept.get("label"):
        return str(kept["type"]), {**features, str(kept["label"]): span.label}
    # The label was the name of the type: with another label it is a named entity.
    named = str(kept["type"]).rpartition(".")[2] == span.label
    return (str(kept["type"]), features) if named else (ENTITY, {"value": span.label})


def _type_with(system: Any, name: str, features: Iterable[str]) -> Any:
    """Return a type of a system, made where it or a feature is missing; all features are texts."""
    if not system.contains_type(name):
        system.create_type(name, supertypeName=_PLAIN)
    one = system.get_type(name)
    known = {feature.name for feature in one.all_features}
    for feature in features:
        if feature not in known:
            system.create_feature(one, feature, "uima.cas.String")
    return one


def drafts_of(cas: Any, where: str) -> Iterator[Draft]:
    """Yield the draft of each view that has a text."""
    views = [cas.get_view(view.sofa.sofaID) for view in cas.views]
    views = [view for view in views if view.sofa_string]
    if not views:
        raise ValueError("it has no text")
    for view in views:
        draft = Draft(view.sofa_string, where)
        for number, one in enumerate(view.select_all_annotations()):
            if _is_taken(one):
                _take(draft, one, number)
        yield draft


def _is_taken(one: Any) -> bool:
    """Whether an annotation is one that somebody made: no token, no sentence, nothing of the document."""
    name = one.type.name
    if name in (ENTITY, _PLAIN):
        return True
    syntax = name.startswith(_SKIPPED) or name.rpartition(".")[2] in ("Token", "Sentence")
    return not syntax and hasattr(one, "begin") and one.begin is not None


def _take(draft: Draft, one: Any, number: int) -> None:
    features = {feature.name: getattr(one, feature.name, None) for feature in one.type.all_features}
    texts = {key: value for key, value in features.items() if isinstance(value, str)}
    if all(end in features for end in _ENDS):
        label = texts.get("label") or next(iter(texts.values()), one.type.short_name)
        draft.relation(_key(features["Governor"]), _key(features["Dependent"]), label)
        return
    holder = "value" if texts.get("value") else next((key for key, value in texts.items() if value), "")
    label = texts.get(holder) or one.type.short_name
    others = {key: value for key, value in texts.items() if key != holder}
    meta: dict[str, Any] = dict(others)
    if one.type.name != ENTITY or others or holder != "value":
        meta[KEPT] = {"type": one.type.name, "label": holder, "features": others}
    draft.span(one.begin, one.end, label, key=_key(one) or number, meta=meta)


def _key(one: Any) -> str:
    return str(getattr(one, "xmiID", "") or "")
