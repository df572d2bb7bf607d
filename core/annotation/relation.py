"""A labelled link between two spans of one article."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.annotation.identity import new_id


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation from the span `head` to the span `tail` (both span ids)."""

    head: str
    tail: str
    label: str
    layer: str
    meta: Mapping[str, Any] = field(default_factory=dict)
    id: str = field(default_factory=new_id)

    def to_json(self) -> dict[str, Any]:
        """Return its JSON, as corrections keep it."""
        return {
            "id": self.id,
            "layer": self.layer,
            "head": self.head,
            "tail": self.tail,
            "label": self.label,
            "meta": dict(self.meta),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Relation":
        """Return the relation of `to_json`'s JSON. Raises TypeError where it is not one."""
        return cls(**data)
