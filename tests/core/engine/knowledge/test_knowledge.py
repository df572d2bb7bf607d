"""The user's lists and rules beside an engine: their precedence, their faults, how they are read again."""

import os
from pathlib import Path

import pytest

from core.engine.catalogue import load_engine
from core.engine.engine import Engine
from core.engine.knowledge.folders import folders, store_folder, user_folder
from core.engine.knowledge.knowledge import Knowledge
from core.engine.proposal import Proposal
from core.errors import UsageError


def write(file: Path, content: str) -> Path:
    """Write a file so that its time differs from the one before, however coarse the clock."""
    before = file.stat().st_mtime_ns if file.exists() else 0
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, "utf-8")
    if file.stat().st_mtime_ns == before:
        os.utime(file, ns=(before + 1, before + 1))
    return file


def applied(folder: Path, text: str, *standing: Proposal) -> list[tuple[str, str, str]]:
    knowledge = Knowledge([folder])
    knowledge.refresh()
    return [(text[p.start : p.end], p.label, p.origin) for p in knowledge.apply(text, standing)]


def at(text: str, name: str, label: str, score: float = 0.9) -> Proposal:
    start = text.index(name)
    return Proposal(start, start + len(name), label, score, "engine:x@1")


RULE = """
[[rule]]
id = "case"
label = "LAW"
pattern = '''\\b Case \\s \\d+ \\b'''
"""
OMAN = ("Oman", "ORG", "gazetteer:own/my")


def test_a_name_of_a_list_is_proposed_and_relabels(tmp_path: Path) -> None:
    write(tmp_path / "my.tsv", "# made by hand\nname\tlabel\nOman\tORG\tany more\n")
    assert applied(tmp_path, "In Oman.") == [OMAN]
    assert applied(tmp_path, "In Oman.", at("In Oman.", "Oman", "GPE")) == [OMAN]


def test_it_takes_the_place_of_what_lies_within_it_or_across_its_edge(tmp_path: Path) -> None:
    write(tmp_path / "my.tsv", "Oman Air Works\tORG\n")
    text = "At Oman Air Works Ltd."
    standing = [at(text, "Oman", "GPE"), at(text, "Works Ltd", "ORG")]
    assert applied(tmp_path, text, *standing) == [("Oman Air Works", "ORG", "gazetteer:own/my")]


def test_it_gives_way_to_a_longer_span_that_the_engine_is_sure_of(tmp_path: Path) -> None:
    write(tmp_path / "my.tsv", "Oman\tORG\n")
    text = "The Oman Times said."
    assert applied(tmp_path, text, at(text, "Oman Times", "ORG", 0.5)) == [
        ("Oman Times", "ORG", "engine:x@1")
    ]
    assert applied(tmp_path, text, at(text, "Oman Times", "ORG", 0.49)) == [OMAN]


def test_a_strong_rule_goes_before_all_and_a_weak_one_fills(tmp_path: Path) -> None:
    write(tmp_path / "my.tsv", "Case 5\tORG\n")
    text = "See Case 5 of 2001."
    wide = at(text, "Case 5 of 2001", "EVENT")
    write(tmp_path / "my.toml", RULE)
    assert applied(tmp_path, text, wide) == [("Case 5", "LAW", "rule:own/case")]
    write(tmp_path / "my.toml", RULE + 'strength = "weak"\nscore = 0.4\n')
    assert applied(tmp_path, text, wide) == [("Case 5 of 2001", "EVENT", "engine:x@1")]
    assert applied(tmp_path, "See Case 6.") == [("Case 6", "LAW", "rule:own/case")]


def test_the_folder_that_is_named_first_goes_first(tmp_path: Path) -> None:
    write(tmp_path / "b" / "my.tsv", "Oman\tORG\n")
    write(tmp_path / "a" / "my.tsv", "Oman\tGPE\n")
    knowledge = Knowledge([tmp_path / "b", tmp_path / "a"])
    knowledge.refresh()
    assert [found.label for found in knowledge.apply("Oman", ())] == ["ORG"]


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return load_engine("rules", knowledge=[tmp_path])


def labels(engine: Engine, text: str = "Case 7 in Oman by Foo.") -> dict[str, str]:
    return {text[found.start : found.end]: found.label for found in engine.propose(text)}


def test_files_are_read_again_when_they_change_come_or_go(tmp_path: Path, engine: Engine) -> None:
    assert labels(engine)["Oman"] == "GPE"
    write(tmp_path / "my.tsv", "Oman\tORG\n")
    assert labels(engine)["Oman"] == "ORG"
    write(tmp_path / "my.tsv", "Oman\tLOC\n")
    assert labels(engine)["Oman"] == "LOC"
    write(tmp_path / "my.toml", RULE)
    assert labels(engine)["Case 7"] == "LAW"
    (tmp_path / "my.tsv").unlink()
    (tmp_path / "my.toml").unlink()
    assert "Case 7" not in labels(engine)
    assert labels(engine)["Oman"] == "GPE"


def test_offsets_in_a_long_text_are_the_texts(tmp_path: Path, engine: Engine) -> None:
    write(tmp_path / "my.tsv", "Foo Bar\tORG\n")
    text = "Nobody was there. 👍 " * 5000 + "Foo Bar."
    assert [text[one.start : one.end] for one in engine.propose(text) if one.label == "ORG"] == ["Foo Bar"]


def test_faults_are_told_once_with_file_and_line_and_the_good_rest_is_used(
    tmp_path: Path, engine: Engine
) -> None:
    write(tmp_path / "my.tsv", "Oman\tORG\nno label\n\tGPE\n" + "x\n" * 9 + "Foo\tORG\n")
    rule = "[[rule]]\nid = 'open'\nlabel = 'LAW'\npattern = '('\n\n"
    write(tmp_path / "my.toml", rule + RULE + "needz = 3\n" + RULE.replace("case", "more"))
    found = labels(engine)
    rows, rules = f"{tmp_path.name}/my.tsv", f"{tmp_path.name}/my.toml"
    assert (found["Oman"], found["Foo"], found["Case 7"]) == ("ORG", "ORG", "LAW")
    assert list(engine.new_faults()) == [
        f"{rows} line 2: a row is a name, a tab and a label.",
        f"{rows} line 3: a name begins and ends with a letter, a digit or a mark.",
        f"{rows} line 4: a row is a name, a tab and a label.",
        f"{rows} line 5: a row is a name, a tab and a label.",
        f"{rows} line 6: a row is a name, a tab and a label.",
        f"{rows}: 6 more rows are wrong.",
        f'{rules} line 1: the pattern of "open" is none (missing ), unterminated subpattern at position 0).',
        f'{rules} line 7: there is no "needz" in a rule. Did you mean "needs".',
    ]
    labels(engine)
    assert engine.new_faults() == ()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("[[rule]\n", "my.toml line 1: it is not TOML (Expected ']]' at the end of an array declaration)."),
        ("rule = 3\n", "my.toml: it has no [[rule]]."),
        ("[[rule]]\nid = 3\n", 'my.toml line 1: a rule needs a text "id".'),
        (RULE + "needs = 'a'\n", 'my.toml line 2: "needs" of a rule is a list of texts.'),
        (RULE + "score = 2\n", 'my.toml line 2: the score of "case" does not lie between 0 and 1.'),
        (RULE + "strength = 'big'\n", 'my.toml line 2: the strength of "case" is none of strong and weak.'),
        (
            RULE.replace("Case", "{cse}"),
            'my.toml line 2: the pattern of "case" names {cse}, and there is no such part.',
        ),
    ],
)
def test_a_rule_that_is_none_is_told(content: str, fault: str, tmp_path: Path, engine: Engine) -> None:
    write(tmp_path / "my.toml", content)
    assert labels(engine)["Oman"] == "GPE"
    assert engine.new_faults() == (f"{tmp_path.name}/{fault}",)


def test_a_list_that_is_no_text_is_told_and_what_is_no_file_is_left_alone(
    tmp_path: Path, engine: Engine
) -> None:
    (tmp_path / "my.tsv").write_bytes(b"\xff\xfe\x00\x01")
    (tmp_path / "folder.tsv").mkdir()
    (tmp_path / "dangling.tsv").symlink_to(tmp_path / "nowhere")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.toml")
    assert labels(engine)["Oman"] == "GPE"
    (told,) = engine.new_faults()
    assert "my.tsv: it is not UTF-8 text" in told


def test_a_rule_may_name_the_parts_of_ours(tmp_path: Path, engine: Engine) -> None:
    write(tmp_path / "my.toml", RULE.replace("Case", "Case \\s {month}"))
    assert labels(engine, "Case May 7.")["Case May 7"] == "LAW"


def test_a_rule_that_never_ends_is_left_out_and_the_others_stay(tmp_path: Path, engine: Engine) -> None:
    endless = "[[rule]]\nid = 'endless'\nlabel = 'LAW'\npattern = '(a+)+b'\n"
    write(tmp_path / "my.toml", endless + RULE)
    text = "Case 7 " + "a" * 60
    assert labels(engine, text)["Case 7"] == "LAW"
    told = 'The rule "endless" takes longer than 1 s for a text; it is left out for now.'
    assert engine.new_faults() == (told,)
    assert labels(engine, text)["Case 7"] == "LAW"


def test_folders_are_those_named_then_the_stores_then_the_users(tmp_path: Path) -> None:
    store = tmp_path / "news.db"
    assert folders(store, [tmp_path]) == (tmp_path, tmp_path / "news.db-knowledge", user_folder())
    assert store_folder(store) == tmp_path / "news.db-knowledge"
    with pytest.raises(UsageError, match="There is no folder"):
        folders(None, [tmp_path / "nowhere"])
