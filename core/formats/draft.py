"""A document in the making: what a file says of an article's spans, checked against its text."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from core.annotation.article import Article, title_of
from core.annotation.relation import Relation
from core.annotation.span import Span, State
from core.errors import InputError
from core.formats.format import Document
from core.formats.json_values import Value
from core.formats.units import Unit, UnitMap


@dataclass(frozen=True, slots=True)
class _Given:
    """A span as the file has it: offsets in the file's unit."""

    number: int
    start: int
    end: int
    surface: str | None
    fields: dict[str, Any]


class Draft:
    """Collects an article's spans and relations; `found` yields the document and what is wrong in it.

    Offsets are taken in `unit`. Where the spans' surfaces, or their edges where the file has none, fit
    better in another unit (code points, UTF-16, either with CRLF as one), that is taken and remarked.
    `where` begins the sentences: the file and the record. Raises ValueError where the text is empty.
    """

    def __init__(
        self,
        text: object,
        where: str,
        own_id: object = "",
        title: object = "",
        meta: Mapping[str, Any] | None = None,
        unit: Unit = Unit.POINTS,
        source: str = "",
        language: object = "",
    ) -> None:
        if not isinstance(text, str):
            raise ValueError("there is no text" if text is None else "the text is not a string")
        if not text.strip("\x00\ufeff \t\r\n") or text.isspace():
            raise ValueError("the text is empty")
        self.text = text
        self.where = where
        self.faults: list[str] = []
        self.remarks: list[str] = []
        self._unit = unit
        self._given: list[_Given] = []
        self._spans: dict[str, Span] = {}
        self._relations: list[tuple[str, str, str, Mapping[str, Any]]] = []
        self._own_id = "" if own_id is None else str(own_id)
        named = {"id": self._own_id} if self._own_id else {}
        self._article = Article(
            title=title if isinstance(title, str) and title.strip() else title_of(text, _stem(where)),
            text=text,
            source=source or where,
            language=language if isinstance(language, str) else "",
            meta={**named, **(meta or {})},
        )

    def span(
        self,
        start: object,
        end: object,
        label: object,
        surface: object = None,
        *,
        key: object = "",
        score: object = None,
        meta: Mapping[str, Any] | None = None,
        state: State = State.ACCEPTED,
        **fields: Any,
    ) -> None:
        """Take a span; `key` is the file's id for it, kept in `meta` and named by relations."""
        number = len(self._given) + len(self.faults) + 1
        if not _is_offset(start) or not _is_offset(end):
            self.faults.append(f"span {number} has no whole numbers for its place")
            return
        if isinstance(label, bool) or not isinstance(label, str | int) or not str(label).strip():
            self.faults.append(f"span {number} has no label")
            return
        name = "" if key is None else str(key)
        kept = {**({"id": name} if name else {}), **(meta or {})}
        if score is not None and not _is_share(score):
            kept, score = {"score": score, **kept}, None
        given = {"label": str(label), "layer": "", "state": state, "origin": "", "score": score, "meta": kept}
        shown = surface if isinstance(surface, str) else None
        self._given.append(_Given(number, int(start), int(end), shown, given | fields))  # type: ignore[call-overload]

    def relation(
        self, head: object, tail: object, label: object, meta: Mapping[str, Any] | None = None
    ) -> None:
        """Take a relation between two spans, by the file's ids for them."""
        self._relations.append((str(head), str(tail), str(label or "related"), meta or {}))

    def keep(self, key: str, value: Any) -> None:
        """Keep in the article's meta what only the format's own writer understands."""
        self._article = replace(self._article, meta={**self._article.meta, key: value})

    def found(self) -> Iterator[Document | InputError]:
        """Yield the document, then a sentence for each span or relation that had to be left out."""
        spans = tuple(self._placed())
        by_key = {str(span.meta["id"]): span for span in spans if "id" in span.meta}
        relations = tuple(self._linked(by_key))
        remarks = tuple(f"{self.where}: {remark}." for remark in self.remarks)
        yield Document(self._article, spans, relations, self._own_id, remarks)
        yield from (InputError(f"{self.where}: {fault}; left out.") for fault in self.faults)

    def _placed(self) -> Iterator[Span]:
        maps = {unit: UnitMap(self.text, unit) for unit in (self._unit, *Unit)}
        maps = {unit: one for unit, one in maps.items() if one or unit in (self._unit, Unit.POINTS)}
        chosen = self._chosen(maps) if self._given and len(maps) > 1 else self._unit
        if chosen is not self._unit:
            self.remarks.append(f"its offsets count {chosen.value or 'code points'}, and were taken so")
        strange = 0
        for one in self._given:
            start, end = self._place(one, maps, chosen)
            if not 0 <= start < end <= len(self.text):
                self.faults.append(
                    f"span {one.number} ({one.fields['label']}) lies at {one.start} to {one.end}, "
                    f"but the text has {len(self.text)} characters"
                )
                continue
            strange += one.surface is not None and not _same(self.text[start:end], one.surface)
            yield Span(start, end, **one.fields)
        if strange:
            self.remarks.append(f"spans that cover another text than the file says: {strange}")

    def _chosen(self, maps: Mapping[Unit, UnitMap]) -> Unit:
        """Return the unit in which most spans fit; the file's own unless another fits more."""
        fits = {unit: sum(self._fits(one, maps[unit]) for one in self._given) for unit in maps}
        best = max(fits.values())
        return self._unit if fits[self._unit] == best else next(unit for unit in fits if fits[unit] == best)

    def _place(self, one: _Given, maps: Mapping[Unit, UnitMap], chosen: Unit) -> tuple[int, int]:
        """Return the place in code points; a span whose surface fits in another unit alone goes there."""
        if one.surface is not None and len(maps) > 1 and not self._fits(one, maps[chosen]):
            for unit, other in maps.items():
                if self._fits(one, other):
                    self.remarks.append(f"span {one.number} counts {unit.value or 'code points'}, taken so")
                    return other.to_points(one.start), other.to_points(one.end)
        return maps[chosen].to_points(one.start), maps[chosen].to_points(one.end)

    def _fits(self, one: _Given, units: UnitMap) -> bool:
        start, end = units.to_points(one.start), units.to_points(one.end)
        if not 0 <= start < end <= len(self.text):
            return False
        if one.surface is not None:
            return _same(self.text[start:end], one.surface)
        inside = self.text[start : start + 1], self.text[end - 1 : end]
        cut = _cuts_a_word(self.text, start) or _cuts_a_word(self.text, end)
        return not cut and not any(edge.isspace() for edge in inside)

    def _linked(self, by_key: Mapping[str, Span]) -> Iterator[Relation]:
        for number, (head, tail, label, meta) in enumerate(self._relations, start=1):
            missing = [key for key in (head, tail) if key not in by_key]
            if missing:
                self.faults.append(f"relation {number} ({label}) names {missing[0]!r}, which is no span here")
            elif by_key[head].layer != by_key[tail].layer:
                self.faults.append(f"relation {number} ({label}) does not stay in one layer")
            else:
                yield Relation(by_key[head].id, by_key[tail].id, label, by_key[head].layer, meta)


def _stem(where: str) -> str:
    return PurePath(where.split(", ")[0]).stem


def _is_offset(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _same(text: str, surface: str) -> bool:
    """Whether two surfaces are one, white space and case aside: tools differ in how they print them."""
    return text == surface or " ".join(text.split()).casefold() == " ".join(surface.split()).casefold()


def _cuts_a_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


_MISSHAPEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)


def drafted(
    values: Iterable[Value | InputError], fill: Callable[[Any, str], Iterable[Draft]]
) -> Iterator[Document | InputError]:
    """Yield the documents of records: `fill` makes the drafts of one, from its value and where it stands.

    A record of another shape than the format's is a sentence in its place.
    """
    for one in values:
        if isinstance(one, InputError):
            yield one
            continue
        try:
            for draft in fill(one.value, one.where):
                yield from draft.found()
        except ValueError as error:
            yield InputError(f"{one.where}: {_one_line(error)}.")
        except _MISSHAPEN as error:
            yield InputError(f"{one.where}: not of the format's shape ({_one_line(error)}).")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
