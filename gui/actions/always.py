"""The command that has the focused span's text always proposed under its label: a row in the store's list."""

from core.annotation.wording import quoted
from core.engine.knowledge.always import add_entry, remove_entry
from core.engine.knowledge.folders import store_folder
from gui.actions.command import Command
from gui.context import Context, has_focus
from gui.session import Session

_TEXT = "Always propose this name as this label"


def _always_propose(context: Context) -> None:
    session, focus = context.session, context.session.focus
    if focus is None or session.annotated is None:
        return
    name, label, folder = session.annotated.surface(focus), focus.label, store_folder(session.path)

    def added(before: str) -> None:
        if before == label:
            session.tell(f"{quoted(name)} is always proposed as {label} already.")
            return
        session.tell(
            f"{quoted(name)} is always proposed as {label} from the next article on.",
            action_text="Take back",
            action=lambda: _take_back(session, name, label, before),
        )

    session.query(lambda _: add_entry(folder, name, label), added)


def _take_back(session: Session, name: str, label: str, before: str) -> None:
    folder = store_folder(session.path)
    if before:
        sentence = f"{quoted(name)} is always proposed as {before} again."
        session.query(lambda _: add_entry(folder, name, before), lambda _: session.tell(sentence))
    else:
        sentence = f"{quoted(name)} is no longer always proposed as {label}."
        session.query(lambda _: remove_entry(folder, name), lambda _: session.tell(sentence))


def _words(context: Context) -> str:
    focus, annotated = context.session.focus, context.session.annotated
    if focus is None or annotated is None:
        return _TEXT
    return f"Always propose {quoted(annotated.surface(focus))} as {focus.label}"


COMMANDS = (
    Command("span.always", _TEXT, _always_propose, "Span", enabled=has_focus, section=True, words=_words),
)
