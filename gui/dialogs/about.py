"""What this program is, and what it stands on."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from core.engine.catalogue import shipped_engines
from gui.context import Context
from gui.theme import Theme, article_font, unit
from gui.widgets.rule import Rule
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

_PURPOSE = "An offline desktop workbench for correcting the named entities of news articles."
_PARTS = (
    ("PySide6-Essentials", "Qt for Python", "LGPL 3"),
    ("spacy", "spaCy", "MIT"),
    ("onnxruntime", "ONNX Runtime", "MIT"),
    ("sqlite-utils", "sqlite-utils", "Apache 2.0"),
    ("scikit-learn", "scikit-learn", "BSD 3-Clause"),
    ("datasketch", "datasketch", "MIT"),
    ("pyqtgraph", "PyQtGraph", "MIT"),
    ("rich", "Rich", "MIT"),
    ("platformdirs", "platformdirs", "MIT"),
    ("tomli-w", "Tomli-W", "MIT"),
)
"""Distribution, name and licence of what the program is built on."""


class About(QDialog):
    """Name, version and licences."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Rubricator")
        theme = self._theme = context.look.theme
        stack = QVBoxLayout(self)
        stack.setContentsMargins(unit(28), unit(24), unit(28), unit(24))
        stack.setSpacing(unit(10))
        name = TextLabel(theme, "Rubricator")
        name.setFont(article_font(unit(26)))
        purpose = TextLabel(theme, _PURPOSE, lines=2)
        purpose.setMinimumWidth(unit(360))
        stack.addWidget(name)
        stack.addWidget(TextLabel(theme, f"Version {_version('rubricator')}, MIT licence", tone="muted"))
        stack.addWidget(purpose)
        stack.addWidget(TextLabel(theme, "Nothing leaves this machine.", tone="muted"))
        stack.addWidget(Rule(theme))
        stack.addLayout(self._parts())

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        pass_theme(self, theme)

    def _parts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(unit(20))
        grid.setVerticalSpacing(unit(6))
        grid.setColumnStretch(0, 1)
        parts = [(name, _version(package), licence) for package, name, licence in _PARTS]
        shipped = shipped_engines()
        engines = [(f"Engine {one.name}", one.version, one.licence.partition(" (")[0]) for one in shipped]
        for number, row in enumerate((*parts, *engines)):
            for column, words in enumerate(row):
                tone = "muted" if column else "text"
                label = TextLabel(self._theme, words, tone=tone, pixels=12)
                label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                grid.addWidget(label, number, column)
        return grid


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
