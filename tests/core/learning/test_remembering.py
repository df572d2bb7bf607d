"""The memory of a store: pins, forgetting, schemes, edges, the list of strings."""

import contextlib
import sqlite3
from pathlib import Path

from core.annotation.article import Article
from core.annotation.correction import Batch
from core.annotation.edits.accept import accept
from core.annotation.edits.relabel import relabel
from core.annotation.edits.resize import resize
from core.annotation.scheme import Scheme, load_scheme, parse_scheme
from core.engine.proposal import Proposal
from core.learning.remembering import known_page
from core.store.pins import forget, pin, remember_again
from core.store.store import Store
from core.transfer.proposing import commit_proposals

LAYER = "maria"
ALL = load_scheme()
FEW = parse_scheme('name = "few"\n[labels.GPE]\n', "few.toml")


def propose(
    store: Store, text: str, surface: str, label: str, scheme: Scheme | None = ALL
) -> list[tuple[str, str]]:
    """Have an engine propose one span in a new article; return what is there then."""
    article = store.add_article(Article(text[:20], text))
    start = text.index(surface)
    found = [Proposal(start, start + len(surface), label, 0.9, "engine:test@1")]
    commit_proposals(store, article.id, LAYER, found, remember=scheme)
    annotated = store.annotated(article.id, LAYER)
    return [(annotated.surface(span), span.label) for span in annotated]


def relabelled(store: Store, text: str, surface: str, label: str, new: str) -> None:
    """Have a proposal made, and a person relabel it."""
    propose(store, text, surface, label, None)
    article = store.find_article(text[:20])
    (span,) = store.annotated(article.id, LAYER)
    store.commit(relabel([span], new, Batch(article.id, LAYER, LAYER)))


def resized(store: Store, text: str, before: str, after: str) -> None:
    """Have a proposal made, and a person give it other edges."""
    propose(store, text, before, "FAC", None)
    article = store.find_article(text[:20])
    annotated = store.annotated(article.id, LAYER)
    (span,) = annotated
    start = text.index(after)
    store.commit(resize(annotated, span, start, start + len(after), Batch(article.id, LAYER, LAYER)))


def rows(store: Store, scheme: Scheme = ALL, **options: object) -> list[tuple[str, str]]:
    page = known_page(store, LAYER, scheme, **options)  # type: ignore[arg-type]
    return [(one.surface, str(one.remembered)) for one in page.strings]


def test_edges_that_people_move_again_and_again_are_proposed(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        for number in range(2):
            resized(store, f"{number} saw the White House burn.", "the White House", "White House")
        assert propose(store, "3 saw the White House stand.", "the White House", "FAC") == [
            ("White House", "FAC")
        ]
        assert ("the White House", "resized 2 times to White House") in rows(store)


def test_only_labels_of_the_scheme_in_force_count(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        relabelled(store, "Talks in Berlin went on.", "Berlin", "GPE", "ORG")
        assert propose(store, "Seen in Berlin.", "Berlin", "GPE", FEW) == [("Berlin", "GPE")]
        assert propose(store, "Heard in Berlin.", "Berlin", "GPE") == [("Berlin", "ORG")]
        pin(store, LAYER, "Berlin", "ORG", LAYER)
        assert propose(store, "Felt in Berlin.", "Berlin", "GPE", FEW) == [("Berlin", "GPE")]
        assert rows(store, FEW) == []


def test_the_words_beside_decide_where_the_string_is_ambiguous(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        for number in range(2):
            relabelled(store, f"{number} says: Georgia Tech won.", "Georgia", "GPE", "ORG")
            relabelled(store, f"{number} went to Georgia again.", "Georgia", "ORG", "GPE")
        assert propose(store, "The Georgia Tech team.", "Georgia", "GPE") == [("Georgia", "ORG")]
        assert propose(store, "All go to Georgia now.", "Georgia", "ORG") == [("Georgia", "GPE")]


def test_a_pin_is_heeded_and_can_be_taken_back(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        pin(store, LAYER, "Paris", "PERSON", LAYER)
        assert propose(store, "Paris and Oslo.", "Oslo", "GPE") == [("Paris", "PERSON"), ("Oslo", "GPE")]
        pin(store, LAYER, "Paris", "", LAYER)
        assert propose(store, "Paris again.", "Paris", "GPE") == []
        assert rows(store) == [("Paris", "pinned: never")]
        pin(store, LAYER, "Paris", None, LAYER)
        assert propose(store, "Paris at last.", "Paris", "GPE") == [("Paris", "GPE")]
        assert rows(store) == []


def test_what_is_forgotten_counts_no_more_until_it_is_decided_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        relabelled(store, "Talks in Berlin went on.", "Berlin", "GPE", "ORG")
        forget(store, LAYER, "Berlin", LAYER)
        assert propose(store, "Seen in Berlin.", "Berlin", "GPE") == [("Berlin", "GPE")]
        assert rows(store) == []
        remember_again(store, LAYER, "Berlin", LAYER)
        assert rows(store) == [("Berlin", "accepted once as ORG")]
        assert store.check().sound


def test_strings_are_listed_pinned_ones_first_then_the_most_decided(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        for number, name in enumerate(("Oslo", "Bonn", "Bonn", "Ulm")):
            relabelled(store, f"{number} is seen in {name}.", name, "ORG", "GPE")
        pin(store, LAYER, "Zagreb", "GPE", LAYER)
        assert [surface for surface, _ in rows(store)] == ["Zagreb", "Bonn", "Oslo", "Ulm"]
        assert [surface for surface, _ in rows(store, order="name", limit=3)] == ["Zagreb", "Bonn", "Oslo"]
        assert [surface for surface, _ in rows(store, text="O")] == ["Bonn", "Oslo"]
        first = known_page(store, LAYER, ALL, limit=3)
        assert first.next == 3
        assert [one.surface for one in known_page(store, LAYER, ALL, offset=3).strings] == ["Ulm"]


def test_an_accepted_name_comes_back_where_the_engine_misses_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        propose(store, "Biegun left for Oslo.", "Biegun", "PERSON")
        article = store.find_article("Biegun left for Oslo")
        store.commit(accept(list(store.annotated(article.id, LAYER)), Batch(article.id, LAYER, LAYER)))
        assert propose(store, "Here Biegun saw Riga.", "Riga", "GPE") == [
            ("Biegun", "PERSON"),
            ("Riga", "GPE"),
        ]


def test_an_older_store_remembers_what_was_resized_before(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with Store.open(path) as store:
        for number in range(2):
            resized(store, f"{number} saw the White House burn.", "the White House", "White House")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript("""
            DROP TRIGGER corrected_keep; DROP VIEW first_corrected; DROP TABLE corrected; DROP TABLE memory;
            DROP INDEX spans_decided; DROP INDEX spans_newest;
            CREATE INDEX spans_added ON spans (layer, surface) WHERE state = 'accepted' AND origin = 'human';
            DELETE FROM _sqlite_migrations WHERE name = 'create_memory';
            PRAGMA user_version = 1002;
        """)
    with Store.open(path) as store:
        assert ("the White House", "resized 2 times to White House") in rows(store)
        assert store.check().sound


def test_the_history_that_a_merge_brings_is_remembered(tmp_path: Path) -> None:
    with Store.open(tmp_path / "theirs.db") as theirs:
        for number in range(2):
            resized(theirs, f"{number} saw the White House burn.", "the White House", "White House")
    with Store.open(tmp_path / "ours.db") as ours:
        ours.merge(tmp_path / "theirs.db")
        assert ("the White House", "resized 2 times to White House") in rows(ours)
