"""Corrections that the store will not take, as a script that `rubricator apply` takes later."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from core.annotation.correction import Correction, Status
from core.annotation.identity import now
from core.annotation.span import Span, State
from core.errors import InputError

Line = dict[str, Any]


def rescue(corrections: Sequence[Correction], folder: Path) -> Path:
    """Write corrections to a new script in a folder, readable for its owner alone; return its path.

    Raises InputError where it cannot be written.
    """
    path = folder / f"rubricator-unsaved-{now().replace(':', '')}.jsonl"
    lines = (json.dumps(line, ensure_ascii=False) for line in script_of(corrections))
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror or error}.") from error
    return path


def script_of(corrections: Sequence[Correction]) -> Iterator[Line]:
    """Yield the lines that make these changes. A relation between spans has no line: it is left out.

    A span that the script makes by hand, such as a part of a split proposal, is gone where it is rejected,
    and made again where it is accepted after that.
    """
    script = _Script()
    for one in corrections:
        where = {"article": one.article_id, "layer": one.layer}
        for line in script.lines(one):
            yield {**where, **line}


class _Script:
    """Knows which spans the script has made itself, and which of them are gone again."""

    def __init__(self) -> None:
        self._made: set[str] = set()
        self._gone: set[str] = set()

    def lines(self, correction: Correction) -> Iterator[Line]:
        """Yield the lines of the next correction."""
        before, after = correction.before, correction.after
        if isinstance(after, Status):
            yield {"action": "status", "status": str(after)}
        elif isinstance(after, Span):
            yield from self._of_span(before if isinstance(before, Span) else None, after)
        elif isinstance(before, Span) and before.id not in self._gone:
            yield {"action": "remove", **_named(before)}

    def _of_span(self, before: Span | None, after: Span) -> Iterator[Line]:
        if before is None or after.id in self._gone:
            if before is not None and after.state is not State.ACCEPTED:
                return
            self._made.add(after.id)
            self._gone.discard(after.id)
            yield {"action": "add", **_named(after)}
            before = after.changed(state=State.ACCEPTED, note="")
        yield from _changes(before, after)
        if after.id in self._made and after.state is State.REJECTED:
            self._gone.add(after.id)


def _changes(before: Span, after: Span) -> Iterator[Line]:
    """Yield a line for each thing in which a span has changed; each finds it as the one before left it."""
    now = before
    if after.label != now.label:
        yield {"action": "relabel", **_named(now), "new_label": after.label}
        now = now.changed(label=after.label, state=State.ACCEPTED)
    if after.place != now.place:
        yield {"action": "resize", **_named(now), "new_start": after.start, "new_end": after.end}
        now = now.changed(start=after.start, end=after.end, state=State.ACCEPTED)
    if after.note != now.note:
        yield {"action": "note", **_named(now), "note": after.note}
    if after.state is not now.state and after.decided:
        yield {"action": "accept" if after.state is State.ACCEPTED else "reject", **_named(now)}


def _named(span: Span) -> Line:
    return {"start": span.start, "end": span.end, "label": span.label}
