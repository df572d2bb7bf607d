"""Articles that are nearly the same text: reprints, updates, agencies' copies. By MinHash (datasketch).

Source: Broder 1997, "On the resemblance and containment of documents".
"""

import re
from collections.abc import Iterable

from core.transfer.grouping import Groups

_WORD = re.compile(r"\w+")
_SHINGLE = 4
"""How many words in a row are one feature."""
_PERMUTATIONS = 64
_ALIKE = 0.6
"""The share of common features from which two texts count as near copies."""


def near_copies(texts: Iterable[tuple[str, str]], alike: float = _ALIKE) -> dict[str, str]:
    """Return for each article's id the id that stands for its group of near copies.

    `texts` are ids with texts, read once; they are compared by their words in fours, whatever the case. A
    copy of a copy is in the same group.
    """
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=alike, num_perm=_PERMUTATIONS)
    groups, ids = Groups(), []
    for article_id, text in texts:
        sketch = MinHash(_PERMUTATIONS, seed=1)
        sketch.update_batch(_features(text))
        for other in sorted(index.query(sketch)):
            groups.join(article_id, other)
        index.insert(article_id, sketch)
        ids.append(article_id)
    return groups.of_each(ids)


def _features(text: str) -> list[bytes]:
    words = _WORD.findall(text.casefold())
    ends = range(max(len(words) - _SHINGLE + 1, 1))
    return [" ".join(words[at : at + _SHINGLE]).encode("utf-8") for at in ends]
