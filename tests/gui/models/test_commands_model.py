"""Commands narrowed by typing."""

import pytest

from gui.models.commands_model import CommandRow, CommandsModel, match_score

ROWS = (
    CommandRow("file.open", "Open files…", "Ctrl+O", True, "File"),
    CommandRow("span.accept", "Accept, go to the next undecided", "Return", True, "Span"),
    CommandRow("span.next", "Next span", "Tab", False, "Span"),
    CommandRow("span.doubt", "Next doubtful span", "F8", True, "Span"),
)


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("next", "Next span", "Context"),
        ("nds", "Next doubtful span", "No undecided spans, then"),
        ("open", "Open files", "Reopen"),
    ],
)
def test_words_begun_match_best(query: str, better: str, worse: str) -> None:
    good, bad = match_score(query, better), match_score(query, worse)
    assert good is not None
    assert bad is None or good < bad


def test_signs_in_a_query_mean_themselves() -> None:
    assert match_score(".*", "Next span") is None
    assert match_score("", "Next span") == 0


def test_the_palette_ranks_and_puts_what_cannot_run_behind(qapp: object) -> None:
    model = CommandsModel(grouped=False)
    model.show_rows(ROWS, "next")
    found = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert found == ["Next doubtful span", "Accept, go to the next undecided", "Next span"]


def test_scattered_letters_match_only_where_nothing_better_does(qapp: object) -> None:
    model = CommandsModel(grouped=False)
    model.show_rows(ROWS, "acc")
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [ROWS[1].text]
    model.narrow("opfls")
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [ROWS[0].text]


def test_the_table_of_keys_is_grouped_and_finds_keys(qapp: object) -> None:
    model = CommandsModel(grouped=True)
    model.show_rows(ROWS)
    assert [model.index(row, 0).data() for row in range(2)] == ["File", "Open files…"]
    model.narrow("f8")
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Span", "Next doubtful span"]
