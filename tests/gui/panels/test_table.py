"""The table of panels."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.panels.table import PANELS, make_panel
from gui.theme import Theme, load_theme


@pytest.mark.parametrize("row", PANELS, ids=lambda row: row.id)
def test_every_panel_of_the_table_can_be_made_and_take_a_theme(
    row: Any, session: Any, theme: Theme, qtbot: QtBot
) -> None:
    panel = make_panel(row, session, theme)
    qtbot.addWidget(panel)
    assert panel.accessibleName() == row.title
    panel.set_theme(load_theme("dark"))
    panel.grab()
