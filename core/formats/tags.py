"""Spans as tags of tokens: IOB1, IOB2, BIOES, BILUO and BMEWO, told apart by the tags; and back to them."""

from collections.abc import Iterable, Iterator, Sequence

_BEGINS = frozenset("BSUW")
_ENDS = frozenset("SULEW")
_OUTSIDE = frozenset({"O", "-", "_", ""})


def spans_of(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the first token, the last token and the label of each span.

    `I-X` after `O` or another label begins a span, so IOB1 and tags that are not sound are read, too.
    In BMEWO `M` is inside and `W` stands alone; the letters of the schemes do not collide.
    """
    first, open_label, ended = 0, "", True
    for at, tag in enumerate(tags):
        prefix, _, label = tag.partition("-") if tag not in _OUTSIDE else ("", "", "")
        label = label if prefix else ""
        begins = bool(label) and (ended or prefix in _BEGINS or label != open_label)
        if open_label and (not label or begins) and not ended:
            yield first, at - 1, open_label
        if begins:
            first = at
        open_label, ended = label, not label
        if label and prefix in _ENDS:
            yield first, at, label
            ended = True
    if open_label and not ended:
        yield first, len(tags) - 1, open_label


def are_tags(tags: Iterable[str]) -> bool:
    """Whether all are tags of one of the schemes."""
    return all(
        tag in _OUTSIDE or (tag[:1] in "BILUSEMW" and tag[1:2] == "-" and len(tag) > 2) for tag in tags
    )


def iob2(count: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """Return the IOB2 tags of `count` tokens; spans are first token, last token, label, none in another."""
    tags = ["O"] * count
    for first, last, label in spans:
        tags[first] = f"B-{label}"
        tags[first + 1 : last + 1] = [f"I-{label}"] * (last - first)
    return tags


def bioes(count: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """Return the BIOES tags, as `iob2`."""
    tags = ["O"] * count
    for first, last, label in spans:
        inside = [f"I-{label}"] * (last - first - 1)
        long = [f"B-{label}", *inside, f"E-{label}"]
        tags[first : last + 1] = long if first < last else [f"S-{label}"]
    return tags
