"""Find by regular expression, as a process: an expression may take for ever, and a process can be ended.

`python -m core.annotation.pattern_search` reads one JSON object, the fields of a `Query` and in `article` the
text to look in, and writes the places found as a JSON list of pairs.
"""

import json
import sys

from core.annotation.find import Query, find


def main() -> None:
    """Answer one question."""
    question = json.load(sys.stdin)
    text = question.pop("article")
    json.dump(find(text, Query(**question)), sys.stdout)


if __name__ == "__main__":
    main()
