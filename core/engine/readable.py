"""A text as the engine reads it: what is no text is blanked or replaced, one code point for one.

So offsets stay, and what a spammer, a broken file or a drawing in characters holds costs no more time than
words do: the tokenizer's time grows with the square of a run without blanks.
"""

import re

_SURROGATE = re.compile("[\ud800-\udfff]")
_SIGNS = re.compile(r"[^\w\s]{41,}")
"""More signs in a row than emphasis or an emoji with its parts has: a ruler, dots in a table of contents."""
_LONGEST_WORD = 300
_END_OF_LONG_WORD = re.compile(rf"(\S{{{_LONGEST_WORD}}})\S")


def readable(text: str) -> str:
    """Return a text of the same length without lone surrogates, endless words and endless rows of signs.

    A surrogate is no character, and spaCy refuses it. A word of more than three hundred code points is no
    word: it is cut in several by blanks.
    """
    clean = _SURROGATE.sub("\ufffd", text)
    clean = _SIGNS.sub(lambda run: " " * len(run.group()), clean)
    return _END_OF_LONG_WORD.sub(r"\1 ", clean)
