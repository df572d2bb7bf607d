"""The language of the search: words, and filters such as `label:ORG`."""

import re
import sqlite3
from dataclasses import dataclass, replace

from core.errors import UsageError, near_match
from core.store.names import Named, names

HELP = """\
Words must all be in the article; capitals and accents do not matter.
  "grain deal"        these words beside each other
  kyi*                a word that begins so
  grain OR wheat      one of them; also NOT, and NEAR(grain odesa, 5)
Filters, on one and the same span:
  surface:Oslo  surface:"Sarah Jones"  surface:Os*
  label:ORG  state:accepted  annotator:anna  layer:gold
And on the article:
  status:reviewed     in the layer, or in any
"""

_TERM = re.compile(r'(?<!\S)(\w+):("[^"]*"|\S+)')
_SYNTAX = re.compile(r'"|\w\*|\b(?:AND|OR|NOT|NEAR)\b')
_OF_SPANS = ("surface", "label", "state", "annotator", "layer")
_KNOWN: dict[str, Named] = {
    "label": "label",
    "state": "state",
    "annotator": "annotator",
    "layer": "layer",
    "status": "status",
}
FILTERS = (*_OF_SPANS, "status")
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart: `words` in SQLite's FTS5 language, and the filters, empty where not given."""

    words: str = ""
    surface: str = ""
    label: str = ""
    state: str = ""
    annotator: str = ""
    layer: str = ""
    status: str = ""

    @property
    def asks_for_spans(self) -> bool:
        """Whether there is a filter on spans; a layer alone is for the status."""
        return any((self.surface, self.label, self.state, self.annotator)) or bool(
            self.layer and not self.status
        )

    @property
    def parameters(self) -> dict[str, str]:
        """The values that the conditions name."""
        return {
            **{name: getattr(self, name) for name in FILTERS},
            "words": self.words,
            "beginning": self.surface[:-1],
            "behind": self.surface[:-1] + _LAST,
        }

    @property
    def of_spans(self) -> str:
        """The condition in SQL, over `spans`."""
        conditions = [f"spans.{name} = :{name}" for name in _OF_SPANS[1:] if getattr(self, name)]
        if self.surface.endswith("*") and len(self.surface) > 1:
            conditions.insert(0, "spans.surface >= :beginning AND spans.surface < :behind")
        elif self.surface:
            conditions.insert(0, "spans.surface = :surface")
        return " AND ".join(conditions) or "TRUE"

    def of_article(self, article_id: str) -> str:
        """The condition in SQL on an article, whose id is the expression `article_id`."""
        if not self.status:
            return "TRUE"
        layer = " AND reviews.layer = :layer" if self.layer else ""
        return (
            f"EXISTS (SELECT 1 FROM reviews WHERE reviews.article_id = {article_id}"
            f" AND reviews.status = :status{layer})"
        )


def parse(text: str) -> Query:
    """Take a query apart. Raises UsageError for a filter that there is not, with a near match.

    What looks like a filter and is near to none, such as `re:invent`, is words.
    """
    found: dict[str, str] = {}

    def take(term: re.Match[str]) -> str:
        name, value = term[1].casefold(), term[2].strip('"')
        if name in FILTERS:
            found[name] = value
            return " "
        if hint := near_match(name, FILTERS):
            raise UsageError(f'There is no filter "{term[1]}:".', hint)
        return f'"{term[1]} {value}"'

    words = _TERM.sub(take, encodable(text)).strip()
    return Query(words if _SYNTAX.search(words) else quoted(words), **found)


def parse_for_concordance(text: str) -> Query:
    """Take the query of a concordance apart: its words, where it has no `surface:`, are the surface.

    Raises UsageError for a filter that there is not.
    """
    query = parse(text)
    if not query.words or query.surface:
        return query
    plain = text if not query.asks_for_spans and not query.status else query.words.replace('"', "")
    return replace(query, words="", surface=plain.strip())


def check(connection: sqlite3.Connection, query: Query) -> None:
    """Raise UsageError, with a near match, where a filter names what the store does not have."""
    for name, what in _KNOWN.items():
        value = getattr(query, name)
        if not value:
            continue
        known = names(connection, what)
        if value not in known:
            hint = near_match(value, known) or (f"There are {', '.join(known[:8])}." if known else "")
            raise UsageError(f'The store has no {what} "{value}".', hint)


def quoted(text: str, last: str = "") -> str:
    """Return the words as FTS5 strings, in which nothing has a meaning of its own."""
    words = [word.replace('"', '""') for word in encodable(text).split() if re.search(r"\w", word)]
    return " ".join(f'"{word}"' for word in words) + last if words else ""


def encodable(text: str) -> str:
    """Return what a user typed without what SQLite cannot take: NUL and lone surrogates."""
    return text.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")
