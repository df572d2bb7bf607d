import subprocess
import sys

CHECK = """
import sys
from core.lean_spacy import import_spacy
import_spacy()
import spacy
assert spacy.blank("en")("Berlin").text == "Berlin"
assert not {"urllib3", "requests", "httpx", "spacy.cli"} & set(sys.modules), "the network's clients are there"
import spacy.cli
assert callable(spacy.cli.info)
"""


def test_spacy_comes_without_the_networks_clients_and_they_can_still_be_asked_for() -> None:
    subprocess.run([sys.executable, "-c", CHECK], check=True)
