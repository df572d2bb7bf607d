"""Find by regular expression in the background; what takes too long is ended and told."""

import json
import sys
from dataclasses import asdict

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from core.annotation.find import Query

_LONGEST_MS = 3000


class PatternSearch(QObject):
    """Asks `core.annotation.pattern_search`, one question at a time: a new one ends the one before."""

    found = Signal(object)
    """The places found, as a list of `[start, end)`."""
    given_up = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._patience = QTimer(self, singleShot=True, interval=_LONGEST_MS)
        self._patience.timeout.connect(self._give_up)

    def start(self, text: str, query: Query) -> None:
        """Look for a query in a text; `found` or `given_up` follows."""
        self.stop()
        process = QProcess(self)
        process.finished.connect(self._take)
        process.errorOccurred.connect(self._take_failure)
        self._process = process
        process.start(sys.executable, ["-m", "core.annotation.pattern_search"])
        process.write(json.dumps({**asdict(query), "article": text}).encode("ascii"))
        process.closeWriteChannel()
        self._patience.start()

    def stop(self) -> None:
        """Drop the question that is being answered."""
        self._patience.stop()
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()

    def _take(self) -> None:
        if self._process is not None:
            answer = bytes(self._process.readAllStandardOutput().data())
            self.stop()
            self.found.emit([(start, end) for start, end in json.loads(answer or b"[]")])

    def _take_failure(self) -> None:
        if self._process is not None and self._process.error() is QProcess.ProcessError.FailedToStart:
            self._give_up()

    def _give_up(self) -> None:
        self.stop()
        self.given_up.emit()
