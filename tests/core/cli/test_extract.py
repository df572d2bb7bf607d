"""`extract` as a process: the contract of its JSON lines, and inputs that cannot be read."""

import json
from pathlib import Path

TEXT = "Zoë paid $5 on 3 May 2024.\r\nAna\u0301 👩‍🚀 paid 20 per cent.\n"


def test_json_lines_hold_the_text_exactly_in_input_order(run, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (tmp_path / "utf16.txt").write_bytes(TEXT.encode("utf-16"))
    (tmp_path / "folder" / ".hidden").mkdir(parents=True)
    (tmp_path / "folder" / ".hidden" / "c.txt").write_text("Nobody.")
    (tmp_path / "folder" / "b.txt").write_text("On Monday.")
    (tmp_path / "folder" / "a.jsonl").write_text('{"id":"own","text":"In 1999."}\n{"text":"Two men."}\n')
    (tmp_path / "folder" / "notes.png").write_text("%PDF")
    done = run(
        "extract",
        "b.txt",
        "--engine",
        "rules",
        "utf16.txt",
        "folder",
        "-",
        "--format",
        "jsonl",
        stdin="In May.",
    )
    assert (done.returncode, done.stderr) == (0, "")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["id"] for record in records] == [
        "b.txt", "utf16.txt", "own", "a.jsonl:2", str(Path("folder", "b.txt")), "stdin",
    ]  # fmt: skip
    assert [record["text"] for record in records[:2]] == [TEXT, TEXT]
    assert all(list(record) == ["id", "text", "spans"] for record in records)
    for span in records[0]["spans"]:
        assert list(span) == ["start", "end", "label", "score", "origin"]
    found = {TEXT[span["start"] : span["end"]]: span["label"] for span in records[0]["spans"]}
    assert found["$5"] == "MONEY"
    assert found["20 per cent"] == "PERCENT"


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("It cost $5.")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_text(" \n")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "bad.jsonl").write_text('{"text":"In May."}\n{"text":7}\n')
    (tmp_path / "nothing").mkdir()
    names = ["empty.txt", "blank.txt", "missing.txt", "nothing", "binary.txt", "bad.jsonl", "good.txt"]
    done = run("extract", *names, "--engine", "rules")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "rubricator: empty.txt is empty.",
        "rubricator: blank.txt is empty.",
        "rubricator: missing.txt does not exist.",
        'rubricator: nothing holds no articles. "rubricator formats" lists the files that are looked for.',
        "rubricator: binary.txt is not text, or in an encoding that cannot be told. Save it as UTF-8.",
        'rubricator: bad.jsonl, line 2: "text" is not a string.',
    ]
    assert done.stdout.splitlines()[0].startswith("bad.jsonl:1: ")
    assert "good.txt: 1 proposal" in done.stdout
    assert "MONEY" in done.stdout


def test_no_readable_input_loads_no_engine(run) -> None:
    done = run("extract", "missing.txt")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "rubricator: missing.txt does not exist.\n")


def test_explain_tells_why_each_proposal_stands(run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("North Korea agreed. The North then left on Monday.")
    done = run("extract", "a.txt", "--engine", "news-fast", "--explain", "--format", "jsonl")
    (record,) = [json.loads(line) for line in done.stdout.splitlines()]
    why = {record["text"][span["start"] : span["end"]]: span["why"] for span in record["spans"]}
    assert why["Monday"] == ['the model "news-fast" says DATE', 'the rule "date-weekday" agrees']
    assert why["North"][0] == "the full name elsewhere in the article says GPE"
    table = run("extract", "a.txt", "--engine", "news-fast", "--explain").stdout.splitlines()
    place = next(number for number, line in enumerate(table) if line.endswith("  Monday"))
    assert table[place + 1].strip() == "; ".join(why["Monday"])


def test_another_language_is_told_and_nothing_is_proposed(run, tmp_path: Path) -> None:
    french = "Le président s'est rendu à Berlin pour y voir la ministre, et les deux sont prêts."
    (tmp_path / "a.txt").write_text(french, encoding="utf-8")
    done = run("extract", "a.txt", "--engine", "rules")
    assert (done.returncode, done.stdout) == (0, "a.txt: 0 proposals\n")
    assert done.stderr == (
        "rubricator: a.txt: This article seems to be French; the engine reads English. Nothing is proposed.\n"
    )
