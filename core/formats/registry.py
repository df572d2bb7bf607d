"""The table of formats. A row names its module as text: listing them imports none of them."""

from collections.abc import Iterator
from importlib import import_module
from typing import cast

from core.errors import InputError, UsageError, near_match
from core.formats.decoding import Source
from core.formats.fitting import Fitting
from core.formats.format import Beside, Document, Format, PageReader, PairReader, Reader, StreamReader, Writer
from core.formats.losses import EVERYTHING, Sifter
from core.formats.names import IDENTIFIERS, NO_BLANKS, NO_BLANKS_OR_BARS, Alphabet

_PLACES = ("overlap", "parts of tokens", "exact text")
"""What formats with offsets into the text carry at least."""

_FEATURES = ("states", "negatives", "origins", "scores", "notes", "annotators", "meta", "article meta")
"""What formats carry that let a span and an article have any features."""


def _in(
    name: str, title: str, suffixes: tuple[str, ...], module: str, extra: str = "", pages: bool = False
) -> Format:
    return Format(name, title, suffixes, f"core.formats.{module}", True, False, extra=extra, pages=pages)


def _out(
    name: str,
    title: str,
    suffixes: tuple[str, ...],
    module: str,
    *carries: str,
    extra: str = "",
    labels: Alphabet | None = None,
) -> Format:
    place = f"core.formats.{module}"
    return Format(name, title, suffixes, place, False, True, carries, extra=extra, labels=labels)


def _both(
    name: str,
    title: str,
    suffixes: tuple[str, ...],
    module: str,
    carries: tuple[str, ...],
    packed: bool = False,
    paired: bool = False,
    extra: str = "",
    labels: Alphabet | None = None,
    cut: str = "widen",
    keeps: str = "",
    streams: bool = False,
) -> Format:
    return Format(
        name=name, title=title, suffixes=suffixes, module=f"core.formats.{module}", reads=True, writes=True,
        carries=carries, packed=packed, paired=paired, extra=extra, labels=labels, cut=cut, keeps=keeps,
        streams=streams,
    )  # fmt: skip


FORMATS = (
    _in("text", "plain text", (".txt", ".text"), "plain_text"),
    _both(
        "jsonl",
        "Rubricator JSON lines",
        (".jsonl", ".ndjson"),
        "jsonl",
        EVERYTHING,
        streams=True,
    ),
    _both(
        "csv",
        "table of spans",
        (".csv",),
        "csv_table",
        tuple(kind for kind in EVERYTHING if kind not in ("relations", "relation meta", "history")),
        streams=True,
    ),
    _both(
        "spacy",
        "spaCy DocBin",
        (".spacy",),
        "spacy_docbin",
        ("overlap", "exact text", "negatives"),
        cut="drop",
    ),
    _both(
        "spacy-json",
        "spaCy training JSON",
        (".json",),
        "spacy_json",
        _PLACES,
        streams=True,
    ),
    _both(
        "prodigy",
        "Prodigy JSON lines",
        (".jsonl",),
        "prodigy",
        (*_PLACES, "negatives", "relations", "scores", "fragments", "article meta", "meta"),
        keeps="prodigy",
        streams=True,
    ),
    _both(
        "doccano",
        "doccano JSON lines",
        (".jsonl",),
        "doccano",
        (*_PLACES, "relations", "article meta"),
        streams=True,
    ),
    _both(
        "label-studio",
        "Label Studio JSON",
        (".json",),
        "label_studio",
        (*_PLACES, "relations", "relation meta", "notes", "fragments", "meta", "article meta"),
        packed=True,
        streams=True,
    ),
    _both(
        "conll",
        "CoNLL-2003 columns, IOB2",
        (".conll", ".iob", ".bio"),
        "conll",
        (),
        labels=NO_BLANKS,
        streams=True,
    ),
    _out("conll-bioes", "CoNLL-2003 columns, BIOES", (".bioes",), "conll_bioes", labels=NO_BLANKS),
    _both(
        "conllu",
        "CoNLL-U, names in MISC",
        (".conllu",),
        "conllu",
        ("exact text",),
        labels=NO_BLANKS_OR_BARS,
        keeps="conllu",
        streams=True,
    ),
    _both(
        "brat",
        "brat standoff",
        (".ann",),
        "brat",
        (*_PLACES, "relations", "notes", "fragments"),
        packed=True,
        paired=True,
        labels=IDENTIFIERS,
        keeps="brat",
    ),
    _both(
        "webanno-tsv",
        "WebAnno TSV 3.3",
        (".tsv",),
        "webanno_tsv",
        ("overlap", "parts of tokens", "relations"),
        packed=True,
    ),
    _both(
        "bioc-json",
        "BioC JSON",
        (".json",),
        "bioc_json",
        (*_PLACES, *_FEATURES, "relations", "fragments"),
        keeps="bioc",
    ),
    _both(
        "bioc-xml",
        "BioC XML",
        (".xml",),
        "bioc_xml",
        ("overlap", "parts of tokens", *_FEATURES, "relations", "fragments"),
        keeps="bioc",
    ),
    _both(
        "pubtator",
        "PubTator",
        (".pubtator",),
        "pubtator",
        ("overlap", "parts of tokens"),
        streams=True,
    ),
    _both(
        "w3c",
        "W3C Web Annotation",
        (".jsonld",),
        "w3c",
        (*_PLACES, "fragments", "notes", "annotators", "relations"),
        packed=True,
        paired=True,
    ),
    _both(
        "bdoc",
        "GATE bdoc JSON",
        (".bdocjs",),
        "bdoc",
        (*_PLACES, *_FEATURES, "layers", "fragments"),
        packed=True,
    ),
    _in("gate-xml", "GATE XML", (".xml",), "gate_xml"),
    _both(
        "uima-xmi",
        "UIMA CAS XMI",
        (".xmi",),
        "uima_xmi",
        ("overlap", "parts of tokens", "relations"),
        True,
        True,
        "uima",
        keeps="cas",
    ),
    _both(
        "cas-json",
        "UIMA CAS JSON 0.4",
        (".json",),
        "cas_json",
        (*_PLACES, "relations"),
        packed=True,
        extra="uima",
        keeps="cas",
    ),
    _both(
        "parquet",
        "Parquet with ClassLabel tags",
        (".parquet",),
        "parquet",
        _PLACES,
        extra="parquet",
        streams=True,
    ),
    _both(
        "argilla",
        "Argilla records",
        (".json",),
        "argilla",
        (*_PLACES, "article meta"),
        streams=True,
    ),
    _both(
        "ner-annotator", "NER Annotator JSON", (".json",), "ner_annotator", ("parts of tokens", "exact text")
    ),
    _both(
        "medtator",
        "MedTator XML",
        (".xml",),
        "medtator",
        ("overlap", "parts of tokens", "fragments", "relations"),
        packed=True,
        labels=IDENTIFIERS,
    ),
    _in("html", "web page", (".html", ".htm"), "html_page", "articles", pages=True),
    _in("eml", "e-mail, saved web page", (".eml", ".mhtml", ".mht"), "eml", pages=True),
    _in("rss", "news feed (RSS, Atom)", (".rss", ".atom"), "rss"),
    _in("newsml-g2", "NewsML-G2", (".newsml",), "newsml_g2"),
    _in("nitf", "NITF", (".nitf",), "nitf"),
    _in("pdf", "PDF with a text layer", (".pdf",), "pdf", "articles"),
    _in("docx", "Word document", (".docx",), "docx", "articles"),
    _out("highlights", "HTML with highlights", (".html",), "highlights", "overlap", "parts of tokens"),
    _out(
        "highlights-docx", "Word with highlights", (".docx",), "highlights_docx", "overlap", "parts of tokens"
    ),
    _out(
        "highlights-pdf",
        "PDF with highlights",
        (".pdf",),
        "highlights_pdf",
        "overlap",
        "parts of tokens",
        extra="articles",
    ),
    _out("markdown", "Markdown with marks", (".md",), "markdown", "parts of tokens"),
)


def find_format(name: str) -> Format:
    """Return a format by its name. Raises UsageError with the nearest name where there is none."""
    for row in FORMATS:
        if row.name == name:
            return row
    names = [row.name for row in FORMATS]
    raise UsageError(
        f'There is no format "{name}".', near_match(name, names) or f"There are {', '.join(names)}."
    )


def reader(name: str) -> Reader:
    """Return the reader of a format. Raises UsageError where it cannot be imported."""
    row = find_format(name)
    if not row.reads:
        raise UsageError(f"The format {row.name} can be exported, but not imported.", _those(reads=True))
    return cast(Reader, import_module(row.module))


def documents_of(
    row: Format, source: Source, name: str, beside: Beside, whole_pages: bool = False
) -> Iterator[Document | InputError]:
    """Yield what a file of a format holds; `beside` returns the files that lie beside it.

    An open file is read as a whole unless the format streams. `whole_pages` asks for all text of web pages,
    not their main text alone.
    """
    module = import_module(row.module)
    if row.streams:
        return cast(StreamReader, module).read(source, name)
    data = source if isinstance(source, bytes) else source.read()
    if row.pages:
        return cast(PageReader, module).read(data, name, whole_pages)
    if row.paired:
        return cast(PairReader, module).read(data, name, beside)
    return cast(Reader, module).read(data, name)


def writer(name: str, fitting: Fitting | None = None) -> Sifter:
    """Return the writer of a format, which fits spans into it as chosen.

    Raises UsageError where it cannot be exported.
    """
    row = find_format(name)
    if not row.writes:
        raise UsageError(f"The format {row.name} can be imported, but not exported.", _those(reads=False))
    return Sifter(row, cast(Writer, import_module(row.module)), fitting)


def _those(reads: bool) -> str:
    names = [row.name for row in FORMATS if (row.reads if reads else row.writes)]
    return f"Those that can: {', '.join(names)}."
