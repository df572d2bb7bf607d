"""What a correction shows in the history: who did what when, and what differs before and after."""

from dataclasses import dataclass
from datetime import UTC, datetime

from core.annotation.correction import Correction, Status, Subject
from core.annotation.relation import Relation
from core.annotation.span import Span, State
from core.annotation.wording import STATUS_WORDS
from core.store.past import Moment
from gui.widgets.stroke import Stroke

_STROKES = {
    State.PROPOSED: Stroke.PROPOSED,
    State.ACCEPTED: Stroke.ACCEPTED,
    State.REJECTED: Stroke.REJECTED,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Words, with a label's swatch or a state's stroke before them. `label` is a label's name."""

    text: str = ""
    label: str = ""
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One correction as the history shows it."""

    time: str
    annotator: str
    did: str
    span: Cell
    before: Cell
    after: Cell

    @property
    def sentence(self) -> str:
        """The row in words, for a screen reader."""
        words = f"{self.time}, {self.annotator}, {self.did} {self.span.text}"
        change = f", {self.before.text or 'nothing'} to {self.after.text or 'nothing'}"
        return words + change


def history_row(correction: Correction, text: str, today: datetime) -> HistoryRow:
    """Return a correction's row. `text` is the article's; times are shown as the user's clock has them."""
    before, after = correction.before, correction.after
    return HistoryRow(
        _time(correction.at, today),
        correction.annotator,
        str(correction.action),
        _subject(correction.subject, text),
        *_difference(before, after, text),
    )


def moment_words(moment: Moment) -> str:
    """Return when a batch was made, by whom, and what it did first."""
    by = f", {moment.annotator}" if moment.annotator else ""
    return f"{_time(moment.at, datetime.now(UTC))}{by}, {moment.action}"


def _time(at: str, today: datetime) -> str:
    moment = datetime.fromisoformat(at).astimezone()
    same_day = moment.date() == today.astimezone().date()
    return f"{moment:%H:%M:%S}" if same_day else f"{moment:%Y-%m-%d %H:%M}"


def _subject(subject: Subject, text: str) -> Cell:
    if isinstance(subject, Span):
        return Cell(_surface(subject, text), subject.label)
    return Cell(subject.label if isinstance(subject, Relation) else "the article")


def _difference(before: Subject | None, after: Subject | None, text: str) -> tuple[Cell, Cell]:
    """Return the one thing that differs most: label, then place, then state, then note."""
    if not isinstance(before, Span) or not isinstance(after, Span):
        return _whole(before), _whole(after)
    if before.label != after.label:
        return Cell(before.label, before.label), Cell(after.label, after.label)
    if before.place != after.place:
        return Cell(_surface(before, text)), Cell(_surface(after, text))
    if before.state is not after.state:
        return _state(before), _state(after)
    return Cell(before.note), Cell(after.note)


def _whole(subject: Subject | None) -> Cell:
    if isinstance(subject, Span):
        return _state(subject)
    if isinstance(subject, Status):
        return Cell(STATUS_WORDS[subject])
    return Cell(subject.label) if subject else Cell()


def _state(span: Span) -> Cell:
    return Cell(str(span.state), stroke=_STROKES[span.state])


def _surface(span: Span, text: str) -> str:
    return " ".join(text[span.start : span.end].split())
