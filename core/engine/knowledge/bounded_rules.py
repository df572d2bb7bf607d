"""Rules of the user, each with a time within which it must have read a text.

Python cannot end a regular expression that backtracks for ever, so they run in a process of their own
(`core.engine.knowledge.rule_process`). A rule that takes too long is left out from then on, and told.
"""

import json
import logging
import subprocess
import sys
import weakref
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from core.engine.proposal import Proposal
from core.engine.rules import Rule

_LOG = logging.getLogger(__name__)
SECONDS = 1.0
"""How long a rule may take for a text, or a piece of a long one (50,000 code points)."""


class BoundedRules:
    """Finds what rules propose; the process starts with the first text."""

    def __init__(self, rules: Sequence[Rule] = (), seconds: float = SECONDS) -> None:
        self._rules = list(rules)
        self._seconds = seconds
        self._process: _RuleProcess | None = None
        self.slow: tuple[str, ...] = ()
        """Sentences on the rules that are left out."""

    def find(self, text: str) -> list[tuple[Rule, Proposal]]:
        """Return what each rule proposes for a text, in the order of the rules."""
        while self._rules:
            process = self._process = self._process or _RuleProcess(self._rules, self._seconds)
            process.send(text)
            found: list[tuple[Rule, Proposal]] = []
            for rule in self._rules:
                places = process.receive()
                if places is None:
                    self._leave_out(rule)
                    break
                found += [(rule, rule.proposal(start, end)) for start, end in places]
            else:
                return found
        return []

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.end()
            self._process = None

    def _leave_out(self, rule: Rule) -> None:
        self.close()
        self._rules.remove(rule)
        name = rule.id.removeprefix("own/")
        told = f'The rule "{name}" takes longer than {self._seconds:g} s for a text; it is left out for now.'
        _LOG.warning(told)
        self.slow = (*self.slow, told)


class _RuleProcess:
    def __init__(self, rules: Sequence[Rule], seconds: float) -> None:
        command = (sys.executable, "-W", "ignore", "-m", "core.engine.knowledge.rule_process", str(seconds))
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._process = process
        self.end = weakref.finalize(self, _end, process)
        self.send([(rule.pattern, rule.needs) for rule in rules])

    def send(self, message: object) -> None:
        """Write a line; that the process has ended is noticed when its answer is read."""
        assert self._process.stdin
        with suppress(OSError):
            self._process.stdin.write(json.dumps(message) + "\n")
            self._process.stdin.flush()

    def receive(self) -> Any:
        """Return the next answer; None where the process has ended."""
        assert self._process.stdout
        line = self._process.stdout.readline()
        return json.loads(line) if line.endswith("\n") else None


def _end(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):
            if stream:
                stream.close()
