"""The settings: a window built from the table of settings, in which each change holds at once."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.annotation.scheme import scheme_names
from core.engine.catalogue import DEFAULT_ENGINE, check_engine, list_engines
from core.engine.engine_info import EngineInfo
from core.errors import RubricatorError
from core.settings import ENGINE, SCHEME, SETTINGS, Setting
from gui.context import Context
from gui.dialogs.name_field import NameField
from gui.theme import Theme, unit
from gui.widgets.check_box import CheckBox
from gui.widgets.panel_title import PanelTitle
from gui.widgets.text_label import TextLabel
from gui.widgets.themed import pass_theme

_AT_ONCE = "Each change holds at once. Esc closes."


class SettingsWindow(QDialog):
    """A field for each row of the table, under its group. It blocks nothing; Esc closes it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self._context = context
        self._settings = context.settings
        self._session = context.session
        theme = self._theme = context.look.theme
        self._told = TextLabel(theme, _AT_ONCE, tone="muted", pixels=12, lines=2)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(unit(6), unit(6), unit(14), unit(12))
        for group in dict.fromkeys(setting.group for setting in SETTINGS):
            stack.addWidget(PanelTitle(theme, group))
            stack.addLayout(self._form([one for one in SETTINGS if one.group == group]))
        stack.addStretch()
        self._told.setContentsMargins(unit(14), unit(8), 0, 0)
        stack.addWidget(self._told)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        pass_theme(self, theme)

    def sizeHint(self) -> QSize:
        """Return the size that it has at first."""
        return QSize(unit(580), super().sizeHint().height())

    def _form(self, rows: list[Setting[Any]]) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(unit(14), 0, 0, unit(8))
        form.setVerticalSpacing(unit(6))
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for setting in rows:
            words = QLabel(setting.text)
            words.setWordWrap(True)
            words.setFixedWidth(unit(330))
            words.setMinimumHeight(words.heightForWidth(unit(330)) + unit(2))
            words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            form.addRow(words, self._field(setting))
        return form

    def _field(self, setting: Setting[Any]) -> QWidget:
        """Return a field that fits a setting's kind, with its value."""
        value, field = self._settings[setting], self._plain_field(setting)
        if isinstance(field, NameField):
            self._fill_names(setting, field)
        elif isinstance(field, QComboBox):
            field.addItems([str(choice) for choice in setting.choices])
            field.setCurrentText(str(value))
            field.currentTextChanged.connect(lambda text: self._take(setting, text))
        elif isinstance(field, CheckBox):
            field.setChecked(bool(value))
            field.toggled.connect(lambda checked: self._take(setting, checked))
        elif isinstance(field, QSpinBox):
            field.setRange(int(setting.least or 0), int(setting.most or 1_000_000))
            field.setValue(value)
            field.valueChanged.connect(lambda number: self._take(setting, number))
        elif isinstance(field, QLineEdit):
            field.setText("" if value is None else str(value))
            field.editingFinished.connect(lambda: self._take_text(setting, field.text().strip()))
        field.setAccessibleName(setting.key)
        field.setMinimumHeight(unit(27))
        return field

    def _plain_field(self, setting: Setting[Any]) -> QWidget:
        if setting.key in (SCHEME.key, ENGINE.key):
            return NameField()
        if setting.choices:
            return QComboBox()
        if setting.kind is bool:
            box = CheckBox(self._theme, "")
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            return box
        return QSpinBox() if setting.kind is int else QLineEdit()

    def _fill_names(self, setting: Setting[Any], field: NameField) -> None:
        """Offer what there is; engines are looked for on another thread."""
        if setting.key == SCHEME.key:
            folder = self._settings.folder
            field.offer(scheme_names(folder / "schemes" if folder else None), self._settings[SCHEME])
            field.named.connect(lambda name: self._take(setting, name))
        else:
            current = self._settings[ENGINE] or DEFAULT_ENGINE
            field.offer((current,), current)
            field.named.connect(self._take_engine)
            self._session.query(
                lambda _: list_engines(), lambda found: field.offer(_usable(found), field.currentText())
            )

    def _take_engine(self, name: str) -> None:
        """Let an engine hold that there is; the default one is the setting's empty value."""
        value = "" if name == DEFAULT_ENGINE else name
        if value != self._settings[ENGINE]:
            self._session.query(
                lambda _: check_engine(name or DEFAULT_ENGINE),
                lambda _: self._take(ENGINE, value),
                self._refuse,
            )

    def _take_text(self, setting: Setting[Any], text: str) -> None:
        value: str | float | None = text
        if setting.kind is float:
            try:
                value = float(text) if text else None
            except ValueError:
                value = text
        self._take(setting, value)

    def _take(self, setting: Setting[Any], value: object) -> None:
        """Let a value hold, or say why it cannot."""
        if value == self._settings[setting]:
            return
        try:
            self._context.work.change(setting, value)
        except RubricatorError as error:
            self._refuse(error)
            return
        self._told.show_text(_AT_ONCE)
        self._context.look.take_settings()

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, RubricatorError):
            raise error
        self._told.show_text(str(error))


def _usable(engines: Iterable[EngineInfo]) -> tuple[str, ...]:
    return tuple(engine.name for engine in engines if engine.usable)
