"""The command line: a table of verbs, each in its own file, imported when it is called."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from core.cli.parser import Parser
from core.cli.terminal import quiet_end, tell, use_utf8
from core.errors import RubricatorError, UsageError, near_match
from core.progress import CancelledError


@dataclass(frozen=True, slots=True)
class Verb:
    """A row: the verb, its module as text, how it is called, what it does."""

    name: str
    module: str
    usage: str
    summary: str


VERBS = (
    Verb(
        "extract", "core.cli.extract", "FILE|FOLDER|- ...", "print what the engine proposes; needs no store"
    ),
    Verb("import", "core.cli.import_", "FILE|FOLDER|- ...", "bring articles and spans into a store"),
    Verb(
        "export",
        "core.cli.export",
        "--format NAME --out PATH",
        "write a store's articles and spans to a file",
    ),
    Verb("apply", "core.cli.apply", "FILE|-", "make corrections, given as JSON lines: all of them or none"),
    Verb("formats", "core.cli.formats", "", "list the formats"),
    Verb("engines", "core.cli.engines", "", "list the extraction engines"),
    Verb("evaluate", "core.cli.evaluate", "[FILE|FOLDER ...]", "measure engines on reviewed articles"),
    Verb("stats", "core.cli.stats", "", "print a store in figures"),
    Verb("search", "core.cli.search", "QUERY", "find articles by their words"),
    Verb("history", "core.cli.history", "[ARTICLE]", "print what was done, the newest first"),
    Verb("audit", "core.cli.audit", "", "print what the consistency checks find"),
    Verb("agreement", "core.cli.agreement", "--layers A,B", "print how far layers agree"),
    Verb("memory", "core.cli.memory", "[TEXT]", "list what is remembered; pin a label, forget a string"),
    Verb("check", "core.cli.check", "", "check a store against its history"),
    Verb("merge", "core.cli.merge", "OTHER", "bring another store's work into a store"),
    Verb("backup", "core.cli.backup", "OUT", "copy a store, even while it is in use"),
)

_NAMES = tuple(verb.name for verb in VERBS)
_HELP = frozenset({"-h", "--help"})
_ABOUT = _HELP | {"--version"}

_INTERRUPTED = 130
_PIPE_CLOSED = 141

_USAGE = """\
Usage:
  rubricator [FILE|FOLDER ...]     open the window, with these articles
  rubricator VERB ...              work without a window

Options of the window:
  --store DB          the store (else the one in your user-data folder)
  --article ID        the article to open first: its id, or a title that only one has
  --annotator NAME    your name in the history (else the setting, else your login name)
  --trace FILE        write how long things take, one JSON object a line

Verbs:
{verbs}

"rubricator VERB --help" tells more. Verbs on a store take --store DB.
Other options: --help, --version.
"""


def is_headless_verb(argv: Sequence[str]) -> bool:
    """Whether these arguments are for `main`, and no window is wanted: a verb, help or version.

    So is a lone word that is no file and looks like a verb, for `main` to say so.
    """
    if not argv:
        return False
    first = argv[0]
    if first in _NAMES or not _ABOUT.isdisjoint(argv):
        return True
    return first.isidentifier() and not Path(first).exists()


def main(argv: Sequence[str] | None = None) -> int:
    """Run a verb and return the exit code: 0 good, 1 the work failed, 2 wrong usage."""
    use_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except RubricatorError as error:
        tell(str(error))
        return error.exit_code
    except BrokenPipeError:
        quiet_end()
        return _PIPE_CLOSED
    except (KeyboardInterrupt, CancelledError):
        return _INTERRUPTED
    except OSError as error:
        # What the machine refuses (a full disk behind standard output) is no bug of the program's.
        tell(f"{error.strerror or error}.")
        quiet_end()
        return 1
    return code


def _run(arguments: list[str]) -> int:
    first = arguments[0] if arguments else "--help"
    if first not in _NAMES and not _ABOUT.isdisjoint([first, *arguments]):
        print(f"rubricator {_version()}\n" if first == "--version" else _help(), end="")
        return 0
    verb = _find_verb(first)
    module = import_module(verb.module)
    parser = Parser(prog=f"rubricator {verb.name}", description=f"{verb.summary.capitalize()}.")
    module.configure(parser)
    options = parser.parse(arguments[1:])
    return 0 if options is None else int(module.run(options))


def _find_verb(name: str) -> Verb:
    for verb in VERBS:
        if verb.name == name:
            return verb
    names = [verb.name for verb in VERBS]
    what = "option" if name.startswith("-") else "verb"
    raise UsageError(f'There is no {what} "{name}".', near_match(name, names) or 'See "rubricator --help".')


def _help() -> str:
    verbs = (f"  {verb.name:9} {verb.usage:24}  {verb.summary}" for verb in VERBS)
    return _USAGE.format(verbs="\n".join(verbs))


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("rubricator")
    except PackageNotFoundError:
        return "(not installed)"
