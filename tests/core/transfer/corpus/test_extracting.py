"""From articles to an output, whoever works on them."""

from collections.abc import Iterable, Iterator

import pytest

from core.progress import CancelledError, CancelToken, Progress
from core.transfer.corpus.chunks import Chunk, Extracted, NamedText
from core.transfer.corpus.extracting import extract
from core.transfer.corpus.running import Runner

ARTICLES = [NamedText(f"a{number}", "Text.") for number in range(130)]


class Kept:
    def __init__(self) -> None:
        self.content: list[str] = []
        self.lost: list[str] = []

    def missing(self, chunks: Iterable[Chunk]) -> Iterable[Chunk]:
        return chunks

    def add(self, number: int, content: str, lost: str = "") -> None:
        self.content.append(content)
        self.lost += [lost] if lost else []


def runner(*lost: int) -> Runner:
    def run(chunks: Iterable[Chunk]) -> Iterator[Extracted]:
        for chunk in chunks:
            yield Extracted(chunk, None if chunk.number in lost else tuple(() for _ in chunk.articles))

    return run


def test_what_is_left_out_is_told_by_name() -> None:
    kept = Kept()
    extract(ARTICLES, runner(1, 2), lambda article, _: f"{article.name}\n", kept, Progress())
    assert kept.content == ["".join(f"a{number}\n" for number in range(64)), "", ""]
    ended = "left out: the process that worked on them ended, twice."
    assert kept.lost == [
        f'64 articles, "a64" to "a127", were {ended}',
        f'2 articles, "a128" to "a129", were {ended}',
    ]


def test_progress_counts_articles_and_can_be_cancelled() -> None:
    token = CancelToken()
    seen: list[int] = []

    def report(done: int, total: int | None, what: str) -> None:
        seen.append(done)
        if done == 70:
            token.cancel()

    kept = Kept()
    with pytest.raises(CancelledError):
        extract(ARTICLES, runner(), lambda article, _: article.name, kept, Progress(report, token))
    assert seen == list(range(1, 71))
    assert len(kept.content) == 2
