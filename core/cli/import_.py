"""`rubricator import`: articles and spans into a store."""

import argparse

from core.annotation.scheme import load_scheme
from core.cli.options import (
    add_annotator,
    add_engine,
    add_inputs,
    add_store,
    annotator_of,
    engine_name,
    load_settings,
    open_store,
)
from core.cli.output import counted
from core.cli.parser import one_of
from core.cli.terminal import progress_bar, standard_input, tell
from core.formats.registry import FORMATS, reader
from core.formats.sniffing import AUTO
from core.settings import MEMORY, SCHEME
from core.store.store import Store
from core.transfer.importing import ImportReport, import_documents
from core.transfer.reading import find_sources, read_sources


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    add_inputs(parser)
    add_store(parser)
    names = (AUTO, *(row.name for row in FORMATS))
    parser.add_argument(
        "--format", type=one_of(names, "format"), default=AUTO, metavar="NAME", help="auto: by content"
    )
    parser.add_argument(
        "--html", choices=("main", "all"), default="main", help="the main text of web pages (default), or all"
    )
    add_annotator(parser)
    parser.add_argument("--extract", action="store_true", help="have the engine propose spans, too")
    add_engine(parser)


def run(options: argparse.Namespace) -> int:
    """Import and say what came in."""
    settings = load_settings()
    annotator = annotator_of(options, settings)
    engine = engine_name(options.engine, settings) if options.extract else ""
    if options.format != AUTO:
        reader(options.format)
    sources = find_sources(options.inputs)
    documents = read_sources(sources, options.format, standard_input(), options.html == "all")
    scheme = load_scheme(settings[SCHEME])
    with open_store(options, create=True) as store:
        store.remember_labels(scheme)
        with progress_bar() as progress:
            report = import_documents(store, documents, annotator, progress)
        proposals = _propose(store, report, engine, annotator, settings[MEMORY]) if engine else None
    for remark in dict.fromkeys(report.remarks):
        tell(remark)
    for failure in report.failures:
        tell(str(failure))
    print(_summary(report, proposals))
    return 1 if report.failures else 0


def _propose(store: Store, report: ImportReport, engine: str, annotator: str, remember: bool) -> int:
    from core.engine.catalogue import load_engine
    from core.transfer.proposing import propose_into

    ids = tuple(dict.fromkeys(report.articles))
    if not ids:
        return 0
    with progress_bar() as progress:
        return propose_into(store, ids, load_engine(engine), annotator, progress, remember)


def _summary(report: ImportReport, proposals: int | None) -> str:
    parts = [f"{counted(len(report.added), 'article')} added", f"{len(report.known)} there already"]
    parts.append(counted(report.spans, "span"))
    if report.relations:
        parts.append(counted(report.relations, "relation"))
    if proposals is not None:
        parts.append(counted(proposals, "proposal"))
    return f"{', '.join(parts)}, {len(report.failures)} failed."
