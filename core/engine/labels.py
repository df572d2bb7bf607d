"""The labels that the engine proposes: OntoNotes 5's eighteen, in two groups that are treated apart."""

NAMES = frozenset(
    ("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE")
)
"""Labels of names: no determiner in front, one label for a name throughout an article."""

NUMERIC = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"))
"""Labels of dates, times and numbers: closed classes that rules describe well."""

ALL = tuple(sorted(NAMES | NUMERIC))
"""All eighteen, sorted."""
