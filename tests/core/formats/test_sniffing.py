"""Which format a file is in, by its content before its name."""

import pytest

from core.formats.sniffing import sniff


@pytest.mark.parametrize(
    ("data", "name", "format_name"),
    [
        (b"An article.", "a.txt", "text"),
        (b"An article.", "noname", "text"),
        (b'{"text":"a"}\n', "-", "jsonl"),
        (b'\xef\xbb\xbf\n{"text":"a"}\n', "a.txt", "jsonl"),
        ('{"text":"a"}\n'.encode("utf-16"), "a", "jsonl"),
        (b"nonsense", "a.JSONL", "jsonl"),
        (b'{"title":"no text"}', "a.txt", "text"),
        (b"{" * 100_000, "a.txt", "text"),
        (b"x\x9cwhatever", "a.spacy", "spacy"),
    ],
)
def test_sniffing(data: bytes, name: str, format_name: str) -> None:
    assert sniff(data, name) == format_name
