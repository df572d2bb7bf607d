"""CoNLL-2003's columns, in and out: a token a row, its tag last, blank lines between sentences.

IOB1, IOB2, BIOES, BILUO and BMEWO are told by the tags. The text is not in the file: tokens are joined
by blanks, sentences by line breaks. Source: Tjong Kim Sang and De Meulder 2003.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO

from core.errors import InputError
from core.formats.columns import Tagged, Tokenized, fill, joined
from core.formats.decoding import Source, lines_of
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import Value
from core.formats.losses import loss
from core.formats.tags import are_tags, iob2

_DOCUMENT = "-DOCSTART-"
_MOST_FAULTS = 20
_LOOKED_AT = 1000

Row = tuple[str, str]
Sentence = list[Row]


def read(data: Source, name: str) -> Iterator[Document | InputError]:
    """Yield an article for each `-DOCSTART-`; one for a file without. Rows that are none are told."""
    yield from drafted(_documents(lines_of(data, name), name), _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write IOB2 tags."""
    return write_tagged(documents, file, iob2)


def write_tagged(
    documents: Iterable[Document],
    file: BinaryIO,
    scheme: Callable[[int, Iterable[Tagged]], list[str]],
) -> tuple[Loss, ...]:
    """Write four columns: token, two that are empty, and the tag that `scheme` gives."""
    changed = 0
    for document in documents:
        text = document.article.text
        found = Tokenized.of(document)
        tags = iter(scheme(sum(map(len, found.sentences)), found.spans))
        blocks = [
            "\n".join(f"{text[start:end]} -X- _ {next(tags)}" for start, end in sentence)
            for sentence in found.sentences
        ]
        changed += "\n".join(_plain(text, one) for one in found.sentences) != text
        file.write("\n\n".join([f"{_DOCUMENT} -X- O O", *blocks]).encode("utf-8") + b"\n\n")
    return loss("exact text", changed, "article", "without the exact white space")


def _plain(text: str, sentence: list[tuple[int, int]]) -> str:
    return " ".join(text[start:end] for start, end in sentence)


def _documents(lines: Iterator[str], name: str) -> Iterator[Value | InputError]:
    """Yield the sentences of each document; in place of a row without a tag, why not."""
    head = list(islice(lines, _LOOKED_AT))
    separator = "\t" if sum(line.count("\t") for line in head) > len(head) // 2 else None
    sentences: list[Sentence] = [[]]
    begun, faults = 1, 0
    for number, line in enumerate(chain(head, lines), start=1):
        cells = [cell.strip(" \r") for cell in (line.split(separator) if line.strip() else [])]
        if cells and cells[0] == _DOCUMENT:
            yield Value(f"{name}, line {begun}", sentences)
            sentences, begun = [[]], number
        elif not cells or cells[0] == "":
            sentences.append([])
        elif len(cells) > 1 and are_tags(cells[-1:]):
            sentences[-1].append((cells[0], cells[-1]))
        elif len(cells) > 1 and are_tags(cells[:1]):
            sentences[-1].append((cells[-1], cells[0]))
        elif not line.startswith("#"):
            faults += 1
            if faults <= _MOST_FAULTS:
                yield InputError(
                    f'{name}, line {number}: no token with a tag at its end: "{line[:40].strip()}".'
                )
    yield Value(f"{name}, line {begun}", sentences)
    if faults > _MOST_FAULTS:
        yield InputError(f"{name}: {faults - _MOST_FAULTS} more lines are no tokens with tags.")


def _drafts(sentences: list[Sentence], where: str) -> Iterator[Draft]:
    filled = [sentence for sentence in sentences if sentence]
    if not filled:
        return
    words = [
        (word, " " if at < len(sentence) - 1 else "\n")
        for sentence in filled
        for at, (word, _) in enumerate(sentence)
    ]
    words[-1] = words[-1][0], ""
    text, places = joined(words)
    draft = Draft(text, where)
    at = 0
    for sentence in filled:
        fill(draft, places[at : at + len(sentence)], [tag for _, tag in sentence])
        at += len(sentence)
    yield draft
