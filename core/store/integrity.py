"""Check that a store is what it must be: the file sound, the present what the history gives."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter
from pathlib import Path

from core.annotation.article import text_sha256
from core.progress import Progress
from core.store.batches import batches_of, undone
from core.store.file_check import checking_file
from core.store.findings import CheckReport, Finding
from core.store.opening import transaction
from core.store.replay import Replay, compare_relations, compare_spans, working_actions
from core.store.rows import RELATION_COLUMNS, SPAN_COLUMNS, Row

_DECIDED = ("accepted", "rejected")
_layer_and_state = itemgetter(3, 4)


def check(connection: sqlite3.Connection, path: Path, progress: Progress) -> CheckReport:
    """Check the whole store; others may go on reading and writing. Raises CancelledError.

    The file is checked in threads of its own, while this one compares its contents with the history.
    """
    with checking_file(path) as file_findings:
        try:
            with transaction(connection, "BEGIN"):
                report = _check_contents(connection, progress)
        except sqlite3.DatabaseError:
            # What cannot be read is told by the check of the file, in SQLite's words.
            if not any(finding.kind == "damage" for finding in file_findings()):
                raise
            report = CheckReport(0, 0, 0, ())
        return replace(report, findings=(*file_findings(), *report.findings))


def _check_contents(connection: sqlite3.Connection, progress: Progress) -> CheckReport:
    findings = list(_undo_findings(connection))
    ids = [row[0] for row in connection.execute("SELECT id FROM articles ORDER BY seq")]
    working = working_actions()
    spans = corrections = 0
    for article_id in progress.over(ids, len(ids), "Checking articles"):
        replay = Replay(article_id)
        replay.run(connection, working)
        rows = connection.execute(
            f"SELECT {SPAN_COLUMNS}, surface FROM spans WHERE article_id = ?", (article_id,)
        ).fetchall()
        findings += replay.findings
        findings += _article_findings(connection, replay, rows)
        spans += len(rows)
        corrections += replay.count
    return CheckReport(len(ids), spans, corrections, tuple(findings))


def _article_findings(connection: sqlite3.Connection, replay: Replay, rows: list[Row]) -> Iterator[Finding]:
    article_id = replay.article_id
    text, sha256 = connection.execute(
        "SELECT text, sha256 FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    if text_sha256(text) != sha256:
        yield Finding("text", article_id, "", "The article's text is not the one that was stored.")
    relations = connection.execute(
        f"SELECT {RELATION_COLUMNS} FROM relations WHERE article_id = ?", (article_id,)
    )
    yield from compare_spans(replay, [row[:-1] for row in rows])
    yield from compare_relations(replay, relations)
    yield from _place_findings(article_id, text, rows)
    yield from _review_findings(connection, replay, rows)


def _place_findings(article_id: str, text: str, rows: list[Row]) -> Iterator[Finding]:
    for row in rows:
        start, end, span_id, surface = row[0], row[1], row[-2], row[-1]
        if text[start:end] == surface and 0 <= start < end <= len(text):
            continue
        if not 0 <= start < end <= len(text):
            sentence = f"The span lies at {start} to {end}, outside the {len(text)} characters of the text."
            yield Finding("place", article_id, span_id, sentence)
        else:
            sentence = f"The span's surface is “{surface}”, the text has “{text[start:end]}” there."
            yield Finding("surface", article_id, span_id, sentence)


def _review_findings(connection: sqlite3.Connection, replay: Replay, rows: list[Row]) -> Iterator[Finding]:
    article_id = replay.article_id
    total: Counter[str] = Counter()
    decided: Counter[str] = Counter()
    for (layer, state), count in Counter(map(_layer_and_state, rows)).items():
        total[layer] += count
        decided[layer] += count if state in _DECIDED else 0
    reviews = {
        layer: tuple(rest)
        for layer, *rest in connection.execute(
            "SELECT layer, status, decided, total FROM reviews WHERE article_id = ?", (article_id,)
        )
    }
    for layer in replay.statuses.keys() | reviews.keys():
        expected = replay.statuses.get(layer, "todo"), decided[layer], total[layer]
        status, *counts = reviews.get(layer, ("todo", 0, 0))
        if status != expected[0]:
            sentence = f'Layer "{layer}" is {status}, by the history it is {expected[0]}.'
            yield Finding("status", article_id, "", sentence)
        if tuple(counts) != expected[1:]:
            kept, real = f"{counts[0]} of {counts[1]}", f"{expected[1]} of {expected[2]}"
            sentence = f'Layer "{layer}" counts {kept} decided, it has {real}.'
            yield Finding("count", article_id, "", sentence)


def _undo_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Yield undos of what is not there, and where `batches` is not what the history gives."""
    expected = batches_of(connection)
    known: set[str] = set()
    for batch in expected:
        if batch.undoes and batch.undoes not in known:
            yield Finding(
                "undo", "", "", f"Batch {batch.id} takes back {batch.undoes}, which is not before it."
            )
        known.add(batch.id)
    not_live = undone(expected)
    stands = set(connection.execute("SELECT id, layer, seq, kind, undoes, live FROM batches"))
    for batch in expected:
        row = (*batch.row, int(batch.id not in not_live))
        if row not in stands:
            yield Finding("undo", "", "", f"Batch {batch.id} is not kept as the history has it.")
        stands.discard(row)
    for batch_id, *_ in stands:
        if batch_id not in known:
            yield Finding("undo", "", "", f"The history knows no batch {batch_id}.")
