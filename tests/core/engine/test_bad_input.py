"""Texts that are no articles, through the worker: none ends it, each is answered within the text."""

import json
import subprocess
import sys
from typing import Any

import pytest

SENTENCE = "Angela Merkel met officials in Berlin on Monday. "
TEXTS = {
    "another language": "Der Minister traf am Montag in Paris die Präsidentin und sprach über die Lage.",
    "capitals": SENTENCE.upper() * 3,
    "no capitals": SENTENCE.lower() * 3,
    "no punctuation": SENTENCE.replace(".", "") * 9,
    "a table": "city\tpeople\tshare\nBerlin\t3,645,000\t4.4%\nParis\t2,161,000\t3.2%\n",
    "a transcript": "MERKEL: Thank you.\n\n>> Q: When?\n\nMERKEL: On Monday. [LAUGHTER]\n00:01:02",
    "one line": SENTENCE * 6_000,
    "emoji": "👍🏽" * 5_000 + SENTENCE + "👩‍👩‍👧" * 500,
    "NUL": "Angela\0Merkel met \0\0 in Berlin." + "\0" * 5_000,
    "right to left": "قال الرئيس يوم الاثنين في القاهرة إن الحكومة لن ترفع الضرائب هذا العام",
    "mixed scripts": "\u202eMerkel\u202c מרקל 北京 Меркель met Angela Merkel in Berlin. ",
    "signs": "!?.,;:'\"()[]" * 5_000,
    "quotes": "'" * 50_000,
    "an endless word": "a1-" * 10_000,
    "number words": "forty-one " * 2_000,
    "surrogates": "Berlin \ud83d \udc4d Paris",
    "blanks": " \u00a0\t\r\n" * 2_000,
}


@pytest.fixture(scope="module", params=["news-fast", "news"])
def answers(request: pytest.FixtureRequest) -> dict[str, list[dict[str, Any]]]:
    lines = "\n".join(json.dumps({"id": name, "text": text}) for name, text in TEXTS.items())
    command = [sys.executable, "-m", "core.engine.worker", "--engine", request.param]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=True, timeout=300)
    messages = [json.loads(line) for line in done.stdout.splitlines()]
    return {name: [one for one in messages if one.get("id") == name] for name in TEXTS}


def test_each_is_answered_to_its_end_within_it(answers: dict[str, list[dict[str, Any]]]) -> None:
    for name, text in TEXTS.items():
        *_, last = answers[name]
        assert (name, last["event"], last["done"]) == (name, "proposals", True)
        assert last["part"][1] == len(text)
        for found in (span for answer in answers[name] for span in answer["proposals"]):
            surface = text[found["start"] : found["end"]]
            assert (name, surface) == (name, surface.strip())
            assert surface


def test_what_can_be_read_in_them_is_found(answers: dict[str, list[dict[str, Any]]]) -> None:
    def found(name: str) -> set[tuple[str, str]]:
        text = TEXTS[name]
        spans = (span for answer in answers[name] for span in answer["proposals"])
        return {(text[span["start"] : span["end"]], span["label"]) for span in spans}

    for name in ("no capitals", "no punctuation", "one line", "emoji", "a table"):
        assert ("berlin", "GPE") in {(surface.lower(), label) for surface, label in found(name)}, name
    assert ("MONDAY", "DATE") in found("capitals")
    assert ("4.4%", "PERCENT") in found("a table")
    assert ("Monday", "DATE") in found("a transcript")
    for name in ("signs", "quotes", "blanks", "another language", "right to left"):
        assert found(name) == set()


def test_another_language_is_told(answers: dict[str, list[dict[str, Any]]]) -> None:
    told = {name: answers[name][-1]["notice"] for name in TEXTS if "notice" in answers[name][-1]}
    assert set(told) == {"another language", "right to left"}
    assert told["another language"].startswith("This article seems to be German;")
