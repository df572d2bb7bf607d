"""The agreement of layers as tables."""

from collections.abc import Iterable, Mapping

from core.review.agreement.bootstrap import Estimate
from core.review.agreement.comparing import Agreement
from core.review.agreement.measures import MEASURES
from core.review.tables import Cell, Rows, Table

_ESTIMATE = ("value", "low", "high", "why there is none")


def tables(found: Agreement, titles: Mapping[str, str]) -> tuple[Table, ...]:
    """Return the tables, in the order in which they are shown; `titles` are those of articles, by id."""
    articles = "1 article" if found.articles == 1 else f"{found.articles:,} articles"
    between = f"Between {' and '.join(found.layers)}, in {articles}"
    return (
        Table(
            "measures",
            "Measures",
            f"{between}, with intervals of 95 % (articles resampled).",
            ("measure", *_ESTIMATE, "what it measures", "what it does not say"),
            tuple(
                (row.title, *_cells(found.total[row.name]), row.definition, row.silent_on) for row in MEASURES
            ),
        ),
        Table(
            "by_label",
            "By label",
            f"{between}: exact F1 of each label by itself.",
            ("label", *_ESTIMATE, *(f"spans of {layer}" for layer in found.layers)),
            tuple(
                (label, *_cells(one.f1_exact, one.why), *one.spans) for label, one in found.by_label.items()
            ),
        ),
        Table(
            "confusion",
            "Confusion",
            f"{between}: what the one calls so (row), the other calls so (column).",
            ("label", "with", "spans"),
            tuple((one, other, count) for (one, other), count in sorted(found.confusion.items())),
        ),
        _f1_table(
            "over_time",
            "Over time",
            f"{between}: exact F1 by month of the last work.",
            found.over_time().items(),
        ),
        _f1_table(
            "by_article",
            "By article",
            f"{between}: exact F1 of each article, the least agreed first.",
            ((titles[article_id], one) for article_id, one in found.by_article().items()),
            least_first=True,
        ),
        *_by_pair(found),
    )


def _by_pair(found: Agreement) -> tuple[Table, ...]:
    if len(found.by_pair) < 2:
        return ()
    pairs = ((" and ".join(pair), one) for pair, one in found.by_pair.items())
    return (_f1_table("by_pair", "By pair", "Exact F1 of each pair of layers.", pairs),)


def _f1_table(
    name: str,
    title: str,
    text: str,
    found: Iterable[tuple[str, Mapping[str, Estimate]]],
    least_first: bool = False,
) -> Table:
    rows: Rows = tuple((key, *_cells(estimates["f1_exact"])) for key, estimates in found)
    if least_first:
        rows = tuple(sorted(rows, key=lambda row: (row[1] == "", row[1])))
    return Table(name, title, text, (title.lower(), *_ESTIMATE), rows)


def _cells(one: Estimate, why: str = "") -> tuple[Cell, ...]:
    """Return value, low, high and why there is none; a value that there is not is an empty cell."""
    value, low, high = ("" if part is None else round(part, 4) for part in (one.value, one.low, one.high))
    return value, low, high, why or one.why
