"""How a theme reaches every part of a widget."""

from PySide6.QtWidgets import QWidget

from gui.theme import Theme


def pass_theme(parent: QWidget, theme: Theme) -> None:
    """Give a theme to every widget below `parent` that has a method `set_theme`."""
    for child in parent.findChildren(QWidget):
        set_theme = getattr(child, "set_theme", None)
        if set_theme is not None:
            set_theme(theme)
