"""The entry point: a verb goes to the command line before Qt is touched; else the window opens."""

import importlib.util
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from core.cli.app import is_headless_verb
from core.cli.app import main as run_verb
from core.cli.parser import Parser
from core.cli.terminal import tell, use_utf8
from core.errors import RubricatorError
from gui.display import require_display


def main(argv: Sequence[str] | None = None) -> int:
    """Run Rubricator; return the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if fault := _foreign_packages():
        tell(fault)
        return 1
    if is_headless_verb(arguments):
        return run_verb(arguments)
    use_utf8()
    try:
        options = _options(arguments)
        require_display()
        from gui.program import open_window

        return open_window(options)
    except RubricatorError as error:
        tell(str(error))
        return error.exit_code


def _options(arguments: Sequence[str]) -> Namespace:
    parser = Parser("rubricator", "Open the window.")
    parser.add_argument("files", nargs="*", metavar="FILE|FOLDER")
    parser.add_argument("--store", type=Path)
    parser.add_argument("--article", default="")
    parser.add_argument("--annotator", default="")
    parser.add_argument("--trace", type=Path)
    parser.add_argument("--screenshot", type=Path)
    options = parser.parse(arguments)
    assert options is not None, "help is a verb of the command line"
    return options


def _foreign_packages() -> str:
    """Return a sentence if `core` or `resources` come from another program than this `gui` does."""
    home = Path(__file__).resolve().parent.parent
    for name in ("core", "resources"):
        spec = importlib.util.find_spec(name)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin is None or origin.parent.parent != home:
            return (
                f'The package "{name}" of another program stands before Rubricator\'s ({origin}). '
                "Install Rubricator with pipx or in a virtual environment of its own."
            )
    return ""
