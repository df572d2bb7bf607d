"""Parquet as Hugging Face's datasets read it, in and out: text, spans, tokens, and tags as a ClassLabel.

The numbers of the tags mean nothing without the names, which stand in the schema's metadata. Needs
pyarrow (`rubricator[parquet]`). Source: huggingface.co/docs/datasets, "Features".
"""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from core.errors import InputError
from core.formats.columns import Tokenized, fill, joined
from core.formats.decoding import Source
from core.formats.draft import Draft, drafted
from core.formats.extras import library
from core.formats.fitting import apart
from core.formats.format import Document, Loss
from core.formats.json_values import Value
from core.formats.tags import iob2

_EXTRA = "parquet"
_MOST_BYTES = 1 << 31


def read(data: Source, name: str) -> Iterator[Document | InputError]:
    """Yield a document for each row. Raises InputError where it is damaged, or pyarrow is missing."""
    parquet, arrow = library("pyarrow.parquet", _EXTRA), library("pyarrow", _EXTRA)
    try:
        file = parquet.ParquetFile(io.BytesIO(data) if isinstance(data, bytes) else data)
        sizes = [file.metadata.row_group(at).total_byte_size for at in range(file.num_row_groups)]
        if sum(sizes) > _MOST_BYTES:
            raise InputError(f"{name} would unpack to {sum(sizes)} bytes, which is too much.")
        names = _class_names(file.schema_arrow.metadata or {})
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise InputError(f"{name} is not sound Parquet: {_line(error)}.") from error
    yield from drafted(_rows(file, name, arrow), lambda row, where: _drafts(row, where, names))


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write one table; the tags are IOB2 of the longest spans apart, widened to tokens, beside all spans."""
    parquet, arrow = library("pyarrow.parquet", _EXTRA), library("pyarrow", _EXTRA)
    rows = [_row(document) for document in documents]
    labels = sorted({tag[2:] for row in rows for tag in row["ner_tags"] if tag != "O"})
    names = ["O", *(f"{prefix}-{label}" for label in labels for prefix in "BI")]
    numbers = {name: at for at, name in enumerate(names)}
    for row in rows:
        row["ner_tags"] = [numbers[tag] for tag in row["ner_tags"]]
    span = arrow.struct([("start", arrow.int64()), ("end", arrow.int64()), ("label", arrow.string())])
    fields = [
        ("id", arrow.string()),
        ("text", arrow.string()),
        ("spans", arrow.list_(span)),
        ("tokens", arrow.list_(arrow.string())),
        ("ner_tags", arrow.list_(arrow.int64())),
    ]
    schema = arrow.schema(fields, {"huggingface": json.dumps({"info": {"features": _features(names)}})})
    parquet.write_table(arrow.Table.from_pylist(rows, schema), file)
    return ()


def _row(document: Document) -> dict[str, Any]:
    article = document.article
    flat = Tokenized.of(Document(article, apart(document.spans)))
    tokens = [place for sentence in flat.sentences for place in sentence]
    return {
        "id": str(article.meta.get("id", article.id)),
        "text": article.text,
        "spans": [{"start": span.start, "end": span.end, "label": span.label} for span in document.spans],
        "tokens": [article.text[start:end] for start, end in tokens],
        "ner_tags": iob2(len(tokens), flat.spans),
    }


def _features(names: list[str]) -> dict[str, Any]:
    def value(dtype: str) -> dict[str, Any]:
        return {"dtype": dtype, "_type": "Value"}

    span = {"start": value("int64"), "end": value("int64"), "label": value("string")}
    return {
        "id": value("string"),
        "text": value("string"),
        "spans": [span],
        "tokens": {"feature": value("string"), "_type": "Sequence"},
        "ner_tags": {"feature": {"names": names, "_type": "ClassLabel"}, "_type": "Sequence"},
    }


def _class_names(metadata: Mapping[bytes, bytes]) -> dict[str, list[str]]:
    """Return the tag names of each column that has a ClassLabel."""
    try:
        features = json.loads(metadata.get(b"huggingface", b"{}"))["info"]["features"]
        inner = {key: one.get("feature", one) for key, one in features.items() if isinstance(one, dict)}
        return {key: one["names"] for key, one in inner.items() if isinstance(one, dict) and "names" in one}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _rows(file: Any, name: str, arrow: Any) -> Iterator[Value | InputError]:
    number = 0
    try:
        for batch in file.iter_batches(batch_size=100):
            for row in batch.to_pylist():
                number += 1
                yield Value(f"{name}, row {number}", row)
    except (arrow.ArrowException, OSError, ValueError) as error:
        yield InputError(f"{name}, after row {number}: {_line(error)}.")


def _drafts(row: dict[str, Any], where: str, names: Mapping[str, list[str]]) -> Iterator[Draft]:
    spans = row.get("spans") if isinstance(row.get("spans"), list) else row.get("annotation")
    if isinstance(row.get("text"), str) and isinstance(spans, list):
        draft = Draft(row["text"], where, row.get("id"))
        for one in spans:
            draft.span(one["start"], one["end"], one["label"])
        yield draft
    elif isinstance(row.get("tokens"), list):
        column = next((key for key in names if isinstance(row.get(key), list)), "ner_tags")
        text, places = joined((word, " ") for word in row["tokens"])
        draft = Draft(text.removesuffix(" "), where, row.get("id"))
        tags = row.get(column) or []
        if tags and column not in names and not all(isinstance(tag, str) for tag in tags):
            raise ValueError(f"the numbers in {column} have no names (no ClassLabel in the file)")
        fill(draft, places, [names[column][tag] if isinstance(tag, int) else tag for tag in tags])
        yield draft
    else:
        yield Draft(row.get("text"), where, row.get("id"))


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200].rstrip(".")
