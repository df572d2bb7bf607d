"""`rubricator extract`: what the engine proposes, without a store."""

import argparse
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from core.cli.options import TABLE, add_engine, add_format, add_inputs, engine_name, load_settings
from core.cli.output import counted, print_json_line
from core.cli.terminal import one_line, progress_bar, standard_input, tell
from core.errors import InputError
from core.formats.format import Document
from core.transfer.reading import find_sources, read_sources

if TYPE_CHECKING:
    from core.engine.engine import Engine
    from core.engine.proposal import Proposal


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    add_inputs(parser)
    add_engine(parser)
    add_format(parser, (TABLE, "jsonl"))
    parser.add_argument("--explain", action="store_true", help="tell why each proposal stands")


def run(options: argparse.Namespace) -> int:
    """Print the proposals of each article, in the order of the inputs."""
    from core.engine.catalogue import load_engine

    name = engine_name(options.engine, load_settings())
    sources = find_sources(options.inputs)
    reading = _Reading(read_sources(sources, stdin=standard_input()))
    first = next(reading, None)
    if first is None:
        return 1
    engine = load_engine(name)
    names = _Names()
    with progress_bar(prints=True) as progress:
        for document, proposals in progress.over(_extracted(engine, first, reading), what="extracting"):
            _print(names.of(document), document, proposals, options.format, options.explain)
    return 1 if reading.failed else 0


class _Reading(Iterator[Document]):
    """The documents alone; what cannot be read is told as it is met."""

    def __init__(self, found: Iterator[Document | InputError]) -> None:
        self._found = found
        self.failed = False

    def __next__(self) -> Document:
        for one in self._found:
            if isinstance(one, Document):
                return one
            self.failed = True
            tell(str(one))
        raise StopIteration


class _Names:
    """What each article is called: its own id, else the file's name, or its path where the name is taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, document: Document) -> str:
        """Return the name of a document."""
        source = document.article.source
        short = PurePath(source).name
        name = document.own_id or (source if short in self._taken else short)
        self._taken.add(name)
        return name


def _extracted(
    engine: "Engine", first: Document, others: Iterable[Document]
) -> Iterator[tuple[Document, tuple["Proposal", ...]]]:
    waiting: deque[Document] = deque()

    def texts() -> Iterator[str]:
        for document in chain([first], others):
            waiting.append(document)
            yield document.article.text

    for proposals in engine.propose_many(texts()):
        yield waiting.popleft(), proposals


def _print(name: str, document: Document, proposals: Iterable["Proposal"], form: str, explains: bool) -> None:
    text = document.article.text
    spans = [_span(one, text, explains) for one in proposals]
    if form == "jsonl":
        print_json_line({"id": name, "text": text, "spans": spans})
        return
    print(f"{one_line(name)}: {counted(len(spans), 'proposal')}")
    for span in spans:
        surface = one_line(text[span["start"] : span["end"]])
        print(f"  {span['start']:>7} {span['end']:>7}  {span['label']:<12} {span['score']:5.2f}  {surface}")
        if explains:
            print(f"{'':19}{one_line('; '.join(span['why']))}")


def _span(one: "Proposal", text: str, explains: bool) -> dict[str, Any]:
    from core.engine.why import reasons

    row = {"start": one.start, "end": one.end, "label": one.label, "score": one.score, "origin": one.origin}
    return row | ({"why": list(reasons(one, text))} if explains else {})
