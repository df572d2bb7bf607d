"""`evaluate` as a process, with the engine of rules alone: what it proposes is known."""

import json
from pathlib import Path
from typing import Any

TEXT = "It cost $5 on 3 May 2024, or 20 per cent more."


def span(surface: str, label: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(surface)
    return {"start": start, "end": start + len(surface), "label": label, **fields}


def line(*spans: dict[str, Any], text: str = TEXT, **fields: Any) -> str:
    return json.dumps({"text": text, "spans": spans, **fields}) + "\n"


RIGHT = (span("$5", "MONEY"), span("3 May 2024", "DATE"), span("20 per cent", "PERCENT"))


def figures(run, *arguments: object) -> dict[str, Any]:
    done = run("evaluate", *arguments, "--engine", "rules", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    (engine,) = json.loads(done.stdout)["engines"]
    return engine


def test_a_file_whose_spans_are_what_the_rules_say_is_all_right(run, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(line(*RIGHT))
    engine = figures(run, "gold.jsonl")
    for measure in ("strict", "exact", "partial", "type"):
        assert engine[measure] == {
            "precision": 1.0, "recall": 1.0, "f1": 1.0,
            "correct": 3, "incorrect": 0, "partial": 0, "missed": 0, "spurious": 0,
        }  # fmt: skip
    assert engine["confusion"] == [
        {"gold": label, "proposed": label, "count": 1} for label in ("DATE", "MONEY", "PERCENT")
    ]
    assert {row["origin"].partition(":")[0] for row in engine["by_origin"]} == {"rule"}
    assert engine["auc"] is None
    assert engine["remarks"] == []


def test_errors_are_told_apart(run, tmp_path: Path) -> None:
    spans = (
        span("$5", "CARDINAL"),
        span("on 3 May 2024", "DATE"),
        span("20 per cent", "PERCENT", state="rejected"),
        span("It", "WEAPON"),
    )
    (tmp_path / "gold.jsonl").write_text(line(*spans))
    engine = figures(run, "gold.jsonl")
    assert [engine[one]["correct"] for one in ("strict", "exact", "partial", "type")] == [0, 1, 1, 1]
    assert engine["partial"]["partial"] == 1
    assert {(row["gold"], row["proposed"]) for row in engine["confusion"]} == {
        ("CARDINAL", "MONEY"), ("DATE", "DATE"), ("WEAPON", None), (None, "PERCENT"),
    }  # fmt: skip
    assert engine["rejected_again"] == 1
    assert engine["remarks"] == [
        "1 span is WEAPON, which the engine rules never proposes: counted as missed."
    ]


def test_what_is_undecided_counts_for_nothing(run, tmp_path: Path) -> None:
    undecided = (RIGHT[0], {**RIGHT[1], "state": "proposed"}, {**RIGHT[2], "state": "proposed"})
    (tmp_path / "gold.jsonl").write_text(line(*undecided))
    assert figures(run, "gold.jsonl")["strict"]["f1"] == 1.0


def test_a_file_may_say_what_else_is_right(run, tmp_path: Path) -> None:
    spans = (span("$5", "QUANTITY", also=["MONEY"]), span("3 May 2024", "DATE"))
    (tmp_path / "gold.jsonl").write_text(line(*spans, span("20 per cent", "PERCENT", optional=True)))
    strict = figures(run, "gold.jsonl")["strict"]
    assert (strict["correct"], strict["missed"], strict["spurious"]) == (2, 0, 0)


def test_engines_are_compared_and_stages_weighed(run, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(line(*RIGHT) + line(span("$5", "MONEY")))
    done = run("evaluate", "gold.jsonl", "--engine", "rules", "--engine", "news-fast", "--stages")
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("2 articles, 4 spans", "What each stage is worth", "Compared", "By origin"):
        assert words in done.stdout
    assert "nan" not in done.stdout.lower()


def test_reviewed_articles_of_a_store(run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(line(*RIGHT, id="a") + line(text="Nobody came.", id="b"))
    run("import", "in.jsonl", "--store", "s.db", "--annotator", "ana")
    done = run("evaluate", "--store", "s.db", "--engine", "rules")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "rubricator: No article is reviewed. Review some first, or name others with --status.\n"
    )
    assert figures(run, "--store", "s.db", "--status", "todo")["strict"]["f1"] == 1.0
    done = run("evaluate", "--store", "s.db", "--layer", "anna")
    assert (done.returncode, done.stderr) == (
        2, 'rubricator: The store has no layer "anna". Did you mean "ana"?\n',
    )  # fmt: skip


def test_gold_without_a_span_is_told(run, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(line() + line(text="Nobody came."))
    done = run("evaluate", "gold.jsonl", "--engine", "rules")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "rubricator: The 2 articles have no accepted span to measure against.\n"


def test_wrong_usage(run, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(line(*RIGHT))
    for arguments, sentence in (
        (("gold.jsonl", "--engine", "ruels"), 'There is no engine "ruels". Did you mean "rules"?'),
        (
            ("gold.jsonl", "--store", "s.db"),
            "Files and a store are two things to measure on. Give the one or the other.",
        ),
    ):
        done = run("evaluate", *arguments)
        assert (done.returncode, done.stderr) == (2, f"rubricator: {sentence}\n")
    done = run("evaluate", "missing.jsonl")
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        1, "rubricator: missing.jsonl does not exist.",
    )  # fmt: skip
