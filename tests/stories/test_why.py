"""Why a span is proposed as it is: what the parts of the engine disagreed on stands in the Span panel."""

from pathlib import Path

from user import OpenWindow

from gui.panels.span_details import SpanDetailsPanel
from gui.widgets.text_label import TextLabel


def test_the_span_panel_says_what_was_overruled_and_why(
    open_window: OpenWindow, proposed_store: Path
) -> None:
    user = open_window(store=proposed_store)
    user.wait_until(lambda: user.session.annotated is not None)
    annotated = user.session.annotated
    assert annotated is not None
    (north, *_) = [span for span in annotated if annotated.surface(span) == "North"]
    assert north.label == "GPE"
    user.session.set_focus(north.id)
    panel = user.window.findChild(SpanDetailsPanel)
    user.wait_until(
        lambda: any(
            label.isVisible() and label.accessibleName().endswith("but a name has one label in an article")
            for label in panel.findChildren(TextLabel)
        )
    )
