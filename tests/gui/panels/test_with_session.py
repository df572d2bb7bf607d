"""The panels on a real session and store, with its thread."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.annotation.article import Article
from core.annotation.edits.add import add
from core.annotation.scheme import load_scheme
from core.trace import Trace
from gui.panels.history import HistoryPanel
from gui.panels.library import LibraryPanel
from gui.panels.span_details import SpanDetailsPanel
from gui.panels.status_bar import StatusBar
from gui.session import Session
from gui.theme import Theme


@pytest.fixture
def real(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    session = Session(tmp_path / "store.db", "maria", load_scheme(), Trace())
    with qtbot.waitSignal(session.store_opened):
        session.open_store()
    yield session
    session.close()


def test_a_correction_reaches_every_panel(real: Session, theme: Theme, qtbot: QtBot) -> None:
    panels = [kind(real, theme) for kind in (LibraryPanel, HistoryPanel, SpanDetailsPanel, StatusBar)]
    for panel in panels:
        qtbot.addWidget(panel)
        panel.resize(900, 400)
        panel.show()
    library, history, details, status = panels
    stored: list[Article] = []
    real.query(lambda store: store.add_article(Article("Kim", "Kim met Trump.")), stored.append)
    qtbot.waitUntil(lambda: bool(stored))
    with qtbot.waitSignal(real.article_opened):
        real.open_article(stored[0].id)
    (added,) = real.edit(lambda annotated, batch: add(annotated, 0, 3, "PERSON", batch))
    assert added.span_id
    real.set_focus(added.span_id)
    qtbot.waitUntil(lambda: status._saved.text() == "Saved")
    qtbot.waitUntil(lambda: library._title._count.text() == "0 of 1 reviewed")
    qtbot.waitUntil(lambda: history._model.rowCount() == 1)
    qtbot.waitUntil(lambda: details._facts["Occurs"][1].text() == "1 here, 1 in the store")
    assert status._decided.text() == "1 of 1 decided"
