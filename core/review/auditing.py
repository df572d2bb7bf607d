"""The consistency checks in a process of their own: they are Python from end to end, and take minutes."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from core.annotation.scheme import Scheme
from core.apart import apart
from core.progress import Progress
from core.review.audit import audit
from core.review.finding import Finding
from core.store.store import Store

_AT_ONCE = 100

Page = tuple[tuple[Finding, str], ...]
"""Findings, each with the title of its article."""


def audit_apart(path: Path, layer: str, scheme: Scheme, progress: Progress) -> Iterator[Page]:
    """Yield what the checks find in a layer of the store at `path`, page by page.

    Raises what `core.review.audit.audit` and `core.apart.apart` do.
    """
    return apart(partial(_pages, path, layer, scheme), progress)


def _pages(path: Path, layer: str, scheme: Scheme, progress: Progress) -> Iterator[Page]:
    page: list[tuple[Finding, str]] = []
    with Store.open(path, create=False, reading=True) as store:
        for finding in audit(store, layer, scheme, progress=progress):
            page.append((finding, store.article(finding.article_id).title))
            if len(page) == _AT_ONCE:
                yield tuple(page)
                page = []
    yield tuple(page)
