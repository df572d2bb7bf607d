"""The engine in a process of its own: `python -m core.engine.worker --engine NAME`.

Newline-delimited JSON (UTF-8, escaped to ASCII) over standard input and output; no sockets. The first line
out is `{"event": "ready", "engine", "version", "threshold"}`, or `{"event": "failed", "sentence", "hint"}`
and exit code 1. Then for each line in, `{"id", "text"}`, one line out, in order: `{"event": "proposals",
"id", "proposals": [{"start", "end", "label", "score", "origin"}]}`, or `{"event": "failed", "id",
"sentence"}` for one that could not be processed. It ends at the end of standard input.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TextIO

from core.engine.catalogue import DEFAULT_ENGINE, load_engine
from core.errors import RubricatorError

if TYPE_CHECKING:
    from core.engine.engine import Engine

Message = Mapping[str, Any]


def main(arguments: list[str] | None = None) -> int:
    """Serve until the end of standard input; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m core.engine.worker")
    parser.add_argument("--engine", default=DEFAULT_ENGINE)
    options = parser.parse_args(arguments)
    out = _private_output()
    try:
        engine = load_engine(options.engine)
    except RubricatorError as fault:
        _send(out, {"event": "failed", "sentence": fault.sentence, "hint": fault.hint})
        return 1
    ready = {"engine": engine.name, "version": engine.version, "threshold": engine.threshold}
    _send(out, {"event": "ready", **ready})
    lines = open(0, encoding="utf-8", errors="replace", newline="\n", closefd=False)  # noqa: SIM115
    for answer in answers(engine, lines):
        _send(out, answer)
    return 0


def answers(engine: "Engine", lines: Iterable[str]) -> Iterator[Message]:
    """Yield the answer to each line of input; an empty line has none."""
    for line in lines:
        if line.strip():
            yield _answer(engine, line)


def _answer(engine: "Engine", line: str) -> Message:
    request_id = None
    try:
        request = json.loads(line)
        request_id = request["id"]
        proposals = [asdict(proposal) for proposal in engine.propose(request["text"])]
    except Exception as fault:  # one text must not end the process that waits for the next
        sentence = f"The engine could not process this text ({type(fault).__name__})."
        return {"event": "failed", "id": request_id, "sentence": sentence}
    return {"event": "proposals", "id": request_id, "proposals": proposals}


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
