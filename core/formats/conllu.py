r"""CoNLL-U, in and out, with the names in the MISC column: `SpaceAfter=No|name=B-PER`.

Read are `name=`, `NE=`, `NER=` and `ner=`; the text is that of the tokens with `SpaceAfter` and
`SpacesAfter`, which is written wherever it is not one blank.
Source: universaldependencies.org/format.html,
UDPipe's `SpacesAfter` (`\s`, `\t`, `\r`, `\n`, `\p` for `|`, `\\`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from core.errors import InputError
from core.formats.columns import Tokenized, fill, joined
from core.formats.decoding import Source, lines_of
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import Value
from core.formats.tags import iob2
from core.formats.tokens import Place, covered, tokens_of

_KEYS = ("name", "NE", "NER", "ner")
_SPACES = {" ": "\\s", "\t": "\\t", "\r": "\\r", "\n": "\\n", "|": "\\p", "\\": "\\\\", "\u00a0": "\\u00A0"}
_ESCAPES = {escape: sign for sign, escape in _SPACES.items()}
_ESCAPE = re.compile(r"\\(?:u[0-9A-F]{4}|.)")
_MOST_FAULTS = 20
_READ = frozenset({*_KEYS, "_", "", "SpaceAfter", "SpacesAfter", "SpacesBefore"})
KEPT = "conllu"
"""The key of a meta with a document's lines, where they hold more than is read of them."""

Word = tuple[str, str | None, str]
"""A token: its form, the white space after it (None: the row says nothing, so a blank), its tag."""


def read(data: Source, name: str) -> Iterator[Document | InputError]:
    """Yield an article for each `# newdoc`; one for a file without."""
    yield from drafted(_documents(lines_of(data, name), name), _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write a document with its id, its sentences with their text; other columns as they came, or empty."""
    for document in documents:
        text = document.article.text
        kept = _Kept.of(document)
        if kept is not None:
            file.write("\n".join([*kept.lines_with(document), "", ""]).encode("utf-8"))
            continue
        found = Tokenized.of(document)
        tags = iter(iob2(sum(map(len, found.sentences)), found.spans))
        own_id = re.sub(r"\s", "_", str(document.article.meta.get("id", document.article.id)))
        lines = [f"# newdoc id = {own_id}"]
        ends = [sentence[0][0] for sentence in found.sentences[1:]] + [len(text)]
        start = 0
        for number, (sentence, end) in enumerate(zip(found.sentences, ends, strict=True), start=1):
            surface = " ".join(text[sentence[0][0] : sentence[-1][1]].split())
            lines += [f"# sent_id = {own_id}-{number}", f"# text = {surface}"]
            lines += _rows(text, sentence, start, end, tags)
            lines.append("")
            start = end
        file.write("\n".join([*lines, ""]).encode("utf-8"))
    return ()


def tokens_in(document: Document) -> Sequence[Place]:
    """Return the places of a document's tokens: those of its file, if it came in this format."""
    kept = _Kept.of(document)
    return tokens_of(document.article.text) if kept is None else kept.tokens


@dataclass(frozen=True, slots=True)
class _Kept:
    """The lines of the file that a document came from, and the places of their tokens."""

    lines: list[str]
    tokens: list[Place]

    @classmethod
    def of(cls, document: Document) -> "_Kept | None":
        """Return what was kept of a document, if it still fits the text."""
        lines = document.article.meta.get(KEPT)
        if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
            return None
        *_, found = (one for one in _documents(iter(lines), "") if isinstance(one, Value))
        text, places = _joined(found.value[1])
        fits = text == document.article.text
        return cls(lines, [place for place in places if place[0] < place[1]]) if fits else None

    def lines_with(self, document: Document) -> Iterator[str]:
        """Yield the lines with the tags of the document's spans."""
        reached = [(covered(self.tokens, *span.place), span.label) for span in document.spans]
        tags = iob2(len(self.tokens), [(*reach, label) for reach, label in reached if reach])
        at, until = -1, 0
        for line in self.lines:
            cells = line.split("\t")
            first, dash, last = cells[0].partition("-")
            if len(cells) != 10 or "." in first:
                until = until if line.strip() else 0
                yield line
            elif dash:
                at, until = at + 1, int(last)
                yield line
            elif int(first) <= until:
                yield _tagged(cells, tags[at])
                tags[at] = tags[at].replace("B-", "I-", 1)
            else:
                at += 1
                yield _tagged(cells, tags[at])


def _tagged(cells: list[str], tag: str) -> str:
    """Return a row with a tag among what else its last column holds."""
    others = [part for part in cells[9].split("|") if part not in ("", "_")]
    others = [part for part in others if part.partition("=")[0] not in _KEYS]
    return "\t".join([*cells[:9], "|".join([*others, f"name={tag}"])])


def _rows(
    text: str, sentence: list[tuple[int, int]], start: int, end: int, tags: Iterator[str]
) -> Iterator[str]:
    nexts = [place[0] for place in sentence[1:]] + [end]
    for number, (place, following) in enumerate(zip(sentence, nexts, strict=True), start=1):
        misc = []
        before, after = text[start : place[0]], text[place[1] : following]
        if number == 1 and before:
            misc.append(f"SpacesBefore={_escaped(before)}")
        if not after:
            misc.append("SpaceAfter=No")
        elif after != " " or following == len(text):
            misc.append(f"SpacesAfter={_escaped(after)}")
        form = text[place[0] : place[1]].replace(" ", "\u00a0")
        yield "\t".join([str(number), form, *["_"] * 7, "|".join([*misc, f"name={next(tags)}"])])


def _escaped(space: str) -> str:
    return "".join(_SPACES.get(sign, sign if not sign.isspace() else f"\\u{ord(sign):04X}") for sign in space)


def _unescaped(space: str) -> str:
    def sign(match: re.Match[str]) -> str:
        found = match[0]
        return chr(int(found[2:], 16)) if found[1] == "u" and len(found) == 6 else _ESCAPES.get(found, found)

    return _ESCAPE.sub(sign, space)


def _documents(lines: Iterator[str], name: str) -> Iterator[Value | InputError]:
    """Yield each document's id, its words by sentence, and its lines if they hold more than is read."""
    sentences: list[list[Word]] = [[]]
    kept: list[str] = []
    own_id, begun, faults, until = "", 1, 0, 0
    for number, line in enumerate(lines, start=1):
        line = line.removesuffix("\r")
        if line.startswith("# newdoc"):
            yield Value(f"{name}, line {begun}", (own_id, sentences, kept))
            sentences, begun, own_id = [[]], number, line.partition("=")[2].strip()
            kept = []
        kept.append(line)
        if line.startswith("# newdoc"):
            continue
        if line.startswith("#"):
            continue
        elif not line.strip():
            sentences.append([])
            until = 0
        else:
            cells = line.split("\t")
            if len(cells) != 10 or not re.fullmatch(r"\d{1,9}(?:[-.]\d{1,9})?", cells[0]):
                faults += 1
                if faults <= _MOST_FAULTS:
                    yield InputError(f"{name}, line {number}: not a token of ten columns.")
                kept.pop()
                continue
            until = _take(sentences[-1], cells, until)
    yield Value(f"{name}, line {begun}", (own_id, sentences, kept))


def _take(words: list[Word], cells: list[str], until: int) -> int:
    """Take a row; a range stands for the words in it, an empty node for nothing. Return the range's end."""
    first, dash, last = cells[0].partition("-")
    if "." in first:
        return until
    misc = dict(part.partition("=")[::2] for part in cells[9].split("|") if "=" in part)
    tag = next((misc[key] for key in _KEYS if key in misc), "")
    if not dash and words and int(first) <= until:
        form, after, known = words[-1]
        words[-1] = form, after, known or tag
        return until
    if not words and "SpacesBefore" in misc:
        words.append(("", _unescaped(misc["SpacesBefore"]), "O"))
    after = _after(misc)
    words.append((cells[1], after, tag))
    return int(last) if dash else until


def _after(misc: dict[str, str]) -> str | None:
    if misc.get("SpaceAfter") == "No":
        return ""
    return _unescaped(misc["SpacesAfter"]) if "SpacesAfter" in misc else None


def _joined(sentences: list[list[Word]]) -> tuple[str, list[Place]]:
    """Return the text of sentences, and the places of their words."""
    words = [word for sentence in sentences for word in sentence]
    text, places = joined((form, " " if after is None else after) for form, after, _ in words)
    return text[:-1] if words and words[-1][1] is None else text, places


def _says_more(line: str) -> bool:
    """Whether a line holds what is not read: another column, another key, another comment."""
    cells = line.split("\t")
    if len(cells) != 10:
        return line.startswith("#") and not line.startswith(("# newdoc", "# sent_id", "# text"))
    others = [part for part in cells[9].split("|") if part.partition("=")[0] not in _READ]
    return any(cell != "_" for cell in cells[2:9]) or bool(others) or not cells[0].isdecimal()


def _drafts(value: tuple[str, list[list[Word]], list[str]], where: str) -> Iterator[Draft]:
    own_id, sentences, kept = value
    filled = [sentence for sentence in sentences if sentence]
    if not filled:
        return
    text, places = _joined(sentences)
    while kept and not kept[-1].strip():
        kept.pop()
    more = {KEPT: kept} if any(map(_says_more, kept)) else None
    draft = Draft(text, where, own_id, meta=more)
    at = 0
    for sentence in filled:
        tags = [tag if tag not in ("", "_") else "O" for _, _, tag in sentence]
        fill(draft, places[at : at + len(sentence)], tags)
        at += len(sentence)
    yield draft
