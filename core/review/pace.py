"""How quickly the queue is worked through, and when it will be done."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.store.queue_filter import QueueFilter
from core.store.queueing import queue_rows, review_times, seconds_on_reviewed
from core.store.reader import StoreReader

_LOOK_BACK = timedelta(days=7)
_SOON = timedelta(days=6)
_PARTS = ((11, "morning"), (14, "noon"), (18, "afternoon"), (24, "evening"))


@dataclass(frozen=True, slots=True)
class Pace:
    """How many articles are reviewed of how many, how many in an hour of work, when all will be.

    `per_hour` is None where no time was kept, `done_by` (local time) where nothing was reviewed in the
    last seven days.
    """

    reviewed: int
    articles: int
    per_hour: float | None
    done_by: datetime | None

    @property
    def sentence(self) -> str:
        """The pace in words, such as `12 an hour, done by Thursday noon`."""
        if self.reviewed == self.articles:
            return "all reviewed" if self.articles else ""
        parts = [f"{self.per_hour:.0f} an hour"] if self.per_hour and self.per_hour >= 0.5 else []
        parts += [f"done by {_in_words(self.done_by)}"] if self.done_by else []
        return ", ".join(parts)


def pace(
    store: StoreReader, layer: str, wanted: QueueFilter | None = None, now: datetime | None = None
) -> Pace:
    """Return the pace of a layer's articles that a filter lets through (none: all).

    An hour counts the seconds that articles were open and worked on. When all is done goes by the last
    seven days as they were, nights and Sundays among them.
    """
    now = now or datetime.now(UTC)
    rows = queue_rows(store, layer, wanted or QueueFilter())
    reviewed = sum(row.status == "reviewed" for row in rows)
    timed, seconds = seconds_on_reviewed(store, layer)
    per_hour = 3600 * timed / seconds if timed else None
    return Pace(reviewed, len(rows), per_hour, _done_by(store, layer, len(rows) - reviewed, now))


def _done_by(store: StoreReader, layer: str, left: int, now: datetime) -> datetime | None:
    since = (now - _LOOK_BACK).astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    times = review_times(store, layer, since)
    if not left or not times:
        return None
    each = (now - datetime.fromisoformat(times[0])) / len(times)
    try:
        return (now + left * each).astimezone()
    except OverflowError:
        return None


def _in_words(time: datetime) -> str:
    """Return a time as people say it: today by the hour, then by weekday, then by date."""
    today = datetime.now(time.tzinfo)
    if time.date() == today.date():
        return f"{time:%H:%M}"
    if time - today > _SOON:
        return f"{time:%Y-%m-%d}"
    part = next(name for hour, name in _PARTS if time.hour < hour)
    return f"{time:%A} {part}"
