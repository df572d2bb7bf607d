from pathlib import Path

from core.annotation.article import Article
from core.annotation.correction import Batch
from core.annotation.edits.add import add
from core.annotation.edits.reject import reject
from core.annotation.edits.relabel import relabel
from core.annotation.scheme import load_scheme
from core.engine.proposal import Proposal
from core.store.store import Store
from core.transfer.proposing import commit_proposals

LAYER = "maria"
SCHEME = load_scheme()


def propose(
    store: Store, article: Article, *proposals: tuple[str, str], layer: str = LAYER, remember: bool = True
) -> None:
    places = ((article.text.index(surface), surface, label) for surface, label in proposals)
    found = [
        Proposal(start, start + len(surface), label, 0.9, "engine:test@1") for start, surface, label in places
    ]
    commit_proposals(store, article.id, layer, found, remember=SCHEME if remember else None)


def shown(store: Store, article: Article, layer: str = LAYER) -> list[tuple[str, str, str]]:
    annotated = store.annotated(article.id, layer)
    return [(annotated.surface(span), span.label, span.origin) for span in annotated]


def decide(store: Store, article: Article) -> None:
    """Relabel Reuters, reject Monday, add the Fed."""
    annotated = store.annotated(article.id, LAYER)
    batch = Batch(article.id, LAYER, LAYER)
    reuters, monday = annotated
    start = article.text.index("the Fed")
    store.commit(
        [
            *relabel([reuters], "ORG", batch),
            *reject([monday], batch),
            *add(annotated, start, start + 7, "ORG", batch),
        ]
    )


def test_decisions_in_one_article_change_the_proposals_of_the_next(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        articles = [
            store.add_article(Article(str(number), f"Reuters says the Fed met on Monday, {number}."))
            for number in range(4)
        ]
        for article in articles[:2]:
            propose(store, article, ("Reuters", "GPE"), ("Monday", "DATE"), remember=False)
            decide(store, article)
        propose(store, articles[2], ("Reuters", "GPE"), ("Monday", "DATE"))
        assert shown(store, articles[2]) == [("Reuters", "ORG", "memory"), ("the Fed", "ORG", "memory")]
        evidence = [span.meta["evidence"] for span in store.annotated(articles[2].id, LAYER)]
        assert evidence == ["accepted 2 times as ORG", "accepted 2 times as ORG, added by hand 2 times"]
        assert store.check().sound
        propose(store, articles[3], ("Reuters", "GPE"), ("Monday", "DATE"), layer="jonas")
        assert shown(store, articles[3], "jonas") == [
            ("Reuters", "GPE", "engine:test@1"),
            ("Monday", "DATE", "engine:test@1"),
        ]


def test_it_can_be_switched_off(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        first = store.add_article(Article("a", "Reuters says the Fed met on Monday."))
        propose(store, first, ("Reuters", "GPE"), ("Monday", "DATE"))
        decide(store, first)
        second = store.add_article(Article("b", "Reuters says so."))
        propose(store, second, ("Reuters", "GPE"), remember=False)
        assert shown(store, second) == [("Reuters", "GPE", "engine:test@1")]
