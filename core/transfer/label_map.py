"""Which label is called what elsewhere: a table that is applied on import and export, kept and given back.

A file of it is TOML (`[labels]`, `"theirs" = "ours"`) or two columns parted by a tab. A label that is mapped
to nothing is left out.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import tomli_w

from core.errors import InputError
from core.formats.decoding import decode
from core.formats.format import Document
from core.store.store import Store

_TABLE = "labels"


@dataclass(frozen=True, slots=True)
class LabelMap:
    """New labels by the old ones; what is not in it stays. An empty new label leaves its spans out."""

    labels: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether it changes anything."""
        return bool(self.labels)

    def of(self, label: str) -> str:
        """Return the new label."""
        return self.labels.get(label, label)

    def applied(self, document: Document) -> Document:
        """Return the document with new labels, without the spans that have none and their relations."""
        if not self.labels:
            return document
        spans = tuple(
            span.changed(label=self.of(span.label)) for span in document.spans if self.of(span.label)
        )
        ids = {span.id for span in spans}
        relations = tuple(
            replace(one, label=self.of(one.label))
            for one in document.relations
            if one.head in ids and one.tail in ids and self.of(one.label)
        )
        return replace(document, spans=spans, relations=relations)

    def left_out(self, document: Document) -> int:
        """Return how many spans of a document it leaves out."""
        return sum(not self.of(span.label) for span in document.spans)


def read_label_map(path: Path) -> LabelMap:
    """Return the map of a file. Raises InputError where it cannot be read or is none."""
    try:
        text = decode(path.read_bytes(), str(path))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        pairs = tomllib.loads(text).get(_TABLE)
    except tomllib.TOMLDecodeError as error:
        rows = [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]
        if any(len(row) != 2 for row in rows):
            raise InputError(
                f"{path} is no map of labels: neither TOML ({error}) nor two columns."
            ) from error
        pairs = {old.strip(): new.strip() for old, new in rows}
    if not isinstance(pairs, dict) or not all(isinstance(new, str) for new in pairs.values()):
        raise InputError(f'{path} is no map of labels: it has no table [{_TABLE}] of "old" = "new".')
    return LabelMap(pairs)


def map_file(labels: Mapping[str, str], name: str) -> bytes:
    """Return the file that says what the labels in the file `name` stand for."""
    head = f"# What the labels in {name} stand for: rubricator import {name} --map FILE\n"
    return (head + tomli_w.dumps({_TABLE: dict(sorted(labels.items()))})).encode("utf-8")


def keep_label_map(store: Store, use: str, labels: LabelMap) -> None:
    """Have the store remember a map for a use, such as `import` or `export conll`."""
    store.set_setting(f"label map of {use}", json.dumps(dict(labels.labels), ensure_ascii=False))


def kept_label_map(store: Store, use: str) -> LabelMap:
    """Return the map that was kept for a use; an empty one where there is none."""
    return LabelMap(json.loads(store.setting(f"label map of {use}", "{}")))
