"""What comes next and why; whose it is; when all will be done."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.annotation.correction import Batch, Status
from core.annotation.edits.status import set_status
from core.annotation.scheme import load_scheme
from core.review.chosen_queue import make_chosen, remember_choice, remembered_choice
from core.review.pace import Pace, pace
from core.review.queue import beside, following, make_queue
from core.review.queue_choice import Order, QueueChoice
from core.store.queue_filter import QueueFilter
from core.store.queueing import assign, assigned, unassign
from core.store.store import Store


@pytest.fixture
def ids(write) -> list[str]:
    """Four articles: a sure one, an unsure one, a flagged one, a reviewed one."""
    sure, unsure = {"score": 0.9}, {"score": 0.4}
    return [
        write("A Oslo", ("Oslo", "GPE", "proposed", sure)).id,
        write("B Oslo Rome", ("Oslo", "GPE", "proposed", unsure), ("Rome", "GPE", "proposed", sure)).id,
        write("C Bo", ("Bo", "PERSON", "accepted"), status=Status.FLAGGED).id,
        write("D Ana", ("Ana", "PERSON", "accepted"), status=Status.REVIEWED).id,
    ]


def review(store: Store, article_id: str) -> None:
    annotated = store.annotated(article_id, "anna")
    store.commit(set_status(annotated, Status.REVIEWED, Batch(article_id, "anna", "anna")))


@pytest.mark.parametrize(
    ("order", "expected", "reason"),
    [
        (Order.IMPORT, [0, 1, 2], ""),
        (Order.UNSURE, [1, 0], "a proposal scores 0.40"),
        (Order.UNDECIDED, [1, 0], "2 undecided"),
        (Order.FLAGGED, [2], "flagged"),
        (Order.FINDINGS, [2, 0], "2 findings"),
        (Order.DISAGREEMENT, [1], "2 spans differ"),
    ],
)
def test_orders_say_why(store: Store, write, ids, order: Order, expected: list[int], reason: str) -> None:
    write("B Oslo Rome", ("Oslo", "LOC", "accepted"), ("Rome", "GPE", "accepted"), layer="bo")
    queue = make_queue(store, "anna", order, others=["bo"], findings=[ids[2], ids[0], ids[2]])
    assert [entry.article_id for entry in queue.entries] == [ids[at] for at in expected]
    assert queue.entries[0].reason == reason


def test_a_random_order_has_a_seed(store: Store, write) -> None:
    for number in range(20):
        write(f"{number}")
    one, again, other = (make_queue(store, "anna", Order.RANDOM, seed=seed) for seed in (1, 1, 2))
    assert one == again
    assert {entry.article_id for entry in one.entries} == {entry.article_id for entry in other.entries}
    assert one.entries != other.entries


def test_next_passes_over_what_was_reviewed_since(store: Store, ids) -> None:
    queue = make_queue(store, "anna")
    first = queue.next(store)
    assert first and first.article_id == ids[0]
    review(store, ids[1])
    second = queue.next(store, ids[0])
    assert second and second.article_id == ids[2]
    around = queue.next(store, ids[2])
    assert around and around.article_id == ids[0]
    review(store, ids[2])
    assert queue.next(store, ids[0]) is None
    everything = make_queue(store, "anna", wanted=QueueFilter(statuses=frozenset(Status)))
    assert len(everything) == 4
    assert everything.next(store, ids[2]) == everything.entries[3]


def test_what_stands_beside_an_article(store: Store, ids) -> None:
    queue = make_queue(store, "anna", Order.UNSURE)
    assert beside(store, queue, ids[1], forward=True) == ids[0]
    assert beside(store, queue, ids[1], forward=False) is None
    assert beside(store, queue, ids[3], forward=True) == ids[1]
    assert beside(store, None, ids[1], forward=True) == ids[2]
    assert following(store, "anna", queue, ids[0]) == ids[1]
    assert following(store, "anna", None, ids[2]) == ids[0]


CHOICES = st.builds(
    QueueChoice,
    st.sampled_from(Order),
    st.builds(
        QueueFilter, *(st.text(), st.frozensets(st.sampled_from(Status)), st.text(), st.text(), st.text())
    ),
    st.integers(0),
)


@settings(deadline=None, max_examples=25)
@given(CHOICES)
def test_a_choice_is_remembered(tmp_path_factory: pytest.TempPathFactory, choice: QueueChoice) -> None:
    with Store.open(tmp_path_factory.mktemp("queue") / "a.db") as store:
        remember_choice(store, "anna", choice)
        assert remembered_choice(store, "anna") == choice
        assert remembered_choice(store, "bo").is_usual


@pytest.mark.parametrize(
    "kept", ["", "[]", '{"order": "zigzag"}', '{"wanted": {"colour": "red"}}', '{"wanted": 1}']
)
def test_a_choice_that_cannot_be_read_is_the_usual_one(store: Store, kept: str) -> None:
    store.set_setting("queue, anna", kept)
    assert remembered_choice(store, "anna") == QueueChoice()


def test_a_choice_is_made_a_queue(store: Store, write, ids) -> None:
    scheme = load_scheme()
    assert make_chosen(store, "anna", QueueChoice(), scheme) is None
    unsure = make_chosen(store, "anna", QueueChoice(Order.UNSURE), scheme)
    assert unsure and [entry.article_id for entry in unsure.entries] == [ids[1], ids[0]]
    write("B Oslo Rome", ("Oslo", "LOC", "accepted"), ("Rome", "GPE", "accepted"), layer="bo")
    differing = make_chosen(store, "anna", QueueChoice(Order.DISAGREEMENT), scheme)
    assert differing and [entry.article_id for entry in differing.entries] == [ids[1]]
    reviewed = QueueChoice(wanted=QueueFilter(statuses=frozenset({Status.REVIEWED})))
    assert len(make_chosen(store, "anna", reviewed, scheme) or ()) == 1


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (QueueFilter(text="rome"), [1]),
        (QueueFilter(statuses=frozenset({Status.REVIEWED, Status.FLAGGED})), [2, 3]),
        (QueueFilter(label="PERSON"), [2, 3]),
        (QueueFilter(source="wire/"), []),
        (QueueFilter(annotator="bo"), [0, 3]),
        (QueueFilter(annotator="bo", label="GPE"), [0]),
    ],
)
def test_filters(store: Store, ids, wanted: QueueFilter, expected: list[int]) -> None:
    assign(store, [ids[0], ids[3]], "bo")
    queue = make_queue(store, "anna", wanted=wanted)
    assert [entry.article_id for entry in queue.entries] == [ids[at] for at in expected]


def test_assignments(store: Store, ids) -> None:
    assign(store, ids[:3], "bo")
    assign(store, ids[2:], "anna")
    assign(store, ids[2:], "anna")
    assert assigned(store) == {"anna": 2, "bo": 3}
    unassign(store, ids[:2], "bo")
    assert assigned(store) == {"anna": 2, "bo": 1}


def test_pace(store: Store, ids) -> None:
    none_yet = pace(store, "anna")
    assert (none_yet.reviewed, none_yet.articles, none_yet.per_hour) == (1, 4, None)
    store.add_seconds(ids[3], "anna", 300)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    found = pace(store, "anna", now=tomorrow)
    assert found.per_hour == 12
    assert found.done_by and timedelta(days=3.9) < found.done_by - datetime.now(UTC) < timedelta(days=4.1)
    assert found.sentence.startswith("12 an hour, done by ")
    assert pace(store, "nobody").sentence == ""


def test_a_pace_in_words() -> None:
    noon = (datetime.now().astimezone() + timedelta(days=2)).replace(hour=12)
    assert Pace(1, 2, 12.2, noon).sentence == f"12 an hour, done by {noon:%A} noon"
    assert Pace(1, 2, None, noon + timedelta(days=30)).sentence.endswith(
        f"{noon + timedelta(days=30):%Y-%m-%d}"
    )
    assert Pace(2, 2, 12, None).sentence == "all reviewed"
    assert Pace(0, 0, None, None).sentence == ""
