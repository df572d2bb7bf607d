"""A dataset card beside the data that it is about."""

import json
from pathlib import Path

from core.atomic import atomic_file
from core.review.card import Card, markdown


def write_card(out: Path, card: Card) -> tuple[Path, Path]:
    """Write a card as Markdown and JSON beside an export to `out`; return where they lie.

    Raises InputError where they cannot be written.
    """
    readable, record = (out.with_name(f"{out.name}.card{suffix}") for suffix in (".md", ".json"))
    for path, text in (
        (readable, markdown(card)),
        (record, json.dumps(card.to_json(), ensure_ascii=False, indent=1) + "\n"),
    ):
        with atomic_file(path) as file:
            file.write(text.encode("utf-8"))
    return readable, record
