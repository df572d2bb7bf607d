"""What the window says to the user: one sentence, a hint, perhaps one thing to do about it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the message bar. An error stays until it is closed, another passes."""

    sentence: str
    hint: str = ""
    action_text: str = ""
    action: Callable[[], None] | None = None
    action_key: str = ""
    error: bool = False
