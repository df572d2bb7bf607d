"""The engine in a process of its own: `python -m core.engine.worker --engine NAME [--knowledge DIR ...]`.

Newline-delimited JSON (UTF-8, escaped to ASCII) over standard input and output; no sockets. The first line
out is `{"event": "ready", "engine", "version", "threshold"}`, or `{"event": "failed", "sentence", "hint"}`
and exit code 1. Then for each line in, `{"id", "text"}`, one line out for each part of the text:
`{"event": "proposals", "id", "part": [start, end], "done", "proposals": [{"start", "end", "label", "score",
"origin"}]}`, offsets in code points, where `done` says that it was the last part (a proposal at whose place
other stages had proposed something has these as `opinions`, a list of the like); or `{"event": "failed",
"id", "sentence"}` for a text that could not be processed. Where nothing is proposed for a reason, the answer
has a `notice`, a sentence: the text is in another language. A text that comes while a longer one is being
read is read first: it is the one in view. A line `{"id", "cancel": true}` has the rest of a text left unread.
It ends when standard input has ended and all is answered.
`{"event": "knowledge", "faults": [...]}` comes in between: sentences on what is wrong in the user's lists and
rules in the folders DIR, which are read again when they have changed.
"""

import argparse
import json
import os
import sys
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from core.engine.catalogue import DEFAULT_ENGINE, load_engine
from core.errors import RubricatorError

if TYPE_CHECKING:
    from core.engine.engine import Engine

Message = Mapping[str, Any]


class Lines(Protocol):
    """Lines of input that may come while others are worked on."""

    def next(self, wait: bool) -> str | None:
        """Return the next line: None at the end; empty where none has come yet and `wait` is not set."""
        ...


def main(arguments: list[str] | None = None) -> int:
    """Serve until the end of standard input; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m core.engine.worker")
    parser.add_argument("--engine", default=DEFAULT_ENGINE)
    parser.add_argument("--knowledge", type=Path, action="append", default=[])
    options = parser.parse_args(arguments)
    out = _private_output()
    try:
        engine = load_engine(options.engine, knowledge=options.knowledge)
    except RubricatorError as fault:
        _send(out, {"event": "failed", "sentence": fault.sentence, "hint": fault.hint})
        return 1
    ready = {"engine": engine.name, "version": engine.version, "threshold": engine.threshold}
    _send(out, {"event": "ready", **ready})
    for answer in answers(engine, _Lines()):
        _send(out, answer)
    return 0


class _Lines:
    """The lines of standard input, read by a thread: what comes while work goes on can be seen."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[str | None] = SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def next(self, wait: bool) -> str | None:
        """Return the next line: None at the end; empty where none has come yet and `wait` is not set."""
        try:
            line = self._queue.get(block=wait)
        except Empty:
            return ""
        if line is None:
            self._queue.put(None)
        return line

    def _read(self) -> None:
        with open(0, encoding="utf-8", errors="replace", newline="\n", closefd=False) as stream:
            for line in stream:
                self._queue.put(line)
        self._queue.put(None)


def answers(engine: "Engine", lines: "Lines") -> Iterator[Message]:
    """Yield the answers to the lines of input; an empty line has none.

    Each text's first part comes in the order of the lines, then the rest of the newest text first.
    """
    fresh: deque[_Work] = deque()
    begun: deque[_Work] = deque()
    while True:
        line = lines.next(wait=not fresh and not begun)
        if line and line.strip():
            request = _request(line)
            if request.get("cancel"):
                fresh, begun = (_without(works, request["id"]) for works in (fresh, begun))
            else:
                fresh.append(_Work(request.get("id"), _answers(engine, request)))
        elif fresh or begun:
            work = fresh.popleft() if fresh else begun.pop()
            answer = next(work.answers, None)
            if answer is not None:
                begun.append(work)
                yield answer
            if faults := engine.new_faults():
                yield {"event": "knowledge", "faults": faults}
        elif line is None:
            return


@dataclass(frozen=True, slots=True)
class _Work:
    """A text that is being read."""

    request_id: Any
    answers: Iterator[Message]


def _without(works: "deque[_Work]", request_id: Any) -> "deque[_Work]":
    return deque(work for work in works if work.request_id != request_id)


def _request(line: str) -> Message:
    """Return the request of a line; an empty one, which cannot be answered well, where it is none."""
    try:
        request = json.loads(line)
    except ValueError:
        return {}
    return request if isinstance(request, dict) else {}


def _answers(engine: "Engine", request: Message) -> Iterator[Message]:
    request_id = request.get("id")
    try:
        text = request["text"]
        for start, end, found in engine.propose_in_parts(text):
            part, done = (start, end), end == len(text)
            proposals = [proposal.to_json() for proposal in found]
            answer = {"event": "proposals", "id": request_id, "part": part, "done": done}
            reason = engine.notice(text) if done else ""
            yield {**answer, "proposals": proposals, **({"notice": reason} if reason else {})}
    except Exception as fault:  # one text must not end the process that waits for the next
        sentence = f"The engine could not process this text ({type(fault).__name__})."
        yield {"event": "failed", "id": request_id, "sentence": sentence}


def _private_output() -> TextIO:
    """Return a stream to what standard output was; all that is printed goes to standard error from now on."""
    out = os.fdopen(os.dup(1), "w", encoding="ascii", newline="\n")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return out


def _send(out: TextIO, message: Message) -> None:
    out.write(json.dumps(message, ensure_ascii=True) + "\n")
    out.flush()


if __name__ == "__main__":
    sys.exit(main())
