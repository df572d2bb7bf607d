"""The specimens in `tests/data/formats`, and documents to write."""

from collections.abc import Iterator
from pathlib import Path

from core.errors import InputError
from core.formats.format import Beside, Document, Format
from core.formats.opening import Opening, is_companion
from core.formats.registry import reader

SPECIMENS = Path(__file__).parents[2] / "data" / "formats"


def specimens(row: Format) -> list[Path]:
    """Return a format's specimens, without the files that only complete them."""
    files = sorted((SPECIMENS / row.name).iterdir())
    names = tuple(path.name for path in files)
    return [path for path in files if not is_companion(path.name, names)]


def beside(path: Path) -> Beside:
    """Return what gives the files in a specimen's folder."""

    def read(name: str) -> bytes | None:
        other = path.parent / Path(name).name
        return other.read_bytes() if other.is_file() else None

    return read


def opened(path: Path, format_name: str, data: bytes | None = None) -> Iterator[Document | InputError]:
    """Yield what a specimen holds, or `data` in its place."""
    return Opening(format_name).documents(
        path.read_bytes() if data is None else data, path.name, beside(path)
    )


def small_documents() -> list[Document]:
    """Return the documents of our own specimen: two layers, all states, an emoji, CRLF, a relation."""
    path = SPECIMENS / "jsonl" / "small.jsonl"
    return [one for one in reader("jsonl").read(path.read_bytes(), path.name) if isinstance(one, Document)]
