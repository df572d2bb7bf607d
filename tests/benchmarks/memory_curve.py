"""What the memory saves: corrections per 1,000 words, from the first to the tenth of ten like articles.

    python tests/benchmarks/memory_curve.py [FOLDER] [--engine NAME] [--annotated-only]

Ten articles are proposed on and corrected one after another in a new store, as their gold has them, and what
that takes is counted as a person would act: 1 for each wrong label, each wrong pair of edges, each span that
is none; 2 for one that was missed (select, label); "the same everywhere" is not used. Without memory and with
it. Measured are a series made for this (a continuing story with names of its own, titles inside names, no
numbers and no dates) and, with FOLDER (the data folder), series of ten from each set of `unified`, the ten
that have most words in common, as often as there are such, and the loan agreements in their order. Stretches
that a set masks (MISC, NOMINAL) are left out. --annotated-only leaves out the engine's labels that a set does
not annotate, too: else to reject them is a habit that the memory can learn.
"""

import argparse
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from core.annotation.annotated_article import AnnotatedArticle
from core.annotation.article import Article
from core.annotation.correction import Batch, Correction
from core.annotation.edits.accept import accept
from core.annotation.edits.add import add
from core.annotation.edits.reject import reject
from core.annotation.edits.relabel import relabel
from core.annotation.edits.resize import resize
from core.annotation.scheme import Scheme, load_scheme
from core.annotation.span import Span
from core.engine.catalogue import DEFAULT_ENGINE, load_engine
from core.engine.engine import Engine
from core.engine.proposal import Proposal
from core.store.store import Store
from core.transfer.proposing import commit_proposals

MASKED = {"MISC", "NOMINAL"}
SEC_LABELS = {"PER": "PERSON", "LOC": "GPE"}
TEN = 10
LAYER = "person"
SCHEME = load_scheme()
MADE = Path(__file__).parents[1] / "data" / "like_articles"

Gold = dict[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Decided:
    """An article with its gold, without overlaps; `masked` are stretches that count for nothing."""

    text: str
    gold: Gold
    masked: tuple[tuple[int, int], ...] = ()


class Person:
    """Corrects an article until it is as its gold, and counts what that takes."""

    def __init__(self, annotated: AnnotatedArticle, gold: Gold) -> None:
        self.annotated = annotated
        self.left = dict(gold)
        self.cost = 0
        self.made: list[Correction] = []
        self.batch = Batch(annotated.article.id, annotated.layer, annotated.layer)

    def correct(self, masked: Sequence[tuple[int, int]]) -> None:
        """Decide each proposal that is not masked, rightly placed ones first, and add what is missing."""
        for span in sorted(self.annotated, key=lambda span: span.place not in self.left):
            if not any(span.overlaps(*place) for place in masked):
                self._decide(span)
        for (start, end), label in self.left.items():
            self._make(add(self.annotated, start, end, label, self.batch), 2)

    def _decide(self, span: Span) -> None:
        place = span.place if span.place in self.left else self._crossing(span)
        if place is None:
            self._make(reject([span], self.batch), 1)
            return
        label = self.left.pop(place)
        if place != span.place:
            self._make(resize(self.annotated, span, *place, self.batch), 1)
        now = self.annotated.get(span.id) or span
        if label != span.label:
            self._make(relabel([now], label, self.batch), 1)
        elif not now.decided:
            self._make(accept([now], self.batch), 0)

    def _crossing(self, span: Span) -> tuple[int, int] | None:
        return next((place for place in self.left if span.overlaps(*place)), None)

    def _make(self, corrections: Sequence[Correction], cost: int) -> None:
        self.cost += cost
        self.made += corrections
        self.annotated.apply(corrections)


def replay(
    articles: Sequence[Decided], found: Sequence[Sequence[Proposal]], remember: Scheme | None
) -> list[int]:
    """Return how many corrections each article took, proposed on and corrected one after another."""
    costs = []
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s.db") as store:
        for number, (one, proposals) in enumerate(zip(articles, found, strict=True)):
            article = store.add_article(Article(str(number), one.text))
            commit_proposals(store, article.id, LAYER, proposals, remember=remember)
            person = Person(store.annotated(article.id, LAYER), one.gold)
            person.correct(one.masked)
            store.commit(person.made)
            costs.append(person.cost)
    return costs


def read(file: Path) -> list[Decided]:
    """Return the articles of a set."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [_decided(row["text"], row["spans"]) for row in rows]


def agreements(file: Path, sentences: int = 25) -> list[Decided]:
    """Return the loan agreements, whose sentences come one a line, in pieces of some sentences."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    found = []
    for first in range(0, len(rows), sentences):
        text, spans = "", []
        for row in rows[first : first + sentences]:
            for one in row["spans"]:
                label = SEC_LABELS.get(one["label"], one["label"])
                spans.append(
                    {"start": one["start"] + len(text), "end": one["end"] + len(text), "label": label}
                )
            text += row["text"] + "\n"
        found.append(_decided(text, spans))
    return found


def made(file: Path) -> list[Decided]:
    """Return the articles of a file that marks spans as [text|LABEL] and parts articles by a line `---`."""
    found = []
    for marked in file.read_text(encoding="utf-8").split("\n---\n"):
        text, gold = "", {}
        for before, surface, label in re.findall(r"([^\[]*)(?:\[([^|]*)\|([A-Z_]+)\])?", marked):
            text += before
            if surface:
                gold[len(text), len(text) + len(surface)] = label
                text += surface
        found.append(Decided(text, gold))
    return found


def _decided(text: str, spans: Iterable[dict[str, Any]]) -> Decided:
    gold: Gold = {}
    end = 0
    ordered = sorted(spans, key=lambda one: (one["start"], -one["end"]))
    for one in ordered:
        if one["label"] not in MASKED and one["start"] >= end:
            gold[one["start"], one["end"]] = one["label"]
            end = one["end"]
    masked = ((one["start"], one["end"]) for one in ordered if one["label"] in MASKED)
    return Decided(text, gold, tuple(masked))


def like(articles: Sequence[Decided], most: int = 12) -> Iterator[list[Decided]]:
    """Yield series of ten articles that have most words in common, each article once, in their order."""
    words = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(
        [one.text for one in articles]
    )
    near = (words @ words.T).toarray()
    free = np.ones(len(articles), dtype=bool)
    for middle in np.argsort(-np.sort(near, axis=1)[:, -TEN:].mean(axis=1)):
        around = [one for one in np.argsort(-near[middle]) if free[one]][:TEN]
        if free[middle] and len(around) == TEN and most:
            most -= 1
            free[around] = False
            yield [articles[one] for one in sorted(around)]


def measure(name: str, series: Sequence[Sequence[Decided]], engine: Engine, annotated_only: bool) -> None:
    """Replay series with and without memory and print the two curves."""
    labels = {label for articles in series for one in articles for label in one.gold.values()}
    words, alone, remembered = np.zeros(TEN), np.zeros(TEN), np.zeros(TEN)
    for articles in series:
        found = [
            _wanted(engine.propose(one.text), one, labels if annotated_only else None) for one in articles
        ]
        words += [len(one.text.split()) for one in articles]
        alone += replay(articles, found, None)
        remembered += replay(articles, found, SCHEME)
    print(f"{name}: {len(series)} series of ten articles, {int(words.sum()):,} words")
    _print_curve("engine alone", 1000 * alone / words)
    _print_curve("with memory", 1000 * remembered / words)
    rates = 1000 * remembered / words
    last = slice(TEN - 3, TEN)
    print(
        f"    tenth to first: {_ratio(rates[-1], rates[0])};"
        f" articles 8 to 10 to the first: {_ratio(rates[last].mean(), rates[0])};"
        f" articles 8 to 10 with memory to without: {_ratio(remembered[last].sum(), alone[last].sum())};"
        f" all: {_ratio(remembered.sum(), alone.sum())}",
        flush=True,
    )


def _ratio(one: float, other: float) -> str:
    return f"{one / other:.2f}" if other else "-"


def _wanted(found: Iterable[Proposal], one: Decided, labels: set[str] | None) -> list[Proposal]:
    """Return the proposals outside of what is masked, with these labels (None: with any)."""
    return [
        proposal
        for proposal in found
        if (labels is None or proposal.label in labels)
        and not any(start < proposal.end and proposal.start < end for start, end in one.masked)
    ]


def _print_curve(name: str, rates: Iterable[float]) -> None:
    for number, rate in enumerate(rates, 1):
        print(f"    {name if number == 1 else '':13}{number:3}{rate:6.0f}  {'#' * round(rate / 4)}")


def main() -> None:
    """Measure the made series, and those of a data folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--engine", default=DEFAULT_ENGINE)
    parser.add_argument("--annotated-only", action="store_true")
    options = parser.parse_args()
    engine = load_engine(options.engine)
    sets = [(file.stem, [made(file)]) for file in sorted(MADE.glob("*.txt"))]
    if options.folder:
        pieces = agreements(options.folder / "sec-filings.train.jsonl")
        in_order = [pieces[start : start + TEN] for start in range(0, len(pieces) - TEN + 1, TEN)]
        sets.append(("sec-filings (not trained on)", in_order))
        for part in ("dev", "train"):
            for file in sorted((options.folder / "unified" / part).glob("*.jsonl")):
                sets.append((f"{part}/{file.stem}", list(like(read(file)))))
    for name, series in sets:
        if series:
            measure(name, series, engine, options.annotated_only)


if __name__ == "__main__":
    main()
