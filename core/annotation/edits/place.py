"""Where a span may lie."""

from core.annotation.annotated_article import AnnotatedArticle
from core.errors import EditError


def check_place(annotated: AnnotatedArticle, start: int, end: int) -> None:
    """Raise EditError unless `[start, end)` (code points) holds text other than white space."""
    if not 0 <= start < end <= len(annotated.text):
        raise EditError(
            f"A span cannot lie at {start} to {end}: the article has {len(annotated.text)} characters."
        )
    if annotated.text[start:end].isspace():
        raise EditError("A span cannot hold white space alone.", "Select a word.")
