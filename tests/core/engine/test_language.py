import pytest

from core import assets
from core.engine.catalogue import load_engine
from core.engine.language import foreign_language, notice

SAMPLES = {
    "French": "Le président s'est rendu lundi à Berlin pour y rencontrer la ministre. Ils sont à l'heure.",
    "German": "Der Minister traf am Montag in Paris die Präsidentin und sprach über die Lage.",
    "Spanish": "El presidente viajó el lunes a Bruselas para hablar con los líderes de la crisis.",
    "Dutch": "De minister heeft maandag in Den Haag gezegd dat het kabinet niet van plan is om dat te doen.",
    "Polish": "Premier powiedział w Warszawie, że rząd nie podniesie podatków i że to jest ważne dla nas.",
    "in Cyrillic letters": "Президент заявил в понедельник, что правительство не намерено повышать налоги.",
    "in Arabic letters": "قال الرئيس يوم الاثنين في القاهرة إن الحكومة لن ترفع الضرائب هذا العام",
    "Japanese": "首相は月曜日に東京で記者会見を開き、税金を上げないと述べた。",
    "Korean": "대통령은 월요일 서울에서 기자 회견을 열고 세금을 올리지 않겠다고 말했다.",
}


@pytest.mark.parametrize(("language", "text"), SAMPLES.items())
def test_a_language_is_told(language: str, text: str) -> None:
    assert foreign_language(text) == language
    assert (
        notice(text) == f"This article seems to be {language}; the engine reads English. Nothing is proposed."
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bonjour Paris",
        assets.read_text("samples", "000_37ceacafcc040ebd.txt"),
        "PRESIDENT TRUMP MET KIM JONG UN IN HANOI ON MONDAY AND SAID THE TALKS WERE GOOD FOR ALL.",
        "Berlin 12 Paris 13 La Paz 18 El Paso 19 Los Angeles 20 De Haan 22 San Jose Las Palmas Le Mans Roma",
        'He shouted "liberté, égalité, fraternité, et vive la France" and the crowd replied.',
        "The word 北京 stands for Beijing, 東京 for Tokyo.",
        "👍" * 100,
    ],
)
def test_what_may_be_english_is_taken_for_it(text: str) -> None:
    assert foreign_language(text) == ""


def test_nothing_is_proposed_for_another_language() -> None:
    engine = load_engine("rules")
    text = SAMPLES["German"] + " 20 Euro, Berlin, 3.5%"
    assert next(engine.propose_many([text, "On Monday."])) == ()
    assert list(engine.propose_in_parts(text)) == [(0, len(text), ())]
