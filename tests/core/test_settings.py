"""The settings file: sparse, never fatal, never damaged."""

from pathlib import Path

import pytest

from core import settings as module
from core.errors import InputError, UsageError
from core.settings import (
    ANNOTATOR,
    DOUBTFUL_BELOW,
    SETTINGS,
    THEME,
    ZOOM,
    Settings,
    annotator_name,
    default_store_path,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def loaded(path: Path, text: str) -> Settings:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Settings.load(path)


def test_without_a_file_the_defaults_are_in_force(path: Path) -> None:
    settings = Settings.load(path)
    assert settings.warnings == ()
    assert all(settings[setting] == setting.default for setting in SETTINGS)


def test_only_what_differs_is_in_the_file(path: Path) -> None:
    settings = Settings.load(path)
    settings.set(ANNOTATOR, "Zoë")
    settings.set(ZOOM, 150)
    settings.set(DOUBTFUL_BELOW, 0.5)
    settings.set(THEME, "system")
    settings.save()
    assert path.read_text(encoding="utf-8") == 'annotator = "Zoë"\nzoom = 150\ndoubtful_below = 0.5\n'
    again = Settings.load(path)
    assert (again[ANNOTATOR], again[ZOOM], again[DOUBTFUL_BELOW]) == ("Zoë", 150, 0.5)
    again.set(ANNOTATOR, "")
    again.set(ZOOM, 100)
    again.set(DOUBTFUL_BELOW, None)
    again.save()
    assert path.read_text() == ""
    assert [one.name for one in path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ('annotater = "x"', 'there is no setting "annotater". Did you mean "annotator"?'),
        ("zoom = 'big'", "zoom is not a whole number; 100 is in force."),
        ("zoom = true", "zoom is not a whole number; 100 is in force."),
        ("zoom = 9000", "zoom does not lie between 50 and 400; 100 is in force."),
        ("theme = 'drak'", 'theme is none of system, light, dark; system is in force. Did you mean "dark"?'),
        ("annotator = 5", "annotator is not text; the default is in force."),
        ("doubtful_below = 2.0", "doubtful_below does not lie between 0 and 1; the default is in force."),
    ],
)
def test_what_is_wrong_is_told_and_the_default_is_in_force(path: Path, text: str, warning: str) -> None:
    settings = loaded(path, text)
    assert settings.warnings == (f"{path}: {warning}",)
    assert all(settings[setting] == setting.default for setting in SETTINGS)


def test_unknown_keys_stay_in_the_file(path: Path) -> None:
    settings = loaded(path, 'of_a_later_version = [1, 2]\nannotator = "ana"\n')
    settings.set(ZOOM, 120)
    settings.save()
    again = Settings.load(path)
    assert len(again.warnings) == 1
    assert (again[ANNOTATOR], again[ZOOM]) == ("ana", 120)
    assert "of_a_later_version" in path.read_text()


@pytest.mark.parametrize("data", [b"zoom = ", b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_never_overwritten(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    settings = Settings.load(path)
    assert settings.warnings[0].startswith(f"{path} cannot be read: ")
    assert settings[ZOOM] == 100
    with pytest.raises(InputError, match="left as it is"):
        settings.save()
    assert path.read_bytes() == data


def test_a_value_that_does_not_fit_is_refused(path: Path) -> None:
    with pytest.raises(
        UsageError, match='The setting theme cannot be "pink": it is none of system, light, dark'
    ):
        Settings.load(path).set(THEME, "pink")


def test_every_setting_is_told_apart_and_explained() -> None:
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    assert all(setting.text.endswith(".") and not setting.fault(setting.default) for setting in SETTINGS)


def test_the_annotator_is_the_setting_then_the_login_then_a_word(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings.load(path)
    monkeypatch.setattr(module.getpass, "getuser", lambda: "login")
    assert annotator_name(settings) == "login"
    settings.set(ANNOTATOR, " Ana ")
    assert annotator_name(settings) == "Ana"

    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(module.getpass, "getuser", nobody)
    assert annotator_name(Settings.load(path)) == "annotator"


def test_without_a_home_folder_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.platformdirs, "user_data_path", lambda _: Path("~/.local/share/rubricator"))
    monkeypatch.setattr(module.platformdirs, "user_config_path", lambda _: Path("~/.config/rubricator"))
    with pytest.raises(InputError, match="There is no home folder to keep the store in") as caught:
        default_store_path()
    assert caught.value.hint == "Name a store with --store."
    settings = Settings.load()
    assert settings.warnings == ()
    with pytest.raises(InputError, match="no home folder to keep the settings in"):
        settings.save()


def test_the_default_store_lies_in_the_users_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.platformdirs, "user_data_path", lambda name: tmp_path / name)
    assert default_store_path() == tmp_path / "rubricator" / "rubricator.db"
    assert (tmp_path / "rubricator").is_dir()


def test_what_another_window_saved_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    first, second = Settings.load(path), Settings.load(path)
    first.set(ZOOM, 150)
    first.save()
    second.set(THEME, "dark")
    second.save()
    both = Settings.load(path)
    assert (both[ZOOM], both[THEME]) == (150, "dark")
    first.set(ZOOM, 100)
    first.save()
    assert path.read_text(encoding="utf-8") == 'theme = "dark"\n'


def test_own_keys_are_kept_in_a_table_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    settings = Settings.load(path)
    settings.set_key("span.accept", "F2")
    settings.set_key("span.merge", "")
    settings.save()
    again = Settings.load(path)
    assert again.warnings == ()
    assert again.keys == {"span.accept": "F2", "span.merge": ""}
    again.set_key("span.accept", None)
    again.set_key("span.merge", None)
    again.save()
    assert path.read_text() == ""


def test_what_is_no_table_of_keys_is_told(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('keys = "F2"\n')
    settings = Settings.load(path)
    assert settings.keys == {}
    assert "keys is not a table of keys" in settings.warnings[0]
