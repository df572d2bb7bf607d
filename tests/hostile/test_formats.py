"""Every reader on bytes that nobody meant: a sentence at worst, no hang, and what is good still comes in.

`RUBRICATOR_FUZZ=2000` tries that many mutations of each format's specimens instead of 200.
"""

import io
import os
import random
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from specimens import opened, specimens

from core.errors import InputError
from core.formats.format import Document, Format
from core.formats.opening import Opening
from core.formats.registry import FORMATS

READERS = [row for row in FORMATS if row.reads]
ROUNDS = int(os.environ.get("RUBRICATOR_FUZZ", "200"))
MOST_SECONDS = 10
TOKENS = [
    b"\x00", b"\xff", b"\n", b"\r\n", b"\t", b"{", b"}", b"[", b"]", b'"', b"\\u", b"\\ud83d", b"null",
    b"-1", b"1e999", b"9" * 30, b"<", b">", b"&", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"|", b"\xef\xbb\xbf",
    "😀".encode(), b"NaN", b"T1\t",
]  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with a few changes: flipped, cut, doubled, taken away, put in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed) + 1)
        end = min(at + chance.randint(1, 40), len(changed))
        act = chance.randrange(6)
        if act == 0 and at < len(changed):
            changed[at] ^= 1 << chance.randrange(8)
        elif act == 1:
            del changed[at:]
        elif act == 2:
            del changed[at:end]
        elif act == 3:
            changed[at:at] = changed[at:end] * chance.randint(1, 5)
        else:
            changed[at:at] = chance.choice(TOKENS)
    return bytes(changed)


def check(found: Iterator[Document | InputError]) -> None:
    """Read all; what comes must be sound documents or sentences."""
    begun = time.monotonic()
    for one in found:
        if isinstance(one, InputError):
            assert "\n" not in one.sentence
        else:
            length = len(one.article.text)
            assert all(0 <= span.start < span.end <= length for span in one.spans)
            one.article.text.encode("utf-8")
            ids = {span.id for span in one.spans}
            assert all({relation.head, relation.tail} <= ids for relation in one.relations)
    assert time.monotonic() - begun < MOST_SECONDS


@pytest.mark.parametrize("row", READERS, ids=lambda row: row.name)
def test_mutations_of_the_specimens(row: Format) -> None:
    chance = random.Random(row.name)
    sources = [(path, path.read_bytes()) for path in specimens(row)]
    slow = row.name in ("uima-xmi", "cas-json") and ROUNDS <= 200
    for _ in range(ROUNDS // 10 if slow else ROUNDS):
        path, data = chance.choice(sources)
        check(opened(path, row.name, mutated(data, chance)))


def test_mutations_inside_what_is_packed() -> None:
    """A DocBin's checksum hides its inside from plain mutations."""
    path = next(specimens(row) for row in READERS if row.name == "spacy")[0]
    inside = zlib.decompress(path.read_bytes())
    chance = random.Random(1)
    for _ in range(ROUNDS):
        check(opened(path, "spacy", zlib.compress(mutated(inside, chance))))


@pytest.mark.parametrize("row", READERS, ids=lambda row: row.name)
@settings(max_examples=max(ROUNDS // 10, 20), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    data=st.one_of(
        st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
    )
)
def test_any_bytes(row: Format, data: bytes) -> None:
    check(Opening(row.name).documents(data, "a.bad"))


@settings(max_examples=ROUNDS, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_when_the_format_is_looked_for(data: bytes) -> None:
    check(Opening().documents(data, "a.bad"))


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<collection><document><id>&d;</id></document></collection>"""
OUTSIDE = (
    b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a><TEXT>&b;</TEXT></a>"""
)


@pytest.mark.parametrize("name", ["bioc-xml", "medtator", "uima-xmi"])
@pytest.mark.parametrize("data", [LAUGHS, OUTSIDE])
def test_entities_are_refused(name: str, data: bytes) -> None:
    (found,) = Opening(name).documents(data, "a.xml")
    assert str(found) == "a.xml declares entities, which are not read."


@pytest.mark.parametrize("row", READERS, ids=lambda row: row.name)
@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'{"text":"a","spans":['])
def test_deep_json(row: Format, opening: bytes) -> None:
    check(Opening(row.name).documents(opening * 100_000, "a.json"))


def archive(**entries: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries.items():
            packed.writestr(name, data)
    return file.getvalue()


def test_a_bomb_is_refused_and_what_is_good_comes_in() -> None:
    data = archive(**{"bomb.txt": bytes(200_000_000), "good.txt": b"Ana met Zoe."})
    tracemalloc.start()
    bad, good = Opening().documents(data, "a.zip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert str(bad) == "a.zip, bomb.txt: it would unpack to 200000000 bytes, which is too much."
    assert isinstance(good, Document)
    assert peak < 50_000_000


def test_archives_in_archives_end() -> None:
    data = archive(**{"a.txt": b"Ana."})
    for _ in range(10):
        data = archive(**{"in.zip": data})
    (found,) = Opening().documents(data, "a.zip")
    assert "lies too deep in other archives" in str(found)


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "C:/a.txt", "a/../../b.txt"])
def test_paths_outside_and_links_are_refused(name: str) -> None:
    (found,) = Opening().documents(archive(**{name: b"Ana."}), "a.zip")
    assert "its path leads out of the archive" in str(found)


def test_a_link_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        entry = zipfile.ZipInfo("a.txt")
        entry.external_attr = 0o120777 << 16
        packed.writestr(entry, "/etc/passwd")
    (found,) = Opening().documents(file.getvalue(), "a.zip")
    assert "it is a link" in str(found)


def test_a_docbin_that_unpacks_to_too_much_is_refused() -> None:
    packer = zlib.compressobj(9)
    chunk = bytes(1 << 24)
    data = b"".join(packer.compress(chunk) for _ in range(65)) + packer.flush()
    (found,) = Opening("spacy").documents(data, "a.spacy")
    assert "which is too much" in str(found)


@pytest.mark.parametrize("row", READERS, ids=lambda row: row.name)
def test_a_file_cut_in_the_middle(row: Format) -> None:
    for path in specimens(row):
        data = path.read_bytes()
        for share in (0.25, 0.5, 0.9):
            check(opened(path, row.name, data[: int(len(data) * share)]))


def test_what_is_good_in_a_damaged_array_comes_in(tmp_path: Path) -> None:
    data = (
        b'[{"data":{"text":"Ana."},"annotations":[]},{"data":{"text":"Zoe."},"annotations":[]},{"data":{"te'
    )
    first, second, fault = Opening("label-studio").documents(data, "a.json")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert str(fault).startswith("a.json, record 3: not JSON")


@pytest.mark.parametrize("unit", [b"<!--a", b"<a ", b"<![", b"<!d", b"</", b"<script>", b"<?a", b"<title>"])
def test_a_page_of_open_tags_is_read_at_once(unit: bytes) -> None:
    check(Opening("html").documents(unit * 60_000, "a.html"))


def test_a_large_file_in_an_archive_is_read_record_by_record() -> None:
    task = b'{"data":{"text":"' + b"Ana met Bob. " * 80 + b'"},"annotations":[]}'
    packed = archive(**{"tasks.json": b"[" + b",".join([task] * 20_000) + b"]"})
    tracemalloc.start()
    count = sum(isinstance(one, Document) for one in Opening("label-studio").documents(packed, "a.zip"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 10_000_000


def test_a_damaged_file_in_an_archive_is_a_sentence_where_the_damage_is() -> None:
    lines = b"".join(b'{"text":"Ana %d."}\n' % (number * 7919) for number in range(50_000))
    packed = bytearray(archive(**{"a.jsonl": lines, "b.txt": b"Bob."}))
    packed[len(packed) // 3] ^= 0xFF
    *_, fault, good = Opening().documents(bytes(packed), "a.zip")
    assert "a.jsonl: it cannot be unpacked" in str(fault)
    assert isinstance(good, Document)


@pytest.mark.parametrize("name", ["jsonl", "csv", "conll"])
def test_an_endless_line_is_refused_before_it_fills_the_memory(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.formats.decoding._LONGEST_LINE", 1_000_000)
    *_, fault = Opening(name).stream(io.BytesIO(b"a " * 2_000_000), "a.x")
    assert "which is too much" in str(fault)
