"""The agreement of layers in a store, and why it sometimes cannot be given."""

import pytest

from core.annotation.correction import Status
from core.annotation.span import State
from core.errors import UsageError
from core.review.agreement.comparing import agreement
from core.store.store import Store

TEXT = "Ana saw Oslo and the Bank of Rome."


@pytest.fixture
def two(write) -> None:
    """Two layers: of four spans two are the same, one has another label, one other edges."""
    for number in range(3):
        text = f"{number}: {TEXT} Then Bo left."
        write(
            text,
            *(("Ana", "PERSON", "accepted"), ("Oslo", "GPE", "accepted")),
            *(("the Bank of Rome", "ORG", "accepted"), ("Bo", "PERSON", "accepted")),
            layer="anna",
            status=Status.REVIEWED,
        )
        write(
            text,
            *(("Ana", "PERSON", "accepted"), ("Oslo", "LOC", "accepted")),
            *(("Bank of Rome", "ORG", "accepted"), ("Bo", "PERSON", "accepted")),
            layer="bo",
        )


@pytest.mark.usefixtures("two")
def test_what_two_layers_share(store: Store) -> None:
    found = agreement(store, ["anna", "bo"])
    values = {name: round(one.value or 0, 3) for name, one in found.total.items()}
    assert (values["f1_exact"], values["f1_partial"], values["f1_type"]) == (0.5, 0.875, 0.75)
    # Eleven of thirteen tokens and two signs agree; all articles are alike, so the intervals have no width.
    assert 0.7 < values["kappa"] < 1
    assert all(one.low == pytest.approx(one.value) == one.high for one in found.total.values())
    assert found.articles == 3
    assert found.by_label["PERSON"].f1_exact.value == 1
    assert (found.by_label["GPE"].spans, found.by_label["GPE"].why) == ((3, 0), "Not used in bo.")
    assert found.confusion == {("PERSON", "PERSON"): 6, ("GPE", "LOC"): 3, ("ORG", "ORG"): 3}
    assert list(found.by_pair) == [("anna", "bo")]
    assert {one["f1_exact"].value for one in found.by_article().values()} == {0.5}
    (period,) = found.over_time("week").values()
    assert period["f1_exact"].value == 0.5


@pytest.mark.usefixtures("two")
def test_three_layers(store: Store, write) -> None:
    for number in range(3):
        text = f"{number}: {TEXT} Then Bo left."
        write(text, ("Ana", "PERSON", "accepted"), layer="cleo")
    found = agreement(store, ["anna", "bo", "cleo"])
    pairs = [one["f1_exact"].value or 0 for one in found.by_pair.values()]
    assert found.total["f1_exact"].value == pytest.approx(sum(pairs) / 3)
    assert found.by_label["PERSON"].spans == (6, 6, 3)
    alone = agreement(store, ["anna", "cleo"]).total
    assert {name: one.value for name, one in found.by_pair["anna", "cleo"].items()} == {
        name: pytest.approx(one.value) for name, one in alone.items()
    }


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("layers", "statuses", "sentence"),
    [
        (["anna"], (), "two layers or more"),
        (["anna", "bob"], (), 'no layer "bob"'),
        (["anna", "bo"], (Status.REVIEWED,), "No article is reviewed in all of anna, bo"),
        (["anna", "elsewhere"], (), "no article in common"),
    ],
)
def test_why_it_cannot_be_given(store: Store, write, layers, statuses, sentence: str) -> None:
    write("Another text.", ("Another", "X", "accepted"), layer="elsewhere")
    with pytest.raises(UsageError, match=sentence):
        agreement(store, layers, statuses)


def test_one_annotator_alone(store: Store, write) -> None:
    write(TEXT, ("Ana", "PERSON", "accepted"))
    with pytest.raises(UsageError, match="one layer alone"):
        agreement(store, ["anna"])


@pytest.mark.parametrize(("other", "value"), [((), None), ((("Ana", "PERSON", "accepted"),), 0.0)])
def test_empty_layers_give_no_number(store: Store, write, other, value) -> None:
    write(TEXT, layer="anna", status=Status.REVIEWED)
    write(TEXT, *other, layer="bo", status=Status.REVIEWED)
    found = agreement(store, ["anna", "bo"])
    assert found.total["f1_exact"].value == value
    assert found.total["kappa"].why if value is None else found.total["kappa"].value == 0


def test_an_article_without_words(store: Store, write) -> None:
    for layer in ("anna", "bo"):
        write(" \n ", layer=layer, status=Status.REVIEWED)
    assert all(one.value is None and one.why for one in agreement(store, ["anna", "bo"]).total.values())


def test_other_states_count_when_asked_for(store: Store, write) -> None:
    for layer, state in (("anna", "accepted"), ("bo", "proposed")):
        write(TEXT, ("Ana", "PERSON", state), layer=layer)
    assert agreement(store, ["anna", "bo"]).total["f1_exact"].value == 0
    both = agreement(store, ["anna", "bo"], states=(State.ACCEPTED, State.PROPOSED))
    assert both.total["f1_exact"].value == 1
