"""What is known of an engine without loading it."""

from collections.abc import Mapping
from dataclasses import dataclass

MODEL = "model"
"""The stage that is the statistical model."""

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """A row of the list of engines.

    `name` chooses it: a shipped engine's, a package's, a folder's name, or the path of a folder. `labels`
    are what it proposes, in the scheme's words. `scores` are F1 figures by data set and by label; a proposal
    that scores below `threshold` is doubtful. `place` is where it was found. `remark` says what is wrong with
    it, or is to be known before it is used; one that is not `usable` cannot be loaded. `language` is the code
    of what it reads, as spaCy has it ("en").
    """

    name: str
    version: str
    licence: str
    description: str
    labels: tuple[str, ...]
    scores: Mapping[str, float]
    threshold: float
    stages: tuple[str, ...]
    place: str
    remark: str = ""
    usable: bool = True
    language: str = ENGLISH
