"""What the user is told while corrections cannot be saved, and until they are."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.errors import InputError, StoreError
from gui.message import Message
from gui.saving import Saving, passes


class SavingTrouble(QObject):
    """Says that corrections could not be saved, and takes it back as soon as something was.

    Where the fault may last, it offers to copy what waits to the user's home, for `rubricator apply`.
    """

    message = Signal(object)
    withdrawn = Signal(str)
    """A sentence that no longer holds."""

    def __init__(self, saving: Saving, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._saving = saving
        self._told = ""
        self._lasts = False
        self._refused_to_close = False
        saving.stuck.connect(self._tell_stuck)
        saving.written.connect(self._take_back)

    def may_close(self) -> bool:
        """Return whether closing loses nothing, or the user was told so before; else tell it now."""
        unsaved = self._saving.unsaved
        if not unsaved or self._refused_to_close:
            return True
        what = "1 change is" if unsaved == 1 else f"{unsaved} changes are"
        self._tell(f"{what} not saved.", "Closing again leaves without saving.")
        self._refused_to_close = True
        return False

    def _tell_stuck(self, error: StoreError) -> None:
        self._lasts = not passes(error)
        # Whoever was told when closing knows, and is to read it until it is mended.
        if not self._refused_to_close:
            reason = f"{error.sentence[:1].lower()}{error.sentence[1:]}"
            hint = error.hint or "The change is kept here and tried again."
            self._tell(f"The change could not be saved: {reason}", hint)

    def _tell(self, sentence: str, hint: str) -> None:
        if sentence != self._told:
            self._withdraw()
        self._told = sentence
        act = ("Save a copy", self._copy) if self._lasts else ("Try again", self._saving.try_again)
        self.message.emit(Message(sentence, hint, *act, error=True))

    def _copy(self) -> None:
        """Write what waits where `rubricator apply` can take it from; it goes on waiting."""
        from core.transfer.rescuing import rescue

        try:
            path = rescue(self._saving.waiting, Path.home())
        except InputError as error:
            self.message.emit(Message(error.sentence, error.hint, error=True))
        else:
            self.message.emit(
                Message(f"The changes are in {path}.", f'"rubricator apply {path.name}" makes them.')
            )

    def _take_back(self) -> None:
        self._refused_to_close = self._lasts = False
        self._withdraw()

    def _withdraw(self) -> None:
        if self._told:
            self.withdrawn.emit(self._told)
            self._told = ""
