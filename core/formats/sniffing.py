"""Which format a file is in, by its content before its name, and how sure that is."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from core.errors import InputError
from core.formats.archive import Archive, is_archive
from core.formats.decoding import Source, decode
from core.formats.registry import FORMATS

AUTO = "auto"
"""The format name that stands for "look at the content"."""

HEAD = 200_000
"""How much of a file is looked at, in bytes."""

_SURE, _LIKELY, _BY_NAME = 0.95, 0.6, 0.3


@dataclass(frozen=True, slots=True)
class Guess:
    """A format's name, how sure it is from 0 to 1, and the other name that the content could have."""

    name: str
    sure: float = 1.0
    other: str = ""


def sniff(data: bytes, name: str) -> str:
    """Return the name of the format of a file's bytes."""
    return guess(data, name).name


def guess(data: bytes, name: str) -> Guess:
    """Return the format of a file's bytes, by its content; where that does not tell, by its suffix.

    What is told by neither is text.
    """
    if data.startswith(b"%PDF-"):
        return Guess("pdf")
    if is_archive(data) and is_office(data):
        return Guess("docx")
    if data.startswith(b"PAR1"):
        return Guess("parquet")
    found = _by_text(data, name)
    if found:
        return found
    suffix = PurePath(name).suffix.lower()
    by_name = [row.name for row in FORMATS if suffix in row.suffixes and row.reads]
    mute = [one for one in by_name if one in _TOLD_BY_NAME]
    if mute:
        return Guess(mute[0], _BY_NAME)
    return Guess(by_name[0] if len(by_name) == 1 else "text", _BY_NAME)


_TOLD_BY_NAME = ("text", "jsonl", "spacy", "csv", "conll", "brat", "eml", "html")
"""Formats that any text may be in, or bytes that say nothing: their suffix is believed."""


def is_office(source: Source) -> bool:
    """Whether an archive is a word processor's document."""
    try:
        return "word/document.xml" in Archive(source, "").names
    except InputError:
        return False


def _by_text(data: bytes, name: str) -> Guess | None:
    head = data[:HEAD]
    cut = max(head.rfind(b"\n"), 0) + 1 if len(data) > HEAD else len(head)
    try:
        text = decode(head[:cut] or head, name).lstrip("\ufeff \t\r\n")
    except InputError:
        return None
    if text[:1] in "{[":
        return _by_json(text, data, name)
    if text.startswith("<"):
        return next((Guess(one, _SURE) for one, pattern in _XML if pattern.search(text[:5000])), None)
    return next((Guess(one, _LIKELY) for one, pattern in _LINES if pattern.match(text)), None)


_XML = (
    ("uima-xmi", re.compile(r"<xmi:XMI|xmlns:cas=")),
    ("bioc-xml", re.compile(r"<collection[\s>].*<(?:source|date|key|document)[\s>/]|BioC\.dtd", re.DOTALL)),
    ("gate-xml", re.compile(r"<GateDocument")),
    ("newsml-g2", re.compile(r"<(?:\w+:)?(?:newsItem|newsMessage)[\s>]")),
    ("nitf", re.compile(r"<nitf[\s>]")),
    ("rss", re.compile(r"<rss[\s>]|<feed[\s>]|xmlns=[\"']http://purl\.org/rss/1\.0/")),
    ("medtator", re.compile(r"<(\w[\w.-]*)>\s*<TEXT>")),
    ("html", re.compile(r"<!doctype html|<html|<body|<head[\s>]", re.IGNORECASE)),
)
_LINES = (
    ("webanno-tsv", re.compile(r"#FORMAT=WebAnno TSV")),
    (
        "conllu",
        re.compile(
            r"(?:#[^\n]*\n)+\d+(?:[.-]\d+)?\t(?:[^\t\n]*\t){8}[^\t\n]*|\d+\t(?:[^\t\n]*\t){8}[^\t\n]*"
        ),
    ),
    ("pubtator", re.compile(r"\S+\|t\|")),
    ("brat", re.compile(r"T\d+\t\S+ \d+ \d+(?:;\d+ \d+)*\t")),
    ("conll", re.compile(r"-DOCSTART-|(?:\S+(?:[ \t]+\S+)*[ \t]+(?:O|[BILUSEMWI]-\S+)\r?\n){2}")),
    ("eml", re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*: [^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n", re.ASCII)),
    (
        "csv",
        re.compile(
            r'(?=[^\n]*,)(?=[^\n]*\b(?:text|article_text|content|body)\b)"?\w[\w ]*"?(?:,"?\w[\w ]*"?)+\r?\n',
            re.I,
        ),
    ),
)


def _by_json(text: str, data: bytes, name: str) -> Guess | None:
    """Return the format of JSON by the keys of its first record."""
    record = _first_record(text)
    fitting = [one for one, test in _RECORDS if record is not None and test(record)]
    if fitting:
        sure = _SURE if len(fitting) == 1 else _LIKELY
        return Guess(fitting[0], sure, fitting[1] if len(fitting) > 1 else "")
    return next((Guess(one, _LIKELY) for one, key in _KEYS if re.search(key, text[:5000])), None)


def _first_record(text: str) -> Any:
    """Return the first value; of an array of records the first of them."""
    array = re.match(r"\[\s*(?=[\[{])", text)
    try:
        return json.JSONDecoder().raw_decode(text, array.end() if array else 0)[0]
    except (ValueError, RecursionError):
        return None


def _has(*keys: str) -> Callable[[Any], bool]:
    return lambda record: isinstance(record, dict) and all(key in record for key in keys)


def _is_tuple(record: Any) -> bool:
    return (
        isinstance(record, list)
        and len(record) >= 2
        and isinstance(record[0], str)
        and isinstance(record[1], dict)
    )


def _is_prodigy(record: Any) -> bool:
    return _has("text")(record) and any(
        key in record for key in ("_input_hash", "_task_hash", "answer", "tokens")
    )


def _is_own(record: Any) -> bool:
    others = ("label", "labels", "entities", "tokens", "_input_hash", "answer", "annotation", "annotations")
    return (
        _has("text")(record) and not any(key in record for key in others) and "annotation_sets" not in record
    )


def _is_doccano(record: Any) -> bool:
    if not _has("text")(record) or "annotation_id" in record:
        return False
    return any(isinstance(record.get(key), list) for key in ("label", "labels", "entities"))


def _is_w3c(record: Any) -> bool:
    return isinstance(record, dict) and "anno.jsonld" in str(record.get("@context", ""))


_RECORDS: tuple[tuple[str, Callable[[Any], bool]], ...] = (
    ("jsonl", _is_own),
    ("w3c", _is_w3c),
    ("bioc-json", lambda record: _has("documents")(record) and isinstance(record["documents"], list)),
    ("bdoc", _has("annotation_sets", "text")),
    ("cas-json", _has("%FEATURE_STRUCTURES")),
    (
        "ner-annotator",
        lambda record: _has("classes", "annotations")(record) and isinstance(record["annotations"], list),
    ),
    (
        "label-studio",
        lambda record: _has("data")(record) and ("annotations" in record or "predictions" in record),
    ),
    ("label-studio", lambda record: _has("text", "annotation_id", "annotator")(record)),
    ("argilla", lambda record: _has("fields")(record) and ("responses" in record or "suggestions" in record)),
    ("argilla", lambda record: _has("text", "annotation", "prediction")(record)),
    ("prodigy", _is_prodigy),
    ("doccano", _is_doccano),
    ("spacy-json", _is_tuple),
    ("spacy-json", lambda record: _has("paragraphs")(record) and isinstance(record["paragraphs"], list)),
)
_KEYS = (
    ("jsonl", r'^\{"(?:id|text|title)"\s*:.*?"text"\s*:'),
    ("bioc-json", r'"documents"\s*:\s*\['),
    ("cas-json", r'"%(?:TYPES|FEATURE_STRUCTURES)"'),
    ("bdoc", r'"annotation_sets"\s*:'),
    ("ner-annotator", r'"classes"\s*:\s*\['),
    ("w3c", r"anno\.jsonld"),
    ("label-studio", r'"(?:data|annotations)"\s*:\s*[{\[]'),
)
"""What is looked for where the first record is too long, or damaged."""
