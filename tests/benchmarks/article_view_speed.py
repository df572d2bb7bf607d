"""How fast the article view opens, paints and repaints, beside a bare text editor with the same text.

`python tests/benchmarks/article_view_speed.py`; times are milliseconds of the processor. Needs no display.
"""

import os
import random
import statistics
import time
from collections.abc import Callable
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QTextEdit

from core.annotation.annotated_article import AnnotatedArticle, Changes
from core.annotation.article import Article
from core.annotation.correction import Batch
from core.annotation.edits.accept import accept
from core.annotation.edits.relabel import relabel
from core.annotation.edits.resize import Edge, Step, moved_edge, resize
from core.annotation.scheme import Scheme, load_scheme
from core.annotation.span import Span
from gui.article_view.view import ArticleView
from gui.theme import article_font

SIZE = (870, 780)
SPANS = 50_000
CHARACTERS = 1_000_000
ROUNDS = 100


def make_article(characters: int, spans: int) -> AnnotatedArticle:
    """Return an article of words with spans spread evenly, every tenth with one nested in it."""
    chance = random.Random(1)
    words: list[str] = []
    length = 0
    while length < characters:
        word = "".join(chance.choices("etaoinshrdlu", k=chance.randint(2, 9)))
        words.append(word.title() if chance.random() < 0.2 else word)
        words.append("\n" if chance.random() < 0.012 else " ")
        length += len(words[-2]) + 1
    text = "".join(words)
    labels = [label.name for label in load_scheme()]
    made, step = [], len(text) // spans
    for number in range(spans):
        start = number * step
        end = min(start + chance.randint(4, max(step - 4, 5)), len(text))
        made.append(Span(start, end, chance.choice(labels), "gold", score=chance.random()))
        if number % 10 == 0:
            made.append(Span(start, start + 3, chance.choice(labels), "gold", score=0.9))
    return AnnotatedArticle(Article("benchmark", text), "gold", made)


def timed(act: Callable[[], object]) -> float:
    """Return how long an act took, in milliseconds of the processor: a busy machine does not spoil them."""
    begin = time.process_time()
    act()
    return (time.process_time() - begin) * 1000


def report(name: str, times: list[float], bare: list[float] | None = None) -> None:
    """Print the median and the 95th percentile, and how many times a bare editor's median it is."""
    ordered = sorted(times)
    p95 = ordered[min(int(0.95 * len(ordered)), len(ordered) - 1)]
    ratio = f"   {statistics.median(times) / statistics.median(bare):6.2f} x bare" if bare else ""
    print(f"{name:<44} median {statistics.median(times):8.2f}   p95 {p95:8.2f}{ratio}")


def on_one_line(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Return the article without its line breaks: one paragraph, as some archives have it."""
    return AnnotatedArticle(Article("benchmark", annotated.text.replace("\n", " ")), "gold", annotated)


def measure_opening(view: ArticleView, bare: QTextEdit, annotated: AnnotatedArticle, scheme: Scheme) -> None:
    def open_view() -> None:
        view.show_article(annotated, scheme, 0.5)
        view.viewport().repaint()

    def open_bare() -> None:
        bare.setPlainText(annotated.text)
        bare.viewport().repaint()

    bare_times = [timed(open_bare) for _ in range(5)]
    report("open 1 MB with 50,000 spans, to first paint", [timed(open_view) for _ in range(5)], bare_times)


def measure_great(view: ArticleView, annotated: AnnotatedArticle, scheme: Scheme) -> None:
    def open_view(shown: AnnotatedArticle) -> None:
        view.show_article(shown, scheme, 0.5)
        view.viewport().repaint()

    def jump(span: Span) -> None:
        view.focus_span(span.id)
        QApplication.processEvents()

    great = make_article(10 * CHARACTERS, 10 * SPANS)
    for words, other in (
        ("open 1 MB on one line", on_one_line(annotated)),
        ("open 10 MB with 500,000 spans", great),
        ("open 10 MB on one line", on_one_line(great)),
    ):
        report(words, [timed(partial(open_view, other)) for _ in range(5)])
        report("  jump to its last span", [timed(partial(jump, next(other.before(None))))])


def measure_pages(view: ArticleView, bare: QTextEdit) -> None:
    bar, bare_bar = view.verticalScrollBar(), bare.verticalScrollBar()
    for one, editor in ((bar, view), (bare_bar, bare)):
        one.setMaximum(round(editor.document().size().height()))
    fresh, known, bare_fresh, bare_known = [], [], [], []
    for page in range(ROUNDS):
        bar.setValue(page * 3000)
        bare_bar.setValue(page * 3000)
        bare_fresh.append(timed(bare.viewport().repaint))
        fresh.append(timed(view.viewport().repaint))
        known.append(timed(view.viewport().repaint))
        bare_known.append(timed(bare.viewport().repaint))
    report("paint a page seen for the first time", fresh, bare_fresh)
    report("paint a page again", known, bare_known)


def measure_edits(view: ArticleView, annotated: AnnotatedArticle) -> None:
    """From the applied correction to the painted pixels, focus moving on as the keyboard has it."""
    application = QApplication.instance()
    assert application is not None
    spans = list(annotated)[:ROUNDS]
    labels = [label.name for label in load_scheme()]

    def repainted(changes: Changes, focus: Span) -> float:
        def act() -> None:
            view.apply_changes(changes)
            view.focus_span(focus.id)
            application.processEvents()

        return timed(act)

    accepted, relabelled, resized = [], [], []
    for number, span in enumerate(spans[:-1]):
        batch = Batch(annotated.article.id, "gold", "benchmark")
        accepted.append(repainted(annotated.apply(accept((span,), batch)), spans[number + 1]))
        here = annotated.get(span.id) or span
        changes = annotated.apply(relabel((here,), labels[number % len(labels)], batch))
        relabelled.append(repainted(changes, here))
        here = annotated.get(span.id) or span
        place = moved_edge(annotated.text, here, Edge.END, Step.WORD, forward=True)
        resized.append(repainted(annotated.apply(resize(annotated, here, *place, batch)), here))
    report("accept, focus the next, repaint", accepted)
    report("relabel, repaint", relabelled)
    report("resize, repaint", resized)


def measure_jumps(view: ArticleView, annotated: AnnotatedArticle) -> None:
    application = QApplication.instance()
    assert application is not None
    spans = list(annotated)

    def jump(span: Span) -> float:
        return timed(lambda: (view.focus_span(span.id), application.processEvents()))

    report("focus the last span, the first jump", [jump(spans[-1])])
    report("focus anywhere after that", [jump(spans[i]) for i in range(0, len(spans), len(spans) // 50)])


def main() -> None:
    """Measure and print."""
    application = QApplication([])
    font = QFont(application.font())
    font.setPixelSize(13)
    application.setFont(font)
    scheme = load_scheme()
    annotated = make_article(CHARACTERS, SPANS)
    view, bare = ArticleView(), QTextEdit()
    bare.setReadOnly(True)
    bare.setFont(article_font(18))
    for widget in (view, bare):
        widget.resize(*SIZE)
        widget.show()
    application.processEvents()
    print(f"{len(annotated.text):,} characters, {len(annotated):,} spans")
    measure_opening(view, bare, annotated, scheme)
    measure_pages(view, bare)
    view.verticalScrollBar().setValue(0)
    application.processEvents()
    measure_edits(view, annotated)
    measure_jumps(view, annotated)
    measure_great(view, annotated, scheme)


if __name__ == "__main__":
    main()
