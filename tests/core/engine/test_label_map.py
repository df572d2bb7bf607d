import tomllib

from core import assets
from core.engine.label_map import label_map, unmapped
from core.engine.labels import ALL


def test_the_table_of_sets_speaks_with_one_tongue_and_in_the_schemes_words() -> None:
    rows = tomllib.loads(assets.read_text("engines", "labels.toml"))["set"]
    words: dict[str, set[str]] = {}
    for row in rows:
        for label, word in row["labels"].items():
            words.setdefault(label.casefold(), set()).add(word)
    assert all(len(found) == 1 for found in words.values())
    assert {word for found in words.values() for word in found} <= set(ALL)


def test_a_label_is_itself_its_counterpart_or_what_the_user_says() -> None:
    labels = label_map(["ORG", "per", "MISC", "work_of_art", "THING"], {"THING": "PRODUCT"})
    assert labels == {
        "ORG": "ORG",
        "per": "PERSON",
        "MISC": "MISC",
        "work_of_art": "WORK_OF_ART",
        "THING": "PRODUCT",
    }
    assert unmapped(labels) == ["MISC"]
