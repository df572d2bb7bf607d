from core.engine.proposal import Proposal
from core.engine.why import disagreements, reasons

TEXT = "Kurdish forces left New South Wales."


def span(
    surface: str, label: str, score: float, origin: str, opinions: tuple[Proposal, ...] = ()
) -> Proposal:
    start = TEXT.index(surface)
    return Proposal(start, start + len(surface), label, score, origin, opinions)


def test_a_name_that_nobody_else_saw_has_only_who_made_it() -> None:
    alone = span("Kurdish", "NORP", 0.9, "engine:news@1.0.0")
    assert reasons(alone, TEXT) == ('the model "news" says NORP',)
    assert disagreements(alone, TEXT) == ()


def test_it_tells_who_agrees_and_who_said_what_else_where_and_why_that_did_not_stand() -> None:
    opinions = (
        span("Kurdish forces", "ORG", 0.615, "engine:news@1.0.0"),
        span("Kurdish", "NORP", 0.8, "article:majority"),
    )
    listed = span("Kurdish", "NORP", 0.9, "gazetteer:us_states", opinions)
    overruled = (
        'the model "news" said ORG for "Kurdish forces" (0.61), '
        "but a list goes before the model for its own names"
    )
    assert reasons(listed, TEXT) == (
        'the list "us states" says NORP',
        "the majority of this name's mentions agrees",
        overruled,
    )
    assert disagreements(listed, TEXT) == (overruled,)


def test_what_was_decided_before_goes_before_the_engine() -> None:
    remembered = span("Kurdish", "NORP", 0.6, "engine:x@1").relabelled("ORG", 0.75, "memory")
    assert reasons(remembered, TEXT) == (
        "the memory says ORG",
        'the model "x" said NORP (0.60), but what people decided goes before the engine',
    )


def test_a_list_and_a_rule_of_the_user_are_called_theirs() -> None:
    assert reasons(span("Kurdish", "ORG", 0.95, "gazetteer:own/always"), TEXT) == (
        'your list "always" says ORG',
    )
    assert reasons(span("Kurdish", "ORG", 0.95, "rule:own/case"), TEXT) == ('your rule "case" says ORG',)
