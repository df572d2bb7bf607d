"""What a conflict is about: what stands here, and what the other store had, side by side."""

from dataclasses import dataclass

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.correction import Correction, Status, Subject
from core.annotation.relation import Relation
from core.annotation.span import Span
from core.annotation.wording import STATUS_WORDS, quoted
from core.store.deciding import Conflict
from core.store.reader import StoreReader


@dataclass(frozen=True, slots=True)
class Difference:
    """One span, relation or status: `here` and `there` say in words how it stands in each store.

    `place` is where it is in the article's text, `[start, end)` in code points; None for a status.
    """

    article_id: str
    title: str
    layer: str
    here: str
    there: str
    place: tuple[int, int] | None


def differences(store: StoreReader, conflict: Conflict) -> tuple[Difference, ...]:
    """Return what a conflict is about, each subject once, as it is after all of the other's corrections.

    Raises StoreError.
    """
    last = {(one.article_id, one.layer, _key(one.subject)): one for one in conflict.corrections}
    return tuple(_difference(store.annotated(one.article_id, one.layer), one) for one in last.values())


def _difference(annotated: AnnotatedArticle, theirs: Correction) -> Difference:
    subject = theirs.subject
    stands = _standing(annotated, subject)
    seen = stands or subject
    place = seen.place if isinstance(seen, Span) else None
    here, there = (_words(annotated, one) for one in (stands, theirs.after))
    article = annotated.article
    return Difference(article.id, article.title, theirs.layer, here, there, place)


def _standing(annotated: AnnotatedArticle, subject: Subject) -> Subject | None:
    if isinstance(subject, Span):
        return annotated.get(subject.id)
    if isinstance(subject, Relation):
        return next((one for one in annotated.relations if one.id == subject.id), None)
    return annotated.status


def _words(annotated: AnnotatedArticle, subject: Subject | None) -> str:
    if subject is None:
        return "not there"
    if isinstance(subject, Status):
        return STATUS_WORDS[subject]
    if isinstance(subject, Relation):
        return f"related as {subject.label}"
    by = f" by {subject.annotator}" if subject.annotator else ""
    return f"{quoted(annotated.surface(subject))} {subject.label}, {subject.state}{by}"


def _key(subject: Subject) -> str:
    return "" if isinstance(subject, Status) else subject.id
