import pytest

from core.annotation.scheme import Colours, load_scheme, parse_scheme
from core.errors import EditError, InputError, UsageError


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_default_scheme_has_ontonotes_18_labels_each_with_key_and_guideline() -> None:
    scheme = load_scheme()
    assert len(scheme.labels) == 18
    assert all(label.key and label.guideline and label.short for label in scheme)
    assert all(label.key in label.name for label in scheme)
    assert len({label.key for label in scheme}) == 18


@pytest.mark.parametrize(
    ("theme", "text", "paper"), [("light", "#1E1C19", "#FCFBF8"), ("dark", "#DEDAD2", "#1B1B1D")]
)
def test_text_and_tags_keep_their_contrast(theme: str, text: str, paper: str) -> None:
    for label in load_scheme():
        colours: Colours = getattr(label, theme)
        assert contrast(text, colours.fill) >= 4.5
        assert contrast(text, colours.pale) >= 4.5
        assert contrast(colours.ink, paper) >= 4.5


def test_an_unknown_scheme_or_label_is_told_with_the_nearest_name() -> None:
    with pytest.raises(UsageError, match=r'no label scheme "ontonote".*"ontonotes"'):
        load_scheme("ontonote")
    with pytest.raises(EditError, match=r'no label "PERSN".*"PERSON"'):
        load_scheme().require("PERSN")
    assert load_scheme()["ALIEN"].key == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("labels = 3", "not a label scheme"),
        ("x = [", "not a label scheme"),
        ('families = [["A"]]\n[labels.B]\nkey = "B"', "A.*not among the labels"),
        ('families = ["A"]\n[labels.A]\nkey = "Q"', "no list of lists"),
        ('families = [["A", "A"]]\n[labels.A]\nkey = "Q"', "twice"),
        ('familes = []\n[labels.A]\nkey = "Q"', r'has no "familes".*"families"'),
        ('families = []\n[labels.A]\nkye = "Q"', r'labels.A. has no "kye".*"key"'),
        ('families = []\n[labels.A]\nlight = {fil = "#FFFFFF"}', r'has no "fil".*"fill"'),
        ('families = []\n[labels.A]\nlight = {fill = "red"}', "is no colour"),
        ('families = []\n[labels.A]\nkey = "M"', "cannot be used"),
        ('families = []\n[labels.A]\nkey = "AB"', "cannot be used"),
        ('families = []\n[labels.A]\nkey = "Q"\n[labels.B]\nkey = "q"', "same key"),
    ],
)
def test_a_bad_scheme_file_is_told_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        parse_scheme(text, "mine.toml")


def test_a_scheme_without_colours_or_families_can_be_used() -> None:
    scheme = parse_scheme('families = []\n[labels.Alpha]\nkey = "a"', "mine.toml")
    assert scheme["Alpha"].key == "A"
    assert scheme["Alpha"].light.fill.startswith("#")
