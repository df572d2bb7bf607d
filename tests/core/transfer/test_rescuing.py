"""What the store would not take is a script, and applying that makes the same spans."""

import os
import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article
from core.annotation.correction import Action, Batch, Correction, Status
from core.annotation.edits.accept import accept
from core.annotation.edits.add import add
from core.annotation.edits.merge import merge, merge_partner
from core.annotation.edits.note import note
from core.annotation.edits.reject import reject
from core.annotation.edits.relabel import relabel
from core.annotation.edits.remove import remove
from core.annotation.edits.resize import resize
from core.annotation.edits.split import split
from core.annotation.edits.status import set_status
from core.annotation.scheme import load_scheme
from core.annotation.span import Span, State
from core.errors import EditError, InputError
from core.store.store import Store
from core.transfer.applying import apply_script
from core.transfer.rescuing import rescue

TEXT = "Ana Biegun met Sarah Jones in Oslo on Monday."
LAYER = "ana"
LABELS = ("PERSON", "ORG", "GPE")
PROPOSED = ((0, 10), (30, 34))
ACTS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 9), st.sampled_from(LABELS)), max_size=8)


def work(now: AnnotatedArticle, act: int, which: int, label: str, batch: Batch) -> Sequence[Correction]:
    """Do something to one of the spans, or to the article."""
    spans = list(now)
    if act == 0 or not spans:
        places = [(0, 3), (4, 10), (15, 20), (21, 26), (30, 34), (15, 26)]
        return add(now, *places[which % len(places)], label, batch)
    span = spans[which % len(spans)]
    return (
        lambda: accept([span], batch),
        lambda: reject([span], batch, now.relations),
        lambda: relabel([span], label, batch),
        lambda: resize(now, span, span.start, min(span.end + 1, len(TEXT)), batch),
        lambda: note(span, label, batch),
        lambda: set_status(now, Status.REVIEWED, batch),
        lambda: (
            split(now, span, span.start + 1, batch)
            if which % 2
            else merge(span, merge_partner(now, span), batch, now.relations)
        ),
    )[act - 1]()


def spans_of(store: Store, article_id: str) -> set[tuple[int, int, str, str, str]]:
    """Return the spans, but those that were made unsaved and then rejected: a script has them gone."""
    return {
        (*one.place, one.label, str(one.state), one.note)
        for one in store.annotated(article_id, LAYER)
        if one.state is not State.REJECTED or one.place in PROPOSED
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(acts=ACTS)
def test_a_script_makes_the_spans_that_could_not_be_saved(tmp_path_factory, acts) -> None:
    folder = tmp_path_factory.mktemp("rescue")
    with Store.open(folder / "meant.db") as meant, Store.open(folder / "other.db") as other:
        article = meant.add_article(Article("Oslo", TEXT))
        other.add_article(article)
        proposed = [
            Span(*PROPOSED[0], "PERSON", LAYER, origin="engine:x@1"),
            Span(*PROPOSED[1], "ORG", LAYER),
        ]
        machine = Batch(article.id, LAYER, "engine")
        for store in (meant, other):
            store.commit([machine.correction(Action.PROPOSE, None, span) for span in proposed])
            machine = replace(machine, id="another")
        unsaved: list[Correction] = []
        for act, which, label in acts:
            try:
                made = work(
                    meant.annotated(article.id, LAYER), act, which, label, Batch(article.id, LAYER, LAYER)
                )
            except EditError:
                continue
            meant.commit(made)
            unsaved += made
        assume(unsaved)
        path = rescue(unsaved, folder)
        apply_script(other, path.read_bytes(), path.name, LAYER, load_scheme())
        assert spans_of(other, article.id) == spans_of(meant, article.id)
        statuses = [store.annotated(article.id, LAYER).status for store in (meant, other)]
        assert statuses[0] == statuses[1]


def test_the_script_is_its_owners_alone(tmp_path: Path) -> None:
    span = Span(0, 3, "PERSON", LAYER)
    path = rescue(remove([span], Batch("a", LAYER, LAYER)), tmp_path)
    assert path.read_text(encoding="utf-8") == (
        '{"article": "a", "layer": "ana", "action": "remove", "start": 0, "end": 3, "label": "PERSON"}\n'
    )
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(InputError, match="cannot be written"):
        rescue([], tmp_path / "nowhere")
