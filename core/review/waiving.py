"""Findings that a person has looked at and lets stand."""

from core.annotation.identity import now
from core.errors import UsageError
from core.review.finding import Finding
from core.store.reader import StoreReader
from core.store.store import Store
from core.store.waivers import Waiver, keep_waiver, waivers


def waive(store: Store, finding: Finding, note: str, annotator: str) -> None:
    """Let a finding stand: it does not come back. Raises UsageError without a note that says why."""
    if not note.strip():
        raise UsageError("A finding is waived with a note that says why.", "Such as: the name of a ship.")
    keep_waiver(
        store,
        Waiver(finding.id, finding.check, finding.article_id, finding.layer, note.strip(), annotator, now()),
    )


def waived_ids(store: StoreReader) -> frozenset[str]:
    """Return the ids of the findings that were waived."""
    return frozenset(waiver.finding for waiver in waivers(store))
