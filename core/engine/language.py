"""Is a text in another language than the engine reads? Told only where it is clear, and never guessed at.

Small words tell a language that is written in Latin letters (after Grefenstette 1995, "Comparing two
language identification schemes"), the letters themselves any other. A text of few words, a table or a list is
taken for English.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from core import assets

_SAMPLE = 3_000
"""So many code points are looked at, at the text's beginning and again in its middle."""
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_OTHER = re.compile("[^\\W\\d_\u0000-\u036f\u1e00-\u1eff]+")
_FEWEST_WORDS = 12
_FEWEST_DIFFERENT = 4
_FEWEST_LETTERS = 20
_CLEAR_SHARE = 0.2
_CLEARLY_MORE = 3
_CLEAR_LETTERS = 0.6


def notice(text: str) -> str:
    """Return the sentence for a text that is clearly not English; empty where it may be."""
    language = foreign_language(text)
    if not language:
        return ""
    return f"This article seems to be {language}; the engine reads English. Nothing is proposed."


def foreign_language(text: str) -> str:
    """Return the language of a text that is clearly not English, or its letters; empty where it may be."""
    middle = max(_SAMPLE, len(text) // 2)
    sample = f"{text[:_SAMPLE]} {text[middle : middle + _SAMPLE]}"
    return _by_letters(sample) if not sample.isascii() and _is_other_script(sample) else _by_words(sample)


def _is_other_script(sample: str) -> bool:
    latin, other = (sum(map(len, letters.findall(sample))) for letters in (_LATIN, _OTHER))
    return other >= _FEWEST_LETTERS and other > _CLEAR_LETTERS * (latin + other)


def _by_letters(sample: str) -> str:
    names = _data()["letters"]
    scripts = Counter(
        script
        for letter, number in Counter(filter(str.isalpha, sample)).items()
        for script in [unicodedata.name(letter, "").partition(" ")[0]] * number
        if script in names
    )
    # Japanese is told by its own letters, however many Chinese ones stand among them
    if scripts["HIRAGANA"]:
        return names["HIRAGANA"]
    return names[scripts.most_common(1)[0][0]] if scripts else ""


def _by_words(sample: str) -> str:
    # a capital makes a name of a small word: "La Paz", "Los Angeles"
    words = Counter(_WORD.findall(sample.lower() if sample.isupper() else sample))
    count = words.total()
    if count < _FEWEST_WORDS:
        return ""
    hits = {language: sum(map(words.__getitem__, known)) for language, known in _small_words().items()}
    english = hits.pop("English")
    best = max(hits, key=lambda language: hits[language])
    different = sum(word in words for word in _small_words()[best])
    is_clear = hits[best] >= max(_CLEAR_SHARE * count, _CLEARLY_MORE * english)
    return best if is_clear and different >= _FEWEST_DIFFERENT else ""


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    """Return the small words of each language; what English shares with others speaks for neither."""
    listed = {language: frozenset(words.split()) for language, words in _data()["words"].items()}
    english = listed.pop("English")
    others = {language: words - english for language, words in listed.items()}
    return {**others, "English": english.difference(*listed.values())}


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(assets.read_text("rules", "languages.toml"))
