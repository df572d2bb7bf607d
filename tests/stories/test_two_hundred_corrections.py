"""A session of two hundred mixed corrections by real keys gives just the rows that they should.

What should be there is kept beside by a model that knows nothing of the program: a list of spans, the keys'
meaning as the README has it, and words split at blanks. It walks by the same keys and looks at nothing.
"""

import random
from dataclasses import dataclass, field, replace
from pathlib import Path

from user import OpenWindow

from core.annotation.article import Article
from core.annotation.correction import Action, Batch
from core.annotation.span import Span
from core.store.store import Store

WORDS = [f"Name{number:03}" for number in range(240)]
TEXT = "\n".join(" ".join(WORDS[start : start + 12]) for start in range(0, 240, 12))
KEYS = {"P": "PERSON", "O": "ORG", "G": "GPE", "D": "DATE", "1": "PERSON", "3": "ORG"}
WORD, GAP = 7, 1
CORRECTIONS = 200


@dataclass(frozen=True)
class Marked:
    """A span as the model has it: its words, from the first to the one behind the last."""

    first: int
    last: int
    label: str
    state: str

    @property
    def row(self) -> tuple[int, int, str, str]:
        """What the store should say of it."""
        start, end = self.first * (WORD + GAP), self.last * (WORD + GAP) - GAP
        return start, end, self.label, self.state


Step = tuple[list[Marked], int]
"""All spans at one time, and which of them was changed then."""


@dataclass
class Model:
    """Spans by number in reading order, apart from each other; the past, for undo and redo."""

    spans: list[Marked]
    focus: int = -1
    actions: list[str] = field(default_factory=list)
    past: list[Step] = field(default_factory=list)
    future: list[Step] = field(default_factory=list)

    def press(self, key: str) -> None:
        """Do what a key does."""
        if key == "Tab":
            self.focus = self.next_where(lambda one: one.state != "rejected")
        elif key == "Return":
            self.decide("accept", "accepted")
        elif key == "Delete":
            self.decide("reject", "rejected")
        elif key in KEYS:
            same = self.here.label == KEYS[key]
            self.change("accept" if same else "relabel", label=KEYS[key])
        elif key == "Shift+Right":
            self.change("resize", last=self.here.last + 1)
        elif key == "Shift+Left":
            self.change("resize", last=self.here.last - 1)
        elif key == "Ctrl+Z":
            self.turn("undo", self.past, self.future)
        elif key == "Ctrl+Shift+Z":
            self.turn("redo", self.future, self.past)

    @property
    def here(self) -> Marked:
        return self.spans[self.focus]

    def next_where(self, wanted) -> int:  # type: ignore[no-untyped-def]
        around = [(self.focus + step) % len(self.spans) for step in range(1, len(self.spans) + 1)]
        return next((at for at in around if wanted(self.spans[at])), self.focus)

    def decide(self, action: str, state: str) -> None:
        self.change(action, state=state)
        self.focus = self.next_where(lambda one: one.state == "proposed")

    def change(self, action: str, **what: object) -> None:
        after = replace(self.here, **{"state": "accepted", **what})  # type: ignore[arg-type]
        if after == self.here:
            return
        self.past.append((list(self.spans), self.focus))
        self.future.clear()
        self.spans[self.focus] = after
        self.actions.append(action)

    def turn(self, action: str, source: list[Step], goal: list[Step]) -> None:
        """Go one step back or forth; the focus goes to the span that it was about."""
        spans, focus = source.pop()
        goal.append((list(self.spans), focus))
        self.spans, self.focus = list(spans), focus
        self.actions.append(action)

    def possible(self) -> list[str]:
        """Return the keys whose meaning is beyond doubt here."""
        if self.focus < 0 or self.here.state == "rejected":
            return ["Tab"]
        free = self.spans[self.focus + 1].first if self.focus + 1 < len(self.spans) else len(WORDS)
        longer = ["Shift+Right"] * 2 if self.here.last < free - 1 and self.here.last % 12 else []
        shorter = ["Shift+Left"] if self.here.last - self.here.first > 1 else []
        left = sum(one.state == "proposed" for one in self.spans) > 2
        deciding = ["Return"] * 2 + ["Delete"] if left and self.here.state == "proposed" else []
        back = (["Ctrl+Z"] if self.past else []) + (["Ctrl+Shift+Z"] if self.future else [])
        return ["Tab", *KEYS, *deciding, *longer, *shorter, *back]


def test_the_rows_are_those_of_the_model(open_window: OpenWindow, tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    model = Model([Marked(at, at + 1, "ORG", "proposed") for at in range(0, 240, 3)])
    with Store.open(store) as opened:
        article = opened.add_article(Article("Names", TEXT))
        batch = Batch(article.id, "maria", "engine")
        made = [Span(*one.row[:3], "maria", origin="engine:x@1", score=0.9) for one in model.spans]
        opened.commit([batch.correction(Action.PROPOSE, None, span) for span in made])
    user = open_window(store=store, engine=False)
    user.opens("Names")
    chance = random.Random(200)
    while len(model.actions) < CORRECTIONS:
        key = chance.choice(model.possible())
        model.press(key)
        user.press(key)
    assert user.actions() == model.actions
    rows = user.ask('SELECT start, "end", label, state FROM spans ORDER BY start')
    assert rows == [one.row for one in model.spans]
    with Store.open(store) as opened:
        assert opened.check().sound
