"""HTML with highlights, out, for readers: one file without scripts, pictures or anything to fetch.

Nested and overlapping spans are lines beneath the words, one lane under the other, as in the window.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import BinaryIO

from core.annotation.scheme import Scheme, load_scheme
from core.annotation.span import Span
from core.formats.format import Document, Loss
from core.formats.pieces import pieces_of

_HEAD = """<!doctype html>
<html><head><meta charset="utf-8"><title>Rubricator</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { max-width: 46em; margin: 2em auto; padding: 0 1em; font: 1.05em/1.9 Georgia, serif }
body { color: #222; background: #fff }
article { white-space: pre-wrap; overflow-wrap: anywhere; margin-bottom: 4em }
mark { background: none; color: inherit; padding-bottom: 1px }
.tag { font: .62em/1 sans-serif; padding: 1px 3px; margin-left: 2px; border-radius: 2px }
.tag { vertical-align: 1px; user-select: none }
</style></head><body>
"""
_LANE_PIXELS = 4
_DEEPEST = 8


def write(documents: Iterable[Document], file: BinaryIO) -> tuple[Loss, ...]:
    """Write one page with all articles."""
    scheme = load_scheme()
    file.write(_HEAD.encode("utf-8"))
    for document in documents:
        heading = f"<h1>{escape(document.article.title)}</h1>\n<article>"
        file.write(heading.encode("utf-8"))
        pieces, lanes = pieces_of(document)
        for piece in pieces:
            shown = escape(piece.text)
            marked = _marked(shown, piece.spans, lanes, scheme) if piece.spans else shown
            tags = "".join(_tag(span, scheme) for span in piece.ending)
            file.write((marked + tags).encode("utf-8"))
        file.write(b"</article>\n")
    file.write(b"</body></html>\n")
    return ()


def _marked(piece: str, spans: Sequence[Span], lanes: dict[str, int], scheme: Scheme) -> str:
    """Return a piece with a line for each span over it, each in its lane."""
    shadows = []
    for span in spans:
        depth = min(lanes[span.id], _DEEPEST)
        below = _LANE_PIXELS * depth + 2
        shadows += [f"0 {below}px 0 0 {scheme[span.label].light.ink}", f"0 {below + 1}px 0 0 #fff"]
    fill = scheme[spans[0].label].light.fill
    names = escape(", ".join(span.label for span in spans), quote=True)
    return f'<mark title="{names}" style="background:{fill};box-shadow:{",".join(shadows)}">{piece}</mark>'


def _tag(span: Span, scheme: Scheme) -> str:
    colours = scheme[span.label].light
    style = f"color:{colours.ink};background:{colours.pale}"
    return f'<span class="tag" style="{style}">{escape(span.label)}</span>'
