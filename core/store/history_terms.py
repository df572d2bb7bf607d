"""The language of the history's filter: `annotator:anna action:relabel label:ORG day:2026-11-24`."""

import re

from core.annotation.correction import Action
from core.errors import UsageError, near_match

TERMS = ("annotator", "action", "label", "layer", "batch", "day", "since", "until")
_TERM = re.compile(r'(\w+):("[^"]*"|\S+)|(\S+)')


def parse_terms(text: str) -> dict[str, str]:
    """Return a filter's terms as `StoreReader.history` takes them; a day is both `since` and `until`.

    Raises UsageError, with a near match, for what is no term or no action.
    """
    found: dict[str, str] = {}
    for term in _TERM.finditer(text):
        name, value = (term[1] or "").casefold(), (term[2] or "").strip('"')
        if name not in TERMS:
            hint = near_match(name or term[3], TERMS) or f"There are {', '.join(f'{one}:' for one in TERMS)}."
            raise UsageError(f'"{term[0]}" is no filter of the history.', hint)
        if name == "action" and value not in tuple(Action):
            raise UsageError(f'There is no action "{value}".', near_match(value, map(str, Action)))
        found |= {"since": value, "until": value} if name == "day" else {name: value}
    return found
