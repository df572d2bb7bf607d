"""The README's table of formats is the registry's."""

from pathlib import Path

from core.cli.formats import markdown_table

README = Path(__file__).parents[3] / "README.md"


def test_the_readme_has_the_table_of_the_registry() -> None:
    assert "\n".join(markdown_table()) in README.read_text("utf-8"), "rubricator formats --format markdown"
