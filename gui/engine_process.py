"""The engine in a process of its own: asked in lines of JSON, restarted once if it dies."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from core.errors import RubricatorError


class EngineProcess(QObject):
    """Runs `core.engine.worker`, with the user's lists and rules in `knowledge`, and hands texts to it.

    What was asked for and not answered is asked again after a restart, so a dying process loses
    nothing. A second death is final until `start` is called again.
    """

    ready = Signal(str, float)
    """Version, and the score below which a proposal is doubtful."""
    proposed = Signal(str, object)
    """Article id, and the worker's answer: `proposals` for a `part` of the text, whether it is `done`."""
    died = Signal(bool)
    """The process died; whether it is being restarted."""
    knowledge_faults = Signal(object)
    """Sentences on what is wrong in the user's lists and rules; the rest of them is in use."""
    failed = Signal(object)
    """A RubricatorError: the engine cannot be loaded, or a text not be read."""

    def __init__(self, engine: str, knowledge: Sequence[Path] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.engine = engine
        self._knowledge = tuple(option for folder in knowledge for option in ("--knowledge", str(folder)))
        self._waiting: dict[str, str] = {}
        self._restarts = 1
        self._refusal: RubricatorError | None = None
        """Why the process that is ending could not load its engine."""
        self._process: QProcess | None = None

    @property
    def process_id(self) -> int:
        """The process's id; 0 where none runs."""
        return self._process.processId() if self._process else 0

    def use(self, engine: str) -> None:
        """Take another engine from now on; what is not answered yet it is asked about."""
        self.engine = engine
        self._restarts = 1
        self.start()

    def start(self) -> None:
        """Start the process, anew if one runs."""
        self.stop()
        self._refusal = None
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("OMP_NUM_THREADS", "1")
        process.setProcessEnvironment(environment)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._not_started)
        self._process = process
        worker = ["-m", "core.engine.worker", "--engine", self.engine, *self._knowledge]
        process.start(sys.executable, worker)
        for article_id in self._waiting:
            self._send(article_id)

    def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.blockSignals(True)
        process.closeWriteChannel()
        process.kill()
        process.waitForFinished(1000)
        process.deleteLater()

    def propose(self, article_id: str, text: str) -> None:
        """Ask for an article's proposals; `proposed` brings them."""
        self._waiting[article_id] = text
        self._send(article_id)

    def is_reading(self, article_id: str) -> bool:
        """Whether answers about an article are still to come."""
        return article_id in self._waiting

    def cancel(self, article_id: str) -> None:
        """Have the rest of an article left unread; nothing more comes about it."""
        if self._waiting.pop(article_id, None) is not None and self._process:
            line = json.dumps({"id": article_id, "cancel": True}) + "\n"
            self._process.write(line.encode("ascii"))

    def _send(self, article_id: str) -> None:
        if self._process:
            line = json.dumps({"id": article_id, "text": self._waiting[article_id]}) + "\n"
            self._process.write(line.encode("ascii"))

    def _read(self) -> None:
        while self._process and self._process.canReadLine():
            self._take(json.loads(bytes(self._process.readLine().data())))

    def _take(self, answer: dict[str, Any]) -> None:
        if answer["event"] == "ready":
            self.ready.emit(answer["version"], answer["threshold"])
            return
        if answer["event"] == "proposals":
            if answer["id"] in self._waiting:
                if answer["done"]:
                    del self._waiting[answer["id"]]
                self.proposed.emit(answer["id"], answer)
            return
        if answer["event"] == "knowledge":
            self.knowledge_faults.emit(answer["faults"])
            return
        error = RubricatorError(answer["sentence"], answer.get("hint", ""))
        if "id" in answer:
            self._waiting.pop(answer["id"], None)
            self.failed.emit(error)
        else:
            self._refusal = error

    def _ended(self) -> None:
        self._process = None
        if self._refusal:
            self.failed.emit(self._refusal)
            return
        again = self._restarts > 0
        self.died.emit(again)
        if again:
            self._restarts -= 1
            self.start()

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._process = None
            self.failed.emit(RubricatorError("The engine's process could not be started."))
