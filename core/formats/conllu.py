r"""CoNLL-U, in and out, with the names in the MISC column: `SpaceAfter=No|name=B-PER`.

Read are `name=`, `NE=`, `NER=` and `ner=`; the text is that of the tokens with `SpaceAfter` and
`SpacesAfter`, which is written wherever it is not one blank.
Source: universaldependencies.org/format.html,
UDPipe's `SpacesAfter` (`\s`, `\t`, `\r`, `\n`, `\p` for `|`, `\\`).
"""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from core.errors import InputError
from core.formats.columns import Tokenized, fill, joined
from core.formats.decoding import Source, lines_of
from core.formats.draft import Draft, drafted
from core.formats.format import Document, Loss
from core.formats.json_values import Value
from core.formats.tags import iob2

_KEYS = ("name", "NE", "NER", "ner")
_SPACES = {" ": "\\s", "\t": "\\t", "\r": "\\r", "\n": "\\n", "|": "\\p", "\\": "\\\\", "\u00a0": "\\u00A0"}
_ESCAPES = {escape: sign for sign, escape in _SPACES.items()}
_ESCAPE = re.compile(r"\\(?:u[0-9A-F]{4}|.)")
_MOST_FAULTS = 20

Word = tuple[str, str | None, str]
"""A token: its form, the white space after it (None: the row says nothing, so a blank), its tag."""


def read(data: Source, name: str) -> Iterator[Document | InputError]:
    """Yield an article for each `# newdoc`; one for a file without."""
    yield from drafted(_documents(lines_of(data, name), name), _drafts)


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write a document with its id, its sentences with their text; syntax columns stay empty."""
    for document in documents:
        text = document.article.text
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
    """Yield the words of each document, by sentence, with its id."""
    sentences: list[list[Word]] = [[]]
    own_id, begun, faults, until = "", 1, 0, 0
    for number, line in enumerate(lines, start=1):
        line = line.removesuffix("\r")
        if line.startswith("# newdoc"):
            yield Value(f"{name}, line {begun}", (own_id, sentences))
            sentences, begun, own_id = [[]], number, line.partition("=")[2].strip()
        elif line.startswith("#"):
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
                continue
            until = _take(sentences[-1], cells, until)
    yield Value(f"{name}, line {begun}", (own_id, sentences))


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


def _drafts(value: tuple[str, list[list[Word]]], where: str) -> Iterator[Draft]:
    own_id, sentences = value
    filled = [sentence for sentence in sentences if sentence]
    if not filled:
        return
    text, places = joined(
        (form, " " if after is None else after) for sentence in filled for form, after, _ in sentence
    )
    if filled[-1][-1][1] is None:
        text = text[:-1]
    draft = Draft(text, where, own_id)
    at = 0
    for sentence in filled:
        tags = [tag if tag not in ("", "_") else "O" for _, _, tag in sentence]
        fill(draft, places[at : at + len(sentence)], tags)
        at += len(sentence)
    yield draft
