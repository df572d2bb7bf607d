"""Labels of a file that the scheme lacks: the scheme made longer, or their spans left out, or refused."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

import tomli_w

from core.annotation.scheme import Scheme, parse_scheme, scheme_text
from core.atomic import atomic_file
from core.errors import InputError
from core.formats.format import Document
from core.settings import SCHEME, Settings


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


def extend_chosen_scheme(settings: Settings, labels: Iterable[str]) -> Scheme:
    """Add labels to the scheme that the settings name, in its file, and return it.

    One that ships is copied beside the settings first (where a copy lies already, that one it is), and the
    settings name the copy from then on. Raises UsageError where there is no such scheme, InputError where
    its file cannot be read or written.
    """
    name = settings[SCHEME]
    path = Path(name).expanduser()
    if path.suffix != ".toml":
        if settings.folder is None:
            raise InputError("There is no home folder to keep a label scheme in.")
        path = settings.folder / "schemes" / f"{name}.toml"
    text = scheme_text(str(path) if path.exists() else name)
    known = parse_scheme(text, path.name)
    scheme = extend_scheme(text, [label for label in labels if label not in known], path)
    if str(path) != name:
        settings.set(SCHEME, str(path))
        settings.save()
    return scheme


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
