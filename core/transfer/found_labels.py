"""Labels of a file that the scheme lacks: the scheme made longer, or their spans left out, or refused."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

import tomli_w

from core.annotation.scheme import Scheme, parse_scheme
from core.atomic import atomic_file
from core.errors import InputError
from core.formats.format import Document


class Unknown(StrEnum):
    """What becomes of labels that the scheme lacks."""

    KEEP = "keep"
    CREATE = "create"
    SKIP = "skip"
    FAIL = "fail"


@dataclass(slots=True)
class FoundLabels:
    """Passes documents on, and counts the spans with labels that the scheme lacks, by label.

    `SKIP` leaves these spans out; `FAIL` puts a sentence in the place of an article that has any; the
    others let them through.
    """

    scheme: Scheme
    unknown: Unknown = Unknown.KEEP
    counts: dict[str, int] = field(default_factory=dict)

    def over(self, documents: Iterable[Document | InputError]) -> Iterator[Document | InputError]:
        """Yield the documents as they are to come in."""
        for one in documents:
            yield one if isinstance(one, InputError) else self._checked(one)

    def _checked(self, document: Document) -> Document | InputError:
        strange = [span.label for span in document.spans if span.label not in self.scheme]
        for label in strange:
            self.counts[label] = self.counts.get(label, 0) + 1
        if not strange or self.unknown in (Unknown.KEEP, Unknown.CREATE):
            return document
        if self.unknown is Unknown.FAIL:
            labels = ", ".join(sorted(set(strange)))
            title = document.article.title
            return InputError(f'"{title}" has labels that the scheme "{self.scheme.name}" lacks: {labels}.')
        spans = tuple(span for span in document.spans if span.label in self.scheme)
        ids = {span.id for span in spans}
        relations = tuple(one for one in document.relations if one.head in ids and one.tail in ids)
        return replace(document, spans=spans, relations=relations)


def extend_scheme(text: str, labels: Iterable[str], path: Path) -> Scheme:
    """Write a scheme's file with further labels, without keys and in quiet colours; return the scheme.

    `text` is the scheme's file as it was: what stands in it stays, comments too. Raises InputError where
    the file cannot be written.
    """
    added = tomli_w.dumps({"labels": {label: {"guideline": "Found on import."} for label in labels}})
    whole = f"{text.rstrip()}\n\n{added}"
    scheme = parse_scheme(whole, path.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{path.parent} cannot be made: {error.strerror}.") from error
    with atomic_file(path) as file:
        file.write(whole.encode("utf-8"))
    return scheme
