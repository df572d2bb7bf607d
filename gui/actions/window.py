"""Commands on files, the window and the program."""

from gui.actions.command import Command, Scope
from gui.context import Context, has_article, has_store


def _undo(context: Context) -> None:
    context.session.undoing.undo()


def _redo(context: Context) -> None:
    context.session.undoing.redo()


def _undo_words(context: Context) -> str:
    words = context.session.undoing.words.undo
    return f"Undo: {words}" if words else "Undo"


def _redo_words(context: Context) -> str:
    words = context.session.undoing.words.redo
    return f"Redo: {words}" if words else "Redo"


def _propose_again(context: Context) -> None:
    context.proposing.ask_again()


def _restart_engine(context: Context) -> None:
    context.proposing.start()


def _close(context: Context) -> None:
    context.window.close()


COMMANDS = (
    Command("file.open", "Open files…", lambda context: context.window.open_files(), "File", ("Ctrl+O",)),
    Command(
        "file.open_folder",
        "Open a folder…",
        lambda context: context.window.open_folder(),
        "File",
        ("Ctrl+Shift+O",),
    ),
    Command(
        "file.open_sample", "Open the sample article", lambda context: context.window.open_sample(), "File"
    ),
    Command(
        "file.export",
        "Export…",
        lambda context: context.window.open_dialog("export"),
        "File",
        ("Ctrl+E",),
        has_store,
        section=True,
    ),
    Command(
        "file.pdf",
        "Save the article as PDF…",
        lambda context: context.window.save_pdf(),
        "File",
        enabled=has_article,
    ),
    Command(
        "file.print",
        "Print the article…",
        lambda context: context.window.print_article(),
        "File",
        ("Ctrl+P",),
        has_article,
    ),
    Command(
        "file.store",
        "Store…",
        lambda context: context.window.open_dialog("store"),
        "File",
        enabled=has_store,
        section=True,
    ),
    Command(
        "file.conflicts",
        "Conflicts of a merge…",
        lambda context: context.window.open_dialog("conflicts"),
        "File",
        enabled=has_store,
    ),
    Command("file.backup", "Back up the store…", lambda context: context.window.back_up(), "File"),
    Command("file.quit", "Quit", _close, "File", ("Ctrl+Q",), section=True),
    Command("edit.undo", "Undo", _undo, "Edit", ("Ctrl+Z",), has_store, words=_undo_words),
    Command("edit.redo", "Redo", _redo, "Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), has_store, words=_redo_words),
    Command(
        "edit.find",
        "Find in the article",
        lambda context: context.window.open_find(),
        "Edit",
        ("Ctrl+F",),
        has_article,
        section=True,
    ),
    Command(
        "edit.settings",
        "Settings…",
        lambda context: context.window.open_dialog("settings"),
        "Edit",
        ("Ctrl+,",),
        section=True,
    ),
    Command(
        "edit.leave", "Leave", lambda context: context.window.leave(), "Edit", ("Esc",), scope=Scope.ARTICLE
    ),
    Command(
        "view.zoom_in", "Larger text", lambda context: context.look.zoom(1), "View", ("Ctrl++", "Ctrl+=")
    ),
    Command("view.zoom_out", "Smaller text", lambda context: context.look.zoom(-1), "View", ("Ctrl+-",)),
    Command("view.zoom_reset", "Usual size", lambda context: context.look.zoom(0), "View", ("Ctrl+0",)),
    Command("engine.again", "Propose again for this article", _propose_again, "Engine", (), has_article),
    Command(
        "engine.stop",
        "Stop reading this article",
        lambda context: context.proposing.stop_reading(),
        "Engine",
        enabled=lambda context: context.proposing.is_reading,
    ),
    Command("engine.restart", "Restart the engine", _restart_engine, "Engine"),
    Command(
        "engine.evaluate",
        "Evaluate engines…",
        lambda context: context.window.open_dialog("evaluation"),
        "Engine",
        enabled=has_store,
        section=True,
    ),
    Command("help.keys", "All keys", lambda context: context.window.open_help(), "Help", ("F1",)),
    Command(
        "help.commands",
        "Every command…",
        lambda context: context.window.open_command_palette(),
        "Help",
        ("Ctrl+Shift+P",),
    ),
    Command(
        "help.about",
        "About Rubricator",
        lambda context: context.window.open_dialog("about"),
        "Help",
        section=True,
    ),
)
