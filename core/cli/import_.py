"""`rubricator import`: articles and spans into a store."""

import argparse
from collections.abc import Mapping

from core.annotation.scheme import Scheme, load_scheme
from core.cli.map_option import add_map, label_map_of
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
from core.cli.taken_for import TakenFor
from core.cli.terminal import progress_bar, standard_input, tell
from core.errors import InputError
from core.formats.registry import FORMATS, reader
from core.formats.sniffing import AUTO
from core.settings import MEMORY, SCHEME, Settings
from core.store.store import Store
from core.transfer.found_labels import FoundLabels, Unknown, extend_chosen_scheme
from core.transfer.importing import ImportReport, import_documents
from core.transfer.reading import find_sources, read_sources

_USE = "import"
_MOST_CONFLICTS = 50


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the verb's arguments."""
    add_inputs(parser)
    add_store(parser)
    names = (AUTO, *(row.name for row in FORMATS))
    parser.add_argument(
        "--format",
        type=one_of(names, "format"),
        metavar="NAME",
        help="auto: by content, and say what each was taken for (else by content, and say what surprises)",
    )
    parser.add_argument(
        "--html",
        type=one_of(("main", "all"), "choice"),
        default="main",
        metavar="main|all",
        help="the main text of web pages (default), or all",
    )
    parser.add_argument(
        "--labels",
        type=one_of(list(Unknown), "choice"),
        default=Unknown.KEEP,
        metavar="|".join(Unknown),
        help="labels that the scheme lacks: name them (default), add them to it, leave their spans out,"
        " refuse their articles",
    )
    add_map(parser)
    add_annotator(parser)
    parser.add_argument("--extract", action="store_true", help="have the engine propose spans, too")
    add_engine(parser)


def run(options: argparse.Namespace) -> int:
    """Import and say what came in."""
    settings = load_settings()
    annotator = annotator_of(options, settings)
    engine = engine_name(options.engine, settings) if options.extract else ""
    format_name, taken = options.format or AUTO, TakenFor(every=options.format == AUTO)
    if format_name != AUTO:
        reader(format_name)
    found = read_sources(
        find_sources(options.inputs), format_name, standard_input(), options.html == "all", taken.take
    )
    labels = FoundLabels(load_scheme(settings[SCHEME]), Unknown(options.labels))
    with open_store(options, create=True) as store:
        renamed = label_map_of(options, store, _USE)
        documents = labels.over(one if isinstance(one, InputError) else renamed.applied(one) for one in found)
        with progress_bar() as progress:
            report = import_documents(store, documents, annotator, progress)
        scheme = _scheme_with(labels, settings)
        store.remember_labels(scheme)
        remember = scheme if settings[MEMORY] else None
        proposals = _propose(store, report, engine, annotator, remember) if engine else None
    taken.tell()
    for remark in dict.fromkeys(report.remarks):
        tell(remark)
    for conflict in report.conflicts[:_MOST_CONFLICTS]:
        tell(conflict)
    if len(report.conflicts) > _MOST_CONFLICTS:
        tell(f"{len(report.conflicts) - _MOST_CONFLICTS} more spans are otherwise in the store.")
    for failure in report.failures:
        tell(str(failure))
    print(_summary(report, proposals))
    return 1 if report.failures else 0


def _scheme_with(labels: FoundLabels, settings: Settings) -> Scheme:
    """Say which labels the scheme lacked; return the scheme, made longer by them where that was asked for."""
    if not labels.counts or labels.unknown is Unknown.FAIL:
        return labels.scheme
    names = _named(labels.counts)
    if labels.unknown is Unknown.SKIP:
        tell(f"Left out, for the scheme {labels.scheme.name} lacks their labels: {names}.")
    elif labels.unknown is Unknown.KEEP:
        tell(f'The scheme {labels.scheme.name} lacks {names}. "--labels create" adds them to it.')
    else:
        scheme = extend_chosen_scheme(settings, labels.counts)
        tell(f"The scheme {settings[SCHEME]} has new labels: {names}.")
        return scheme
    return labels.scheme


def _named(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{label} ({counted(count, 'span')})" for label, count in counts.items())


def _propose(store: Store, report: ImportReport, engine: str, annotator: str, remember: Scheme | None) -> int:
    from core.engine.catalogue import load_engine
    from core.engine.knowledge.folders import folders
    from core.transfer.proposing import propose_into

    ids = tuple(dict.fromkeys(report.articles))
    if not ids:
        return 0
    loaded = load_engine(engine, knowledge=folders(store.path))
    with progress_bar() as progress:
        proposals = propose_into(store, ids, loaded, annotator, progress, remember)
    for fault in loaded.new_faults():
        tell(fault)
    for article_id in ids:
        article = store.article(article_id)
        if reason := loaded.notice(article.text):
            tell(f"{article.title}: {reason}")
    return proposals


def _summary(report: ImportReport, proposals: int | None) -> str:
    parts = [f"{counted(len(report.added), 'article')} added", f"{len(report.known)} there already"]
    parts.append(counted(report.spans, "span"))
    if report.relations:
        parts.append(counted(report.relations, "relation"))
    if proposals is not None:
        parts.append(counted(proposals, "proposal"))
    return f"{', '.join(parts)}, {len(report.failures)} failed."
