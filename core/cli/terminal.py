"""Standard streams: UTF-8 whatever the locale, sentences on standard error, bars only on a terminal."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from core.progress import Progress


def use_utf8() -> None:
    """Have the standard streams write UTF-8; half a character in a file name is escaped, as JSON does."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def standard_input() -> BinaryIO:
    """Return standard input in bytes; an empty one where the program was started without."""
    return io.BytesIO() if sys.stdin is None else sys.stdin.buffer


def tell(sentence: str) -> None:
    """Write one line to standard error."""
    print(f"rubricator: {one_line(sentence)}", file=sys.stderr)


def one_line(text: str) -> str:
    """Return a text fit for a line of a terminal: no line breaks, no control characters."""
    return "".join(letter if letter.isprintable() else "�" for letter in " ".join(text.split()))


def quiet_end() -> None:
    """Keep the interpreter, as it exits, from writing to a standard output that is closed or full."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def progress_bar(prints: bool = False, what: str = "") -> Iterator[Progress]:
    """Yield a Progress that draws a bar on standard error, if that is a terminal.

    `what` stands beside it until the first step is reported. A verb that `prints` while it works has none
    where both would be on the same terminal.
    """
    if not sys.stderr.isatty() or (prints and sys.stdout.isatty()):
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    # rich would send what is printed to standard error, where its bar is.
    with Bar(console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(what, total=None)
        yield Progress(
            lambda done, total, what: bar.update(task, completed=done, total=total, description=what)
        )
