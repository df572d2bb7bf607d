"""What only one tool has comes back when its format is written again."""

import io
import json
import zipfile

from specimens import SPECIMENS, opened

from core.formats.format import Document
from core.formats.opening import Opening
from core.formats.registry import find_format, writer


def documents(path: str, format_name: str) -> list[Document]:
    return [one for one in opened(SPECIMENS / path, format_name) if isinstance(one, Document)]


def rewritten(format_name: str, found: list[Document], suffix: str = "") -> str:
    """Return the text of the file, or of the entry with this suffix, that a format makes of documents."""
    file = io.BytesIO()
    writer(format_name).write(found, file)
    if not find_format(format_name).packed:
        return file.getvalue().decode("utf-8")
    packed = zipfile.ZipFile(file)
    return packed.read(next(name for name in packed.namelist() if name.endswith(suffix))).decode("utf-8")


def test_brats_events_attributes_and_equivalences_come_back() -> None:
    found = documents("brat/bioc_test_example1.ann", "brat")
    first = (SPECIMENS / "brat" / "bioc_test_example1.ann").read_text("utf-8").splitlines()
    again = rewritten("brat", found, ".ann").splitlines()
    ids = {line.split("\t")[0] for line in first}
    assert {line.split("\t")[0] for line in again} == ids
    assert [line for line in first if line[0] in "EA*"] == sorted(
        (line for line in again if line[0] in "EA*"), key=first.index
    )


def test_a_brat_event_whose_argument_is_gone_becomes_what_is_left_of_it() -> None:
    (found,) = documents("brat/bioc_test_example1.ann", "brat")
    kept = tuple(span for span in found.spans if span.meta["id"] != "T2")
    ids = {span.id for span in kept}
    relations = tuple(one for one in found.relations if one.head in ids and one.tail in ids)
    file = io.BytesIO()
    less = Document(found.article, kept, relations)
    losses = writer("brat").write([less], file)
    assert next(loss for loss in losses if loss.kind == "kept lines").count == 3
    (again,) = (
        one for one in Opening("brat").documents(file.getvalue(), "a.zip") if isinstance(one, Document)
    )
    assert [one.label for one in again.relations] == ["Arg1"]


def test_biocs_passages_roles_and_ids_come_back() -> None:
    name = "bioc-xml/inception_example-with-text-in-passage.xml"
    again = rewritten("bioc-xml", documents(name, "bioc-xml"))
    for part in (
        '<infon key="passage-infon-key">passage-infon-value</infon>',
        '<annotation id="S1">',
        '<node refid="S1" role="source"',
        '<infon key="relation-annotation-key">relation-annotation-value</infon>',
    ):
        assert part in again


def test_biocs_sentences_and_offsets_come_back() -> None:
    sentences = [
        {"offset": 100, "infons": {"n": "1"}, "text": "Ana sang.", "annotations": [], "relations": []},
        {"offset": 110, "infons": {}, "text": "Bob left.", "annotations": [], "relations": []},
    ]
    annotation = {
        "id": "T7",
        "infons": {"type": "PER"},
        "text": "Bob",
        "locations": [{"offset": 110, "length": 3}],
    }
    nodes = [{"refid": "T7", "role": "a"}, {"refid": "T7", "role": "b"}, {"refid": "T7", "role": "b"}]
    relation = {"id": "R1", "infons": {"type": "tie", "sure": "no"}, "nodes": nodes}
    passage = {"offset": 100, "infons": {"section": "body"}, "sentences": sentences}
    document = {
        "id": "d",
        "infons": {},
        "passages": [{**passage, "annotations": [annotation], "relations": [relation]}],
    }
    data = json.dumps({"source": "", "documents": [document]}).encode()
    found = [one for one in Opening("bioc-json").documents(data, "a.json") if isinstance(one, Document)]
    (again,) = json.loads(rewritten("bioc-json", found))["documents"]
    (same,) = again["passages"]
    assert (same["offset"], same["infons"]) == (100, {"section": "body"})
    assert [(one["offset"], one["infons"], one["text"]) for one in same["sentences"]] == [
        (one["offset"], one["infons"], one["text"]) for one in sentences
    ]
    assert [(one["id"], one["locations"]) for one in same["annotations"]] == [("T7", annotation["locations"])]
    assert same["relations"] == [relation]


def test_prodigys_annotators_and_review_versions_are_layers_and_its_keys_come_back() -> None:
    span = {"start": 0, "end": 3, "label": "PER"}
    other = {"start": 8, "end": 11, "label": "PER"}
    tasks = [
        {
            "text": "Ana met Bob.",
            "spans": [span],
            "answer": "accept",
            "_annotator_id": "eva",
            "_view_id": "ner",
        },
        {"text": "Ana met Bob.", "spans": [other], "answer": "reject", "_annotator_id": "max"},
        {
            "text": "Bob sang.",
            "spans": [{**span}],
            "answer": "accept",
            "versions": [
                {"text": "Bob sang.", "spans": [], "sessions": ["eva"]},
                {"spans": [span], "sessions": ["max"]},
            ],
        },
    ]
    data = "\n".join(map(json.dumps, tasks)).encode()
    first, second = (
        one for one in Opening("prodigy").documents(data, "a.jsonl") if isinstance(one, Document)
    )
    assert [(one.layer, one.start, one.state) for one in first.spans] == [
        ("eva", 0, "accepted"),
        ("max", 8, "rejected"),
    ]
    assert [(one.layer, one.label) for one in second.spans] == [("", "PER"), ("max", "PER")]
    again = [json.loads(line) for line in rewritten("prodigy", [first, second]).splitlines()]
    assert [task["answer"] for task in again] == ["accept", "reject", "accept"]
    assert again[0]["_view_id"] == "ner"
    assert again[2]["versions"] == tasks[2]["versions"]


def test_rejected_spans_have_their_place_in_a_docbin() -> None:
    line = {
        "text": "Ana met Bob.",
        "spans": [
            {"start": 0, "end": 3, "label": "PERSON", "state": "accepted"},
            {"start": 8, "end": 11, "label": "ORG", "state": "rejected"},
        ],
    }
    found = [
        one
        for one in Opening("jsonl").documents(json.dumps(line).encode(), "a.jsonl")
        if isinstance(one, Document)
    ]
    file = io.BytesIO()
    losses = writer("spacy").write(found, file)
    assert "rejected" not in {loss.kind for loss in losses}
    (again,) = (
        one for one in Opening("spacy").documents(file.getvalue(), "a.spacy") if isinstance(one, Document)
    )
    assert {(one.start, one.label, str(one.state)) for one in again.spans} == {
        (0, "PERSON", "accepted"),
        (8, "ORG", "rejected"),
    }


ROWS = """\
# newdoc id = d1
# sent_id = 7
# text = Del Roe sang.
# genre = news
1-2\tDel\t_\t_\t_\t_\t_\t_\t_\t_
1\tDe\tde\tADP\tSP\tCase=Gen\t3\tcase\t3:case\tname=B-PER|Lem=x
2\tel\tel\tDET\tDT\t_\t3\tdet\t_\tname=I-PER
2.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_
3\tRoe\tRoe\tPROPN\tNP\t_\t0\troot\t_\tname=I-PER
4\tsang\tsing\tVERB\tVB\t_\t3\tdep\t_\tSpaceAfter=No|name=O
5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\tSpacesAfter=\\n|name=O
"""


def test_conllus_other_columns_and_comments_come_back_and_new_spans_go_in() -> None:
    (found,) = (
        one for one in Opening("conllu").documents(ROWS.encode(), "a.conllu") if isinstance(one, Document)
    )
    assert [(one.start, one.end) for one in found.spans] == [(0, 7)]
    again = rewritten("conllu", [found]).splitlines()
    cells = [
        [{*line.replace("\t", "|").split("|")} for line in lines] for lines in (again[:-1], ROWS.splitlines())
    ]
    assert cells[0] == cells[1]
    moved = Document(found.article, (found.spans[0].changed(start=4, end=7, label="ORG"),))
    tags = [
        line.rpartition("name=")[2] for line in rewritten("conllu", [moved]).splitlines() if "name=" in line
    ]
    assert tags == ["O", "O", "B-ORG", "O", "O"]


def test_uimas_own_types_and_features_come_back() -> None:
    found = documents("uima-xmi/rosetta_b1.xmi", "uima-xmi")
    again = rewritten("uima-xmi", found, ".xmi")
    assert [f'identifier="Q{number}"' in again for number in range(3)] == [True] * 3
    chain = documents("uima-xmi/testStackedChain.xmi", "uima-xmi")
    assert rewritten("uima-xmi", chain, ".xmi").count("SimpleLink ") == 6
    changed = Document(found[0].article, tuple(span.changed(label="NEW") for span in found[0].spans))
    assert rewritten("uima-xmi", [changed], ".xmi").count('value="NEW"') == 3
