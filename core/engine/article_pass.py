"""The pass over a whole article: what one mention of a name says about its other mentions.

A surname standing alone after the full name is that person (a storm's name is that storm, "the North" is the
North Korea named before); an acronym given in brackets after its long form has the long form's label; a name
that stands several times has one label, the one with the greater sum of scores.
"""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core import assets
from core.engine.labels import NAMES
from core.engine.precedence import resolve
from core.engine.proposal import Proposal

_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:[-.][^\W\d_]+)*(?!\w)")
_IN_BRACKETS = re.compile(r"\s*\(\s*([A-Z][A-Za-z0-9.&-]{1,8})\s*[,)]")
_LONG_FORMS = frozenset(("ORG", "LAW", "EVENT", "FAC", "GPE", "LOC", "PRODUCT"))
_CARRIED = 0.9
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class ArticlePass:
    """The three steps with their word lists (`resources/rules/article_pass.toml`)."""

    family_name_first: frozenset[str]
    name_suffixes: frozenset[str]
    never_alone: frozenset[str]
    storms: frozenset[str]
    directions: frozenset[str]
    company_words: frozenset[str]

    def apply(self, text: str, proposals: Sequence[Proposal]) -> list[Proposal]:
        """Return the proposals with labels carried over, and further mentions added where nothing stands."""
        carried = _carry(text, proposals, self._short_forms(text, proposals), "article:short-form")
        carried = _carry(text, carried, _acronyms(text, carried), "article:acronym")
        return list(_one_label_a_name(text, carried))

    def _short_forms(self, text: str, proposals: Iterable[Proposal]) -> dict[str, Proposal]:
        """Return each short form with the first full name that it stands for."""
        forms: dict[str, Proposal] = {}
        for full in proposals:
            if full.score < _SURE:
                continue
            form = self._short_form(text[full.start : full.end].split(), full.label)
            if len(form) > 2 and form[0].isupper() and form not in self.never_alone:
                forms.setdefault(form, full)
        return forms

    def _short_form(self, words: list[str], label: str) -> str:
        """Return a family name, a storm's own name, the "North" of a country, a firm's first word, or ""."""
        if not 2 <= len(words) <= 4:
            return ""
        if label == "PERSON":
            if words[-1] in self.name_suffixes:
                words = words[:-1]
            return words[0] if words[0] in self.family_name_first else words[-1]
        if label == "EVENT" and words[0] in self.storms:
            return words[-1]
        if label == "ORG":
            return words[0] if words[-1] in self.company_words and words[0].isalpha() else ""
        return words[0] if label == "GPE" and words[0] in self.directions else ""


def load_article_pass() -> ArticlePass:
    """Return the pass with its word lists."""
    words = tomllib.loads(assets.read_text("rules", "article_pass.toml"))
    return ArticlePass(**{name: frozenset(listed) for name, listed in words.items()})


def _carry(
    text: str, proposals: Sequence[Proposal], forms: Mapping[str, Proposal], origin: str
) -> list[Proposal]:
    """Give every later mention of a short form the label of the span it stands for."""
    if not forms:
        return list(proposals)
    relabelled = [_relabel(text, proposal, forms, origin) for proposal in proposals]
    return resolve(relabelled, _mentions(text, forms, origin))


def _relabel(text: str, proposal: Proposal, forms: Mapping[str, Proposal], origin: str) -> Proposal:
    full = forms.get(text[proposal.start : proposal.end])
    if full is None or proposal.start < full.start or proposal.label not in NAMES:
        return proposal
    if proposal.label == full.label:
        return replace(proposal, score=max(proposal.score, _carried_score(full)))
    return proposal.relabelled(full.label, _carried_score(full), origin)


def _mentions(text: str, forms: Mapping[str, Proposal], origin: str) -> Iterator[Proposal]:
    for word in _WORD.finditer(text):
        full = forms.get(word.group())
        if full is not None and word.start() > full.start:
            yield Proposal(word.start(), word.end(), full.label, _carried_score(full), origin)


def _carried_score(full: Proposal) -> float:
    return round(full.score * _CARRIED, 4)


def _acronyms(text: str, proposals: Iterable[Proposal]) -> dict[str, Proposal]:
    """Return each acronym given in brackets right after a name whose capitals it is made of."""
    acronyms: dict[str, Proposal] = {}
    for long_form in proposals:
        if long_form.label not in _LONG_FORMS:
            continue
        if found := _IN_BRACKETS.match(text, long_form.end):
            letters = found.group(1).replace(".", "")
            if _abbreviates(letters, text[long_form.start : long_form.end]):
                acronyms.setdefault(found.group(1), long_form)
    return acronyms


def _abbreviates(letters: str, name: str) -> bool:
    initials = [word[0] for word in _WORD.findall(name) if word[0].isupper()]
    capitals = [letter for letter in letters if letter.isupper()]
    return len(capitals) > 1 and capitals[0] in initials and sum(c in initials for c in capitals) > 1


def _one_label_a_name(text: str, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for proposal in proposals:
        if proposal.label in NAMES:
            # summed in thousandths, so that the sum does not depend on the order
            votes[text[proposal.start : proposal.end]][proposal.label] += round(proposal.score * 1000)
    for proposal in proposals:
        label = proposal.label
        if label in NAMES:
            name = votes[text[proposal.start : proposal.end]]
            label = max(name, key=lambda candidate: (name[candidate], candidate))
        if label == proposal.label:
            yield proposal
        else:
            yield proposal.relabelled(label, proposal.score, "article:majority")
