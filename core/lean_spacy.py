"""spaCy without its command line, which brings in clients for the network.

`import spacy` imports `spacy.cli`, and with it requests, httpx and urllib3: a third of the time that spaCy
takes to import, and urllib3 opens a socket to see whether there is IPv6. Nothing here needs any of it.
"""

import sys
from types import ModuleType

_COMMAND_LINE = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> None:
    """Import spaCy, if it is not there already, and keep its command line out; it can be imported later."""
    if "spacy" in sys.modules:
        return
    stand_ins = {name: ModuleType(name) for name in _COMMAND_LINE}
    stand_ins["spacy.cli"].__path__ = []
    stand_ins["spacy.cli.info"].info = None  # type: ignore[attr-defined]
    sys.modules.update(stand_ins)
    try:
        import spacy  # noqa: F401
    finally:
        for name in _COMMAND_LINE:
            sys.modules.pop(name, None)
