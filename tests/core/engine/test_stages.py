"""Stages of an engine can be switched off, one by one or together."""

import sys

import pytest

from core.engine.catalogue import load_engine, stages
from core.errors import UsageError

TEXT = "Angela Merkel paid $5 million in Nepal on Monday. Merkel left."


def found(*without: str, engine: str = "news-fast", text: str = TEXT) -> dict[str, str]:
    proposals = load_engine(engine, frozenset(without)).propose(text)
    return {text[span.start : span.end]: span.origin.split(":")[0] for span in proposals}


@pytest.mark.parametrize("engine", ["news", "news-fast"])
def test_an_engine_tells_its_stages_in_the_order_of_their_work(engine: str) -> None:
    assert stages(engine) == ("model", "boundaries", "rules", "article_pass", "gazetteers", "scores")


def test_an_engine_without_a_model_has_fewer_stages() -> None:
    assert stages("rules") == ("rules", "gazetteers")


def test_without_rules_what_they_would_find_is_left_to_the_model() -> None:
    assert found()["$5 million"] == "rule"
    assert "rule" not in found("rules").values()


def test_without_rules_the_edges_of_the_models_spans_are_still_trimmed() -> None:
    text = "The film was about the Ivory Coast."
    assert "Ivory Coast" in found("rules", "gazetteers", text=text)


def test_without_the_model_rules_and_lists_work_and_no_weights_are_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    alone = found("model", engine="news")
    assert alone["Nepal"] == "gazetteer"
    assert "engine" not in alone.values()


def test_without_gazetteers_and_pass_neither_proposes() -> None:
    assert not {"gazetteer", "article"} & set(found("gazetteers", "article_pass").values())


def test_without_scores_the_model_speaks_in_its_own_probabilities() -> None:
    on, off = (load_engine("news-fast", without).propose(TEXT) for without in (frozenset(), {"scores"}))
    places = [[(span.start, span.end, span.label) for span in spans] for spans in (on, off)]
    assert places[0] == places[1]
    assert [span.score for span in on] != [span.score for span in off]


def test_without_all_stages_nothing_is_proposed() -> None:
    assert found(*stages("news-fast")) == {}


def test_an_unknown_stage_has_a_near_match() -> None:
    with pytest.raises(UsageError) as fault:
        load_engine("news", frozenset({"gazeteers"}))
    assert str(fault.value) == 'The engine "news" has no stage "gazeteers". Did you mean "gazetteers"?'
