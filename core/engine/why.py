"""Why a proposal stands, in words: who made it, who agrees, who saw something else, why that did not stand.

The score of an overruled stage is the one that its proposal would have had.
"""

from core.engine.proposal import Proposal

_ARTICLE_STEPS = {
    "short-form": "the full name elsewhere in the article",
    "acronym": "the long form beside the acronym",
    "majority": "the majority of this name's mentions",
}

_STANDS: dict[tuple[str, str], str] = {
    ("rule", "engine"): "such rules go before the model",
    ("rule", "gazetteer"): "rules go before lists",
    ("rule", "article"): "rules go before what is carried over",
    ("engine", "rule"): "what the model finds goes before such rules",
    ("engine", "article"): "what the model finds goes before what is carried over",
    ("engine", "gazetteer"): "a list only names what stands alone",
    ("article", "engine"): "a name has one label in an article",
    ("article", "gazetteer"): "what is carried over goes before lists",
    ("gazetteer", "engine"): "a list goes before the model for its own names",
    ("gazetteer", "article"): "a list goes before what is carried over for its own names",
    ("gazetteer", "rule"): "a list goes before rules for its own names",
}
"""Why the first kind of stage stands against the second: `core.engine.precedence` in words."""

_BY_PEOPLE = "what people decided goes before the engine"


def reasons(proposal: Proposal, text: str) -> tuple[str, ...]:
    """Return what is to be told of a proposal for a text: who made it, who agrees, who disagreed."""
    agreeing = (opinion for opinion in proposal.opinions if not proposal.differs(opinion))
    return (
        f"{named(proposal.origin)} says {proposal.label}",
        *(f"{named(opinion.origin)} agrees" for opinion in agreeing),
        *disagreements(proposal, text),
    )


def disagreements(proposal: Proposal, text: str) -> tuple[str, ...]:
    """Return what other stages saw in a proposal's place, each with why that did not stand."""
    return tuple(
        _overruled(proposal, opinion, text) for opinion in proposal.opinions if proposal.differs(opinion)
    )


def named(origin: str) -> str:
    """Return an origin in words.

    >>> named("gazetteer:us_states")
    'the list "us states"'
    >>> named("gazetteer:own/always")
    'your list "always"'
    """
    stage, _, name = origin.partition(":")
    whose, name = ("your", name.removeprefix("own/")) if name.startswith("own/") else ("the", name)
    if stage == "engine":
        return f'the model "{name.partition("@")[0]}"'
    if stage == "article":
        return _ARTICLE_STEPS.get(name, f'the pass over the article, "{name}",')
    if stage == "gazetteer":
        return f'{whose} list "{name.replace("_", " ")}"'
    return f'{whose} rule "{name}"' if stage == "rule" else "the memory"


def _overruled(proposal: Proposal, opinion: Proposal, text: str) -> str:
    elsewhere = (opinion.start, opinion.end) != (proposal.start, proposal.end)
    surface = f' for "{" ".join(text[opinion.start : opinion.end].split())}"' if elsewhere else ""
    stands = _STANDS.get((proposal.stage, opinion.stage), _BY_PEOPLE)
    return f"{named(opinion.origin)} said {opinion.label}{surface} ({opinion.score:.2f}), but {stands}"
