"""Bytes to text: what is read, exactly, and what is refused in a sentence."""

import pytest

from core.errors import InputError
from core.formats.decoding import decode

TEXT = "Zoë met Ana\u0301 👩‍🚀 in Zürich.\r\nSecond line\rThird\u2028line.\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "utf-32", "le without mark", "be without mark"],
)
def test_unicode_is_read_exactly(data: bytes) -> None:
    assert decode(data, "a.txt") == TEXT


@pytest.mark.parametrize("encoding", ["latin-1", "windows-1252"])
def test_western_text_is_read(encoding: str) -> None:
    text = "Die Straße nach Zürich: ça va, señor? 5 £"
    assert decode(text.encode(encoding), "a.txt") == text


def test_typographic_signs_of_windows_are_read() -> None:
    text = "“Biegun” – the firm’s boss – paid €5…"
    assert decode(text.encode("windows-1252"), "a.txt") == text


@pytest.mark.parametrize(
    "text", ["Berlin\x00 is a city.", "A bell \x07 rang.\x1b[0m Twice it rang.", "\x0cPage"]
)
def test_single_control_characters_stay(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text


@pytest.mark.parametrize("data", [b"", b"  \r\n\t\n", b"\xef\xbb\xbf", "\u2003\u00a0 ".encode(), b"\xff\xfe"])
def test_nothing_is_called_empty(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^a\.txt is empty\.$"):
        decode(data, "a.txt")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes(1000), "not text"),
        (bytes(range(256)) * 4, "not text"),
        (b"\x7fELF\x02\x01\x01" + bytes(40), "not text"),
        (b"%PDF-1.7\nmostly readable", "is a PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP archive"),
        ("Привет, мир. Как дела?".encode("koi8-r"), "encoding that cannot be told"),
        ("東京で会った。".encode("shift-jis"), "encoding that cannot be told"),
        ("Zoë and Noël".encode()[:-3] + b"\xc3", "damaged: it is not valid UTF-8 at byte 11"),
        (b"\xff\xfe" + "Hi 👋".encode("utf-16-le")[:-2], "damaged: it is not valid UTF-16-LE at byte 6"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        decode(data, "a.txt")
