"""Somebody asks how far two annotators agree, and hears why it cannot be said where it cannot."""

import csv
from pathlib import Path

import pytest
from user import OpenWindow, User

from core.annotation.correction import Batch
from core.annotation.edits.add import add
from core.store.store import Store
from gui.dialogs.agreement import AgreementWindow
from gui.dialogs.figures import Figures
from gui.widgets.text_label import TextLabel


def by_hand(path: Path, annotator: str, *surfaces: tuple[str, str]) -> None:
    """Tag surfaces of the sample in an annotator's layer."""
    with Store.open(path) as store:
        (article_id,) = store.article_ids()
        for surface, label in surfaces:
            annotated = store.annotated(article_id, annotator)
            start = annotated.text.index(surface)
            batch = Batch(article_id, annotator, annotator)
            store.commit(add(annotated, start, start + len(surface), label, batch))


def opened(user: User) -> AgreementWindow:
    user.do("review.agreement")
    window: AgreementWindow = user.window.findChild(AgreementWindow)
    return window


def rows(user: User, window: AgreementWindow) -> dict[str, dict[str, str]]:
    figures = window.findChild(Figures)
    user.wait_until(lambda: bool(figures.accessibleDescription()))
    return {row["measure"]: row for row in csv.DictReader(figures.accessibleDescription().splitlines())}


@pytest.fixture
def store(proposed_copy: Path) -> Path:
    by_hand(proposed_copy, "anna", ("Stephen Biegun", "PERSON"), ("Yongbyon", "GPE"))
    by_hand(proposed_copy, "bob", ("Stephen Biegun", "PERSON"), ("Yongbyon", "LOC"))
    return proposed_copy


def test_the_measures_stand_with_what_they_do_not_say(open_window: OpenWindow, store: Path) -> None:
    user = open_window(store=store, engine=False, annotator="anna")
    found = rows(user, opened(user))
    assert found["Span F1, exact"]["value"] == "0.5"
    assert found["Span F1, partial"]["value"] == "1.0"
    assert "cannot be resampled" in found["Span F1, exact"]["why there is none"]
    assert "labels" in found["Span F1, partial"]["what it does not say"]


def test_one_layer_alone_is_told(user: User) -> None:
    window = opened(user)
    words = list(window.findChildren(TextLabel))
    user.wait_until(lambda: any("one layer alone" in label.accessibleName() for label in words))
