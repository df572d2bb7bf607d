"""What an export was made from and what came of it, so that it can be made again byte for byte.

The same program, store, command and libraries give the same bytes; the manifest has what tells whether
they are the same.
"""

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from core.annotation.scheme import Scheme
from core.atomic import atomic_file
from core.store.store import Store
from core.transfer.exporting import ExportedFile

_BLOCK = 1 << 20


def manifest_path(out: Path) -> Path:
    """Return where the manifest of an export to `out` lies: `corpus.jsonl.manifest.json`."""
    return out.with_name(f"{out.name}.manifest.json")


def write_manifest(
    out: Path, files: Sequence[ExportedFile], store: Store, scheme: Scheme, format_name: str, command: str
) -> Path:
    """Write the manifest of an export beside it; return where it lies. Raises InputError."""
    path = manifest_path(out)
    record = {
        "rubricator": _version(),
        "command": command,
        "format": format_name,
        "scheme": {"name": scheme.name, "labels": [label.name for label in scheme]},
        "store": {"articles": len(store.article_ids()), "last_correction": store.last_seq()},
        "files": [_file(file) for file in files],
    }
    with atomic_file(path) as file:
        file.write(json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")
    return path


def _file(file: ExportedFile) -> dict[str, Any]:
    return {
        "name": file.path.name,
        "sha256": _sha256(file.path),
        "bytes": file.path.stat().st_size,
        "articles": file.articles,
        "spans": file.spans,
        "labels": dict(file.labels),
        "origins": dict(file.origins),
        "lost": {loss.kind: loss.count for loss in file.losses},
    }


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _version() -> str:
    try:
        return version("rubricator")
    except PackageNotFoundError:
        return ""
