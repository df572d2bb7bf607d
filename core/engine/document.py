"""Where the pipeline's parts keep their proposals: in the document's user data, flat and in reading order."""

from collections.abc import Iterable

from spacy.tokens import Doc

from core.engine.proposal import Proposal

_KEY = "rubricator.proposals"
_TEXT = "rubricator.text"


def proposals_of(doc: Doc) -> list[Proposal]:
    """Return what the parts so far propose for the document."""
    return list(doc.user_data.get(_KEY, ()))


def set_proposals(doc: Doc, proposals: Iterable[Proposal]) -> None:
    """Put a part's result in place of the earlier one."""
    doc.user_data[_KEY] = tuple(proposals)


def text_of(doc: Doc) -> str:
    """Return the document's text, joined from its tokens once and not for each part anew."""
    if _TEXT not in doc.user_data:
        doc.user_data[_TEXT] = doc.text
    text: str = doc.user_data[_TEXT]
    return text
