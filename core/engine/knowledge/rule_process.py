"""Patterns run in a process of their own, so that one that never ends takes nothing else with it.

`python -m core.engine.knowledge.rule_process SECONDS`: lines of JSON over standard input and output. The
first line in is a list of `[pattern, needs]`. Then for each text in, a list of `[start, end]` comes out for
each pattern. It ends with its input, and in the midst of a pattern that takes longer than SECONDS.
"""

import faulthandler
import json
import os
import sys
from pathlib import Path

from core.engine.rules import Rule


def main() -> None:
    """Serve until the end of standard input."""
    seconds = float(sys.argv[1])
    patterns = json.loads(sys.stdin.readline())
    rules = [Rule("", "", "", 0.0, pattern, tuple(needs), ()) for pattern, needs in patterns]
    with Path(os.devnull).open("w", encoding="ascii") as nowhere:
        for line in sys.stdin:
            text = json.loads(line)
            for rule in rules:
                # an expression cannot be interrupted; this watch needs no turn of the interpreter
                faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
                found = [(proposal.start, proposal.end) for proposal in rule.find(text)]
                faulthandler.cancel_dump_traceback_later()
                sys.stdout.write(json.dumps(found) + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
