from core.engine.article_pass import load_article_pass
from core.engine.proposal import Proposal

PASS = load_article_pass()


def at(text: str, surface: str, label: str, score: float = 0.9, nth: int = 0) -> Proposal:
    start = -1
    for _ in range(nth + 1):
        start = text.index(surface, start + 1)
    return Proposal(start, start + len(surface), label, score, "engine:x@1")


def labels(text: str, proposals: list[Proposal]) -> list[tuple[str, str, str]]:
    return [(text[p.start : p.end], p.label, p.origin) for p in PASS.apply(text, proposals)]


def test_a_surname_after_the_full_name_is_that_person() -> None:
    text = "Biegun met no one. Stephen Biegun spoke. Biegun's aide left Biegun."
    assert labels(text, [at(text, "Stephen Biegun", "PERSON")]) == [
        ("Stephen Biegun", "PERSON", "engine:x@1"),
        ("Biegun", "PERSON", "article:short-form"),
        ("Biegun", "PERSON", "article:short-form"),
    ]


def test_a_korean_family_name_stands_first() -> None:
    text = "Kim Jong Un came. Kim left."
    assert ("Kim", "PERSON", "article:short-form") in labels(text, [at(text, "Kim Jong Un", "PERSON")])


def test_a_mislabelled_surname_is_relabelled() -> None:
    text = "Amelie Mauresmo won. Mauresmo smiled."
    found = labels(text, [at(text, "Amelie Mauresmo", "PERSON"), at(text, "Mauresmo", "ORG", nth=1)])
    assert found[1] == ("Mauresmo", "PERSON", "article:short-form")


def test_the_north_is_the_country_named_before() -> None:
    text = "North Korea agreed. The North then left."
    found = labels(text, [at(text, "North Korea", "GPE"), at(text, "North", "LOC", nth=1)])
    assert found[1] == ("North", "GPE", "article:short-form")


def test_an_acronym_has_the_label_of_its_long_form() -> None:
    text = "The Indian Space Research Organisation (ISRO) said so; ISRO knows."
    assert labels(text, [at(text, "Indian Space Research Organisation", "ORG")])[1:] == [
        ("ISRO", "ORG", "article:acronym"),
        ("ISRO", "ORG", "article:acronym"),
    ]


def test_brackets_that_abbreviate_nothing_are_left_alone() -> None:
    text = "The Indian Space Agency (CNBC) said so."
    assert len(labels(text, [at(text, "Indian Space Agency", "ORG")])) == 1


def test_a_repeated_name_has_the_label_with_the_greater_sum_of_scores() -> None:
    text = "Arla and Arla and Arla"
    spans = [at(text, "Arla", label, score, nth) for nth, (label, score) in enumerate(
        [("ORG", 0.9), ("PERSON", 0.4), ("ORG", 0.5)]
    )]  # fmt: skip
    assert [label for _, label, _ in labels(text, spans)] == ["ORG", "ORG", "ORG"]


def test_a_company_is_called_by_its_first_word() -> None:
    text = "Halden Motors Inc. rose. Halden makes cars."
    found = labels(text, [at(text, "Halden Motors Inc.", "ORG"), at(text, "Halden", "GPE", nth=1)])
    assert found[1] == ("Halden", "ORG", "article:short-form")
