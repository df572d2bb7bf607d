"""The dataset card: what a layer is made of, by whom, how far it can be trusted. As JSON and Markdown.

After Gebru et al. 2021, "Datasheets for datasets", and Bender and Friedman 2018, "Data statements": what
the store knows of what they ask for, and nothing that it does not know.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from core.annotation.scheme import Scheme
from core.annotation.span import GOLD
from core.errors import UsageError
from core.progress import Progress
from core.review.agreement.bootstrap import Estimate
from core.review.agreement.comparing import agreement
from core.review.agreement.measures import MEASURES
from core.review.residual import Residual, latest_residual
from core.review.statistics import LabelCount, counts_by_label
from core.store.provenance import Provenance, provenance
from core.store.reader import StoreReader
from core.store.samples import unread_spans


@dataclass(frozen=True, slots=True)
class Card:
    """What is on the card. `agreement` is empty where `why_no_agreement` says why.

    `residual` is None where no sample was inspected; `unread` spans were accepted many at once.
    """

    title: str
    layer: str
    scheme: str
    guidelines: Mapping[str, str]
    labels: tuple[LabelCount, ...]
    provenance: Provenance
    compared: tuple[str, ...]
    agreement: Mapping[str, Estimate]
    why_no_agreement: str
    unread: int
    residual: Residual | None
    licence: str

    def to_json(self) -> dict[str, Any]:
        """Return the card as JSON has it."""
        record = asdict(self)
        if self.residual:
            record["residual"]["sentence"] = self.residual.sentence
        return record


def make_card(
    store: StoreReader,
    layer: str,
    scheme: Scheme,
    title: str = "",
    licence: str = "",
    compared: Sequence[str] = (),
    progress: Progress | None = None,
) -> Card:
    """Return the card of a layer; `compared` are the layers of the agreement (none: all but gold).

    `licence` is the one of the annotations as their owner gives it; what the articles' own are stands in
    the provenance. Raises UsageError where the store has no such layer, CancelledError.
    """
    layers = store.names("layer")
    if layer not in layers:
        raise UsageError(f'The store has no layer "{layer}".')
    compared = tuple(compared) or tuple(one for one in layers if one != GOLD)
    found, why = _agreement(store, compared, progress)
    counts = tuple(sorted(counts_by_label(store, layer), key=lambda one: scheme.order(one.label)))
    used = {one.label for one in counts}
    return Card(
        title or store.path.stem,
        layer,
        scheme.title or scheme.name,
        {label.name: label.guideline for label in scheme if label.name in used},
        counts,
        provenance(store, layer),
        compared,
        found,
        why,
        len(unread_spans(store, layer)),
        latest_residual(store, layer),
        licence,
    )


def _agreement(
    store: StoreReader, layers: Sequence[str], progress: Progress | None
) -> tuple[Mapping[str, Estimate], str]:
    try:
        return agreement(store, layers, progress=progress).total, ""
    except UsageError as error:
        return {}, str(error)


def markdown(card: Card) -> str:
    """Return a card as Markdown."""
    return "\n".join(_lines(card)) + "\n"


def _lines(card: Card) -> Iterator[str]:
    yield from (f"# {card.title}", "")
    yield from _what(card)
    yield from ("", "## Labels", "", f"Label scheme: {card.scheme}.", "")
    yield from _table(
        ("label", "accepted", "proposed", "rejected", "guideline"),
        [
            (one.label, one.accepted, one.proposed, one.rejected, card.guidelines.get(one.label, ""))
            for one in card.labels
        ],
    )
    yield from ("", "## Annotators and origins", "")
    yield from _table(("annotator", "corrections"), list(card.provenance.annotators.items()))
    yield ""
    yield from _table(("origin of accepted spans", "spans"), list(card.provenance.origins.items()))
    yield from ("", "## Agreement", "")
    yield from _of_agreement(card)
    yield from ("", "## Residual error", "")
    yield from _of_residual(card)
    yield from ("", "## Licences", "")
    yield from _of_licences(card)


def _what(card: Card) -> Iterator[str]:
    source = card.provenance
    statuses = ", ".join(
        f"{number:,} {status.replace('_', ' ')}" for status, number in source.statuses.items()
    )
    languages = ", ".join(name or "not given" for name in source.languages)
    size = f"{source.articles:,} articles ({source.characters:,} characters)"
    yield f"Named entities in {size}, layer {card.layer}."
    yield ""
    yield from (f"- Review status: {statuses}.", f"- Languages: {languages}.") if source.articles else ()
    if source.since:
        yield f"- History: from {source.since[:10]} to {source.until[:10]} (UTC)."


def _of_agreement(card: Card) -> Iterator[str]:
    if card.why_no_agreement:
        yield card.why_no_agreement
        return
    yield from (f"Between {', '.join(card.compared)}.", "")
    titles = {row.name: row.title for row in MEASURES}
    yield from _table(
        ("measure", "value", "95 % interval"),
        [(titles[name], *_in_words(one)) for name, one in card.agreement.items()],
    )
    yield ""
    for row in MEASURES:
        yield f"- {row.title}: {row.definition} {row.silent_on}"


def _in_words(one: Estimate) -> tuple[str, str]:
    if one.value is None:
        return "–", one.why
    return f"{one.value:.3f}", one.why if one.low is None else f"{one.low:.3f} to {one.high:.3f}"


def _of_residual(card: Card) -> Iterator[str]:
    if not card.unread:
        yield "Every accepted span was decided by itself, or came with an import."
        return
    yield f"{card.unread:,} spans were accepted many at once, not each by itself."
    yield card.residual.sentence if card.residual else "No sample of them was inspected."


def _of_licences(card: Card) -> Iterator[str]:
    yield f"- Annotations: {card.licence or 'not given'}."
    for licence, articles in card.provenance.licences.items():
        yield f"- {articles:,} articles: {licence or 'not given'}."


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    if not rows:
        yield "None."
        return
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        cells = (" ".join(str(cell).split()).replace("|", "\\|") for cell in row)
        yield f"| {' | '.join(cells)} |"
