"""Where a layer comes from: its articles with languages and licences, its annotators, origins and times."""

from dataclasses import dataclass

from core.store.reader import StoreReader


@dataclass(frozen=True, slots=True)
class Provenance:
    """Counts by name, the most frequent first; `since` and `until` are times (UTC), empty without history.

    `statuses` and `characters` are of the articles in which something was done in the layer, and so are
    `languages` and `licences` (empty where the import brought none). `annotators` counts corrections of
    persons, `origins` the spans that stand accepted.
    """

    articles: int
    characters: int
    statuses: dict[str, int]
    languages: dict[str, int]
    licences: dict[str, int]
    annotators: dict[str, int]
    origins: dict[str, int]
    since: str
    until: str


_OF_LAYER = "FROM articles JOIN reviews ON article_id = articles.id WHERE layer = :layer"
_LICENCE = (
    "coalesce(articles.meta ->> 'licence', articles.meta ->> 'license', articles.meta ->> 'rights', '')"
)


def provenance(store: StoreReader, layer: str) -> Provenance:
    """Return where a layer comes from."""
    parameters = {"layer": layer}
    with store.reading() as connection:

        def counts(what: str, rest: str) -> dict[str, int]:
            query = f"SELECT {what} AS name, count(*) {rest} GROUP BY name ORDER BY 2 DESC, name"
            return {str(name): number for name, number in connection.execute(query, parameters)}

        articles, characters = connection.execute(
            f"SELECT count(*), coalesce(sum(length(text)), 0) {_OF_LAYER}", parameters
        ).fetchone()
        since, until = connection.execute(
            "SELECT coalesce(min(at), ''), coalesce(max(at), '') FROM corrections WHERE layer = :layer",
            parameters,
        ).fetchone()
        return Provenance(
            articles,
            characters,
            counts("status", _OF_LAYER),
            counts("language", _OF_LAYER),
            counts(_LICENCE, _OF_LAYER),
            counts(
                "annotator", "FROM corrections WHERE layer = :layer AND action NOT IN ('propose', 'import')"
            ),
            counts("origin", "FROM spans WHERE layer = :layer AND state = 'accepted'"),
            since,
            until,
        )
