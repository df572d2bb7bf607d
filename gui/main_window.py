"""The window: menus, label line, the article in the middle, docks around it, status bar."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QToolBar

from core import assets
from core.annotation.span import Span
from gui.actions.binding import ActionSet
from gui.actions.labels import apply_label
from gui.actions.table import MENUS, commands
from gui.article_desk import ArticleDesk
from gui.context import Context
from gui.docks import Docks
from gui.look import Look
from gui.opening import Opening
from gui.other_layers import ShowingOthers
from gui.overlays import Overlays
from gui.panels.status_bar import StatusBar
from gui.proposing import Proposing
from gui.session import Session
from gui.theme import apply_theme
from gui.widgets.label_line import LabelLine
from gui.widgets.themed import pass_theme
from gui.window_layout import WindowLayout
from gui.work_settings import WorkSettings

_SAMPLE = ("samples", "000_37ceacafcc040ebd.txt")


class MainWindow(QMainWindow):
    """Puts the parts together, and does what commands ask of a window. It decides nothing."""

    first_painted = Signal()
    store_wanted = Signal(object)
    """The path of another store that is to be opened."""

    def __init__(
        self,
        session: Session,
        proposing: Proposing,
        opening: Opening,
        work: WorkSettings,
        layout: WindowLayout,
    ) -> None:
        super().__init__()
        self._session = session
        self._opening = opening
        self._layout = layout
        self._was_painted = False
        self._was_restored = False
        self.look = Look(work.settings, self)
        apply_theme(_application(), self.look.theme)
        self._desk = ArticleDesk(session, self.look.theme)
        self._desk.view.set_reading(self.look.reading)
        self._label_line = LabelLine(session.scheme, self.look.theme)
        self._docks = Docks(self, session, self.look)
        self._status_bar = StatusBar(session, self.look.theme)
        self._context = Context(session, proposing, self.look, self._desk.view, self, work)
        self._actions = ActionSet(commands(session.scheme), self._context, self, self._desk.view)
        self._overlays = Overlays(self, self._actions, self._context)
        ShowingOthers(session, self.look, self._desk.view)
        self._put_together()
        self._follow()
        self._show_keys()
        self._take_article_look()

    # What commands ask

    def open_files(self) -> None:
        """Let the user choose files to open."""
        from gui.dialogs.files import choose_files

        self._open(choose_files(self))

    def open_folder(self) -> None:
        """Let the user choose a folder to open."""
        from gui.dialogs.files import choose_folder

        self._open(choose_folder(self))

    def open_sample(self) -> None:
        """Open the sample article."""
        self._open([str(assets.path(*_SAMPLE))])

    def save_pdf(self) -> None:
        """Let the user choose where to, and write the annotated article as a PDF."""
        from gui.dialogs.files import choose_pdf
        from gui.paper import Paper

        annotated = self._session.annotated
        if annotated and (path := choose_pdf(self, annotated.article.title)):
            Paper(self._session, self.look.reading).write_pdf(path)

    def print_article(self) -> None:
        """Let the user choose a printer, and print the annotated article."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from gui.paper import Paper

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            Paper(self._session, self.look.reading).draw_on(printer, "was printed")

    def back_up(self) -> None:
        """Let the user choose where to write a backup, and write it."""
        from gui.dialogs.files import choose_backup

        if path := choose_backup(self):
            done = f"The store was backed up to {path}."
            self._session.query(lambda store: store.backup(path), lambda _: self._session.tell(done))

    def open_store(self, path: Path) -> None:
        """Open another store, in the place of this one."""
        self.store_wanted.emit(path)

    def open_label_palette(self) -> None:
        """Show the labels beside the focused span or the selection."""
        self._desk.open_label_palette()

    def open_command_palette(self) -> None:
        """Show every command by name."""
        self._overlays.open_command_palette()

    def open_find(self) -> None:
        """Show the find bar."""
        self._desk.open_find()

    def open_help(self) -> None:
        """Show all keys."""
        self._overlays.open_help()

    def open_dialog(self, dialog_id: str) -> None:
        """Open a window of the table of dialogs."""
        self._overlays.open_dialog(dialog_id)

    def toggle_panel(self, panel_id: str) -> None:
        """Show a panel, or hide it."""
        self._docks.toggle(panel_id)

    def shows_panel(self, panel_id: str) -> bool:
        """Return whether a panel is shown."""
        return self._docks.is_shown(panel_id)

    def give_keyboard(self, panel_id: str) -> None:
        """Show a panel and give it the keyboard."""
        self._docks.take_keyboard(panel_id)

    def seek(self, surface: str, label: str) -> None:
        """Show every occurrence of a surface in the store, and what could be done about them."""
        self._docks.seek(surface, label)

    def leave(self) -> None:
        """Leave what is on top: the find bar, a selection, the focus."""
        self._desk.leave()

    # What Qt asks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint: what need not be there before it begins after it."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.first_painted.emit()
        self._docks.fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the docks their usual sizes: only a window that is shown has room to divide."""
        super().showEvent(event)
        if not self._was_restored:
            self._was_restored = True
            self._docks.set_usual_sizes()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        event.acceptProposedAction()
        self._open([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, but not over corrections that cannot be saved: then only when asked again."""
        if not self._session.may_close():
            event.ignore()
            return
        self._layout.save(self)
        event.accept()

    # How it hangs together

    def _put_together(self) -> None:
        self.setWindowTitle("Rubricator")
        self.setAcceptDrops(True)
        self._actions.fill(self.menuBar(), MENUS)
        bar = QToolBar("Labels", self)
        bar.setObjectName("labels")
        bar.setMovable(False)
        bar.addWidget(self._label_line)
        self._label_bar = bar
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, bar)
        self.setCentralWidget(self._desk)
        self.setStatusBar(self._status_bar)
        self.resize(1440, 900)
        self._was_restored = self._layout.restore(self)
        self._label_bar.setVisible(False)

    def _follow(self) -> None:
        session, desk = self._session, self._desk
        for signal in (
            session.store_opened,
            session.article_opened,
            session.changed,
            session.focus_moved,
            session.selection_moved,
            session.undoing.changed,
            session.engine_changed,
            session.comparing.layers_changed,
        ):
            signal.connect(self._actions.refresh)
        session.scheme_changed.connect(self._take_scheme)
        session.article_opened.connect(self._show_title)
        session.focus_moved.connect(self._show_label)
        session.changed.connect(self._show_label)
        session.labels.brush_changed.connect(self._actions.refresh)
        self._actions.keys_changed.connect(self._show_keys)
        session.labels.brush_changed.connect(lambda: self._label_line.set_brush(session.labels.brush))
        desk.view.zoom_requested.connect(self.look.zoom)
        self._label_line.label_chosen.connect(self._apply_label)
        desk.label_chosen.connect(self._apply_label)
        desk.menu_wanted.connect(self._open_menu)
        desk.empty_page.open_files.connect(self.open_files)
        desk.empty_page.open_folder.connect(self.open_folder)
        desk.empty_page.open_sample.connect(self.open_sample)
        self._docks.left.connect(desk.view.setFocus)
        self._docks.reveal_requested.connect(desk.show_place)
        self._docks.compared.connect(desk.view.set_other_layers)
        self._status_bar.show_all.connect(lambda: self._actions.run("view.all"))
        self.look.theme_changed.connect(self._take_theme)
        self.look.article_changed.connect(self._take_article_look)
        session.filter_changed.connect(self._take_article_look)

    def _open(self, names: Sequence[str]) -> None:
        if names:
            self._opening.open(names)

    def _apply_label(self, label: str) -> None:
        apply_label(self._context, label)
        self._desk.view.setFocus()

    def _open_menu(self, point: QPoint) -> None:
        self._actions.span_menu(self).popup(point)

    def _show_keys(self) -> None:
        self._docks.set_keys({one.id: self._actions.key(one.id) for one in self._actions.commands})

    def _show_title(self) -> None:
        annotated = self._session.annotated
        self.setWindowTitle(f"{annotated.article.title} – Rubricator" if annotated else "Rubricator")
        self._label_bar.setVisible(annotated is not None)
        self._show_label()

    def _show_label(self) -> None:
        focus: Span | None = self._session.focus
        self._label_line.set_current(focus.label if focus else None)

    def _take_scheme(self) -> None:
        scheme = self._session.scheme
        self._label_line.set_scheme(scheme)
        self._actions.take(commands(scheme))
        self._actions.fill(self.menuBar(), MENUS)

    def _take_theme(self) -> None:
        apply_theme(_application(), self.look.theme)
        pass_theme(self, self.look.theme)
        self._actions.refresh()

    def _take_article_look(self) -> None:
        self._desk.view.set_reading(self.look.reading)
        self._desk.view.set_filter(self._session.filter, self.look.scores)
        self._status_bar.show_filter(self._session.filter.words)
        self._actions.refresh()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
