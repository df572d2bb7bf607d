"""A user's rules: a TOML file of `[[rule]]` rows, as the files in `resources/rules` are.

Needed are `id`, `label` and `pattern`; without more a rule is strong and scores 0.95. A pattern may name the
parts of `resources/rules/fragments.toml` in braces.
"""

import re
import tomllib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.engine.knowledge.faults import Faults
from core.engine.rules import STRONG, Rule, fill
from core.errors import near_match

SUFFIX = ".toml"
_SCORE = 0.95
_HEAD = re.compile(r"^\s*\[\[\s*rule\s*\]\]", re.MULTILINE)
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)")
_STRENGTHS = (STRONG, "weak")
_KEYS = ("id", "label", "pattern", "strength", "score", "needs", "examples")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """The rules of a file that can be used, and what is wrong with the others."""

    rules: tuple[Rule, ...]
    faults: tuple[str, ...] = ()


def read_rules(file: Path) -> RuleFile:
    """Return the rules of a file; rows that are none are its faults."""
    faults = Faults(file)
    rules = []
    for line, row in _rows(file, faults):
        try:
            rules.append(_rule(row))
        except ValueError as fault:
            faults.add(line, str(fault))
    return RuleFile(tuple(rules), faults.sentences())


def _rows(file: Path, faults: Faults) -> list[tuple[int, Mapping[str, Any]]]:
    """Return the rows of a file, each with the line of its head."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        rows = tomllib.loads(text).get("rule", [])
    except tomllib.TOMLDecodeError as fault:
        place = _AT_LINE.search(str(fault))
        faults.add(int(place[1]) if place else 0, f"it is not TOML ({_AT_LINE.sub('', str(fault))})")
        return []
    except UnicodeDecodeError:
        faults.add(0, "it is not UTF-8 text")
        return []
    except OSError as fault:
        faults.add(0, f"it cannot be read ({fault.strerror})")
        return []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows) or not rows:
        faults.add(0, "it has no [[rule]]")
        return []
    lines = [text.count("\n", 0, head.end()) + 1 for head in _HEAD.finditer(text)]
    return list(zip(lines, rows, strict=False)) if len(lines) == len(rows) else [(0, row) for row in rows]


def _rule(row: Mapping[str, Any]) -> Rule:
    """Return the rule of a row. Raises ValueError with what is wrong."""
    for key in row:
        if key not in _KEYS:
            raise ValueError(f'there is no "{key}" in a rule. {near_match(key, _KEYS)}'.rstrip(" ?."))
    name, label = _text(row, "id"), _text(row, "label")
    strength, score = row.get("strength", STRONG), row.get("score", _SCORE)
    if strength not in _STRENGTHS:
        raise ValueError(f'the strength of "{name}" is none of {" and ".join(_STRENGTHS)}')
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        raise ValueError(f'the score of "{name}" does not lie between 0 and 1')
    needs, examples = (_texts(row, key) for key in ("needs", "examples"))
    return Rule(f"own/{name}", label, strength, float(score), _pattern(row), needs, examples)


def _pattern(row: Mapping[str, Any]) -> str:
    try:
        pattern = fill(_text(row, "pattern"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(pattern, re.VERBOSE)
    except KeyError as fault:
        part = f"{{{fault.args[0]}}}"
        raise ValueError(f'the pattern of "{row["id"]}" names {part}, and there is no such part') from fault
    except (re.error, OverflowError, RecursionError) as fault:
        raise ValueError(f'the pattern of "{row["id"]}" is none ({fault})') from fault
    return pattern


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f'a rule needs a text "{key}"')
    return value


def _texts(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = row.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError(f'"{key}" of a rule is a list of texts')
    return tuple(values)
