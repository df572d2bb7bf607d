"""The pipeline's own parts, registered with spaCy: scored NER, rules, gazetteers, pass over the article.

Each works on the document's proposals, which are flat and in reading order before and after it. Importing
this module registers the factories, once for each process.
"""

from bisect import bisect_right
from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

from core.engine.article_pass import load_article_pass
from core.engine.document import proposals_of, set_proposals, text_of
from core.engine.gazetteers import load_gazetteer
from core.engine.headlines import without_headline_runs
from core.engine.labels import NAMES
from core.engine.model_spans import ModelSpans
from core.engine.precedence import resolve
from core.engine.proposal import Proposal
from core.engine.recognizer import ScoredEntityRecognizer
from core.engine.rules import Rule, load_rules
from core.engine.score_curves import ScoreCurves
from core.engine.transformer.recognizer import TransformerRecognizer
from core.engine.trimming import Trimming, load_trimming

Part = Callable[[Doc], Doc]


@Language.factory("rubricator_ner")
def make_recognizer(nlp: Language, name: str, model: Model[Any, Any], origin: str) -> ScoredEntityRecognizer:
    """Make the statistical model's part; `origin` is what its proposals carry."""
    return ScoredEntityRecognizer(nlp.vocab, model, name, origin=origin)


@Language.factory("rubricator_transformer")
def make_transformer(nlp: Language, name: str, origin: str, threads: int) -> TransformerRecognizer:
    """Make the transformer's part; `threads` is used unless OMP_NUM_THREADS says otherwise."""
    return TransformerRecognizer(origin, threads)


@Language.factory("rubricator_model_spans")
def make_model_spans(
    nlp: Language, name: str, origin: str, labels: dict[str, str], span_groups: list[str], unscored: float
) -> ModelSpans:
    """Make the part that turns the spans of a spaCy model of others into proposals."""
    return ModelSpans(origin, labels, span_groups, unscored)


@Language.factory("rubricator_boundaries")
def make_boundaries(nlp: Language, name: str) -> Part:
    """Make the part that sets the boundaries of the model's spans and drops long names in headlines."""
    trimming = load_trimming()
    return _on_proposals(lambda text, found: trimming.trim_all(text, without_headline_runs(text, found)))


@Language.factory("rubricator_rules")
def make_rules(nlp: Language, name: str, files: list[str]) -> Part:
    """Make the part that joins the rules of `files` with the model's spans."""
    return RulesPart(load_rules(files), load_trimming())


@Language.factory("rubricator_gazetteers")
def make_gazetteers(nlp: Language, name: str, files: list[str]) -> Part:
    """Make the part that relabels and adds the names of the lists `files`."""
    gazetteer = load_gazetteer(files)
    return _on_proposals(gazetteer.apply)


@Language.factory("rubricator_article_pass")
def make_article_pass(nlp: Language, name: str) -> Part:
    """Make the part that carries labels from one mention of a name to the others."""
    return _on_proposals(load_article_pass().apply)


@Language.factory("rubricator_score_curves")
def make_score_curves(nlp: Language, name: str) -> ScoreCurves:
    """Make the part that turns the stages' scores into shares of right spans."""
    return ScoreCurves()


def _on_proposals(step: Callable[[str, list[Proposal]], list[Proposal]]) -> Part:
    def part(doc: Doc) -> Doc:
        set_proposals(doc, step(text_of(doc), proposals_of(doc)))
        return doc

    return part


class RulesPart:
    """Resolves what stands against the rules' finds; see `core.engine.precedence`."""

    def __init__(self, rules: tuple[Rule, ...], trimming: Trimming) -> None:
        self._strong = [rule for rule in rules if rule.is_strong]
        self._weak = [rule for rule in rules if not rule.is_strong]
        self._trimming = trimming

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with the rules' spans among its proposals."""
        text = text_of(doc)
        found = proposals_of(doc)
        names = [proposal for proposal in found if proposal.label in NAMES]
        numeric = [proposal for proposal in found if proposal.label not in NAMES]
        strong, weak = (resolve(self._find(text, rules)) for rules in (self._strong, self._weak))
        strong = _not_lengthened(strong, names)
        set_proposals(doc, resolve(strong, names, _not_lengthened(numeric, weak), weak))
        return doc

    def _find(self, text: str, rules: list[Rule]) -> list[Proposal]:
        return self._trimming.trim_all(text, (proposal for rule in rules for proposal in rule.find(text)))


def _not_lengthened(spans: list[Proposal], others: list[Proposal]) -> list[Proposal]:
    """Return the spans without those within a longer one of `others` that has their label.

    `others` is flat and in reading order, so only the last one that begins at or before a span can hold it.
    """
    kept = []
    for span in spans:
        place = bisect_right(others, span.start, key=lambda other: other.start)
        if not (place and _is_within(span, others[place - 1])):
            kept.append(span)
    return kept


def _is_within(span: Proposal, longer: Proposal) -> bool:
    return span.end <= longer.end and span.label == longer.label and len(longer) > len(span)
