from hypothesis import given
from hypothesis import strategies as st

from core.engine.transformer.chunks import Chunk, chunks
from core.engine.transformer.wordpiece import WordPiece
from core.engine.transformer.words import words

WORDPIECE = WordPiece(["[UNK]", "[CLS]", "[SEP]", "a", "##a", ".", "b"])


def surfaces(text: str, found: list[Chunk]) -> list[list[str]]:
    return [[text[word.start : word.end] for word in chunk.words] for chunk in found]


def test_chunks_are_whole_sentences() -> None:
    text = "A a. A a a. B."
    found = list(chunks(text, WORDPIECE, limit=7))
    assert surfaces(text, found) == [["A", "a", ".", "A", "a", "a", "."], ["B", "."]]
    found = list(chunks(text, WORDPIECE, limit=6))
    assert surfaces(text, found) == [["A", "a", "."], ["A", "a", "a", ".", "B", "."]]


def test_a_sentence_longer_than_the_limit_is_cut_between_words() -> None:
    text = "A. " + "a " * 12
    sizes = [sum(map(len, chunk.pieces)) for chunk in chunks(text, WORDPIECE, limit=5)]
    assert sizes == [5, 5, 4]


@given(st.lists(st.sampled_from(["a", "aaaa", "A.", "B", "\n", "a" * 9]), max_size=60).map(" ".join))
def test_every_word_is_in_one_chunk_and_none_is_too_long(text: str) -> None:
    found = list(chunks(text, WORDPIECE, limit=6))
    assert [word for chunk in found for word in chunk.words] == list(words(text))
    assert all(0 < sum(map(len, chunk.pieces)) <= 6 for chunk in found)


def test_the_network_reads_pieces_between_two_marks() -> None:
    (chunk,) = chunks("aaa b", WORDPIECE)
    assert chunk.ids(WORDPIECE) == [1, 3, 4, 4, 6, 2]
    assert chunk.first_pieces == [1, 4]
    assert chunk.shapes[0] == chunk.shapes[-1] == 0
    assert len(chunk.shapes) == 6
