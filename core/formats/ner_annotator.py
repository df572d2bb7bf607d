"""NER Annotator's JSON, in and out: `{"classes", "annotations": [[text, {"entities": [...]}], null, ...]}`.

Offsets count UTF-16 units; a row that was skipped is null. Source: tecoholic/ner-annotator.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from core.errors import InputError
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import Value, objects_in
from core.formats.units import Unit, UnitMap


def read(data: bytes, name: str) -> Iterator[Document | InputError]:
    """Yield a document for each row that was not skipped."""
    yield from drafted(_rows(objects_in(data, name)), _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write one file with the classes that occur."""
    classes: dict[str, None] = {}
    rows = []
    for document in documents:
        text = document.article.text
        units = UnitMap(text, Unit.UTF16)
        classes |= dict.fromkeys(span.label for span in document.spans)
        entities = [
            [units.to_units(span.start), units.to_units(span.end), span.label] for span in document.spans
        ]
        rows.append(json.dumps([text, {"entities": entities}], ensure_ascii=False))
    head = json.dumps(list(classes), ensure_ascii=False)
    body = ",\n".join(rows)
    file.write(f'{{"classes": {head}, "annotations": [\n{body}\n]}}\n'.encode())
    return ()


def _rows(files: Iterable[Value | InputError]) -> Iterator[Value | InputError]:
    for one in files:
        if isinstance(one, InputError):
            yield one
        elif not isinstance(one.value.get("annotations"), list):
            yield InputError(f'{one.where}: it has no list of "annotations".')
        else:
            for number, row in enumerate(one.value["annotations"], start=1):
                if row is not None:
                    yield Value(f"{one.where}, row {number}", row)


def _drafts(row: list[Any], where: str) -> Iterator[Draft]:
    draft = Draft(row[0], where, unit=Unit.UTF16)
    for start, end, label, *_ in row[1].get("entities") or ():
        draft.span(start, end, label)
    yield draft
