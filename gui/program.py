"""From options to a running program: one window, and the way to another store."""

import gc
import signal
import sys
from argparse import Namespace
from pathlib import Path

from PySide6.QtCore import QEvent, QMessageLogContext, QObject, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from core.cli.terminal import tell
from core.errors import RubricatorError
from core.settings import Settings
from core.trace import Trace
from gui.desktop import Desktop


def open_window(options: Namespace) -> int:
    """Open the window and run until it is closed; return the exit code. Raises RubricatorError."""
    # What is made while starting stays: the collector would look through it again and again.
    gc.disable()
    trace = Trace.to_file(options.trace)
    settings = Settings.load()
    if options.store:
        from core.store.opening import check_file

        check_file(options.store, create=True, reading=True)
    qInstallMessageHandler(_tell_qt_message)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("rubricator")
    application.setApplicationDisplayName("Rubricator")
    if trace.is_on:
        application.installEventFilter(InputClock(trace, application))
    program = Program(options, settings, trace)
    _stop_on_signals(application)
    code = application.exec()
    program.desktop.close()
    return program.desktop.code or code


class Program:
    """What is open. Another store gets a window of its own before this one is closed."""

    def __init__(self, options: Namespace, settings: Settings, trace: Trace) -> None:
        self._options = options
        self._settings = settings
        self._trace = trace
        self.desktop = self._open(options)

    def switch(self, path: Path) -> None:
        """Open the store at `path` in the place of this one; where that cannot be, say so and stay."""
        from core.store.opening import check_file

        before = self.desktop
        try:
            check_file(path, create=True, reading=True)
        except RubricatorError as error:
            before.session.tell_error(error)
            return
        if before.session.may_close():
            named = {"store": path, "files": [], "article": "", "screenshot": None}
            self.desktop = self._open(Namespace(**{**vars(self._options), **named}))
            before.window.close()
            before.close()
            before.window.deleteLater()

    def _open(self, options: Namespace) -> Desktop:
        desktop = Desktop(options, self._settings, self._trace)
        desktop.window.store_wanted.connect(self.switch)
        desktop.open()
        return desktop


class InputClock(QObject):
    """Notes in the trace when a key or mouse event comes in."""

    _KINDS = (
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
    )

    def __init__(self, trace: Trace, parent: QObject) -> None:
        super().__init__(parent)
        self._trace = trace

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at every event and keep none."""
        if event.type() in self._KINDS:
            self._trace.hear_input()
        return False


def _tell_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt has to say, but that there are no size hints where there is no screen."""
    if "propagateSizeHints" not in text:
        tell(text)


def _stop_on_signals(application: QApplication) -> None:
    """End in good order on Ctrl+C and on a request to end: Python hears them only between Qt's events."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: application.quit())
    beat = QTimer(application, interval=500)
    beat.timeout.connect(lambda: None)
    beat.start()
