"""A tiny network: it learns, it goes on from a checkpoint, its ONNX file says what it says."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from core.engine.training.transformer.corpus import Sample  # noqa: E402
from core.engine.training.transformer.export import export  # noqa: E402
from core.engine.training.transformer.learning import Learner, Schedule, tensors  # noqa: E402
from core.engine.training.transformer.network import Network, Sizes, average  # noqa: E402

SIZES = Sizes(vocabulary=20, positions=16, width=16, heads=2, layers=2, inner=32, shape_width=4)
SAMPLES = [
    Sample("gmb", (1, 5, 6, 7, 2), (0, 4, 4, 1, 0), (1, 3), ((1, 0), (1, -100))),
    Sample("gmb", (1, 8, 2), (0, 1, 0), (1,), ((0,), (0,))),
]
SCHEDULE = Schedule(epochs=80, rate=5e-3, head_rate=5e-2, pieces=16)


def fresh() -> Network:
    torch.manual_seed(3)
    return Network(SIZES)


def logits(network: Network) -> np.ndarray:
    with torch.no_grad():
        return network.eval()(*tensors(SAMPLES)[0]).numpy()


def test_it_learns_its_samples(tmp_path: Path) -> None:
    network = fresh()
    Learner(network, SAMPLES, SCHEDULE).run(tmp_path / "a.pt", lambda line: None)
    found = logits(network).argmax(-1)
    assert found[0, 0].tolist() == [1, 1]
    assert found[1, 0].tolist() == [0, 0]


def test_the_same_seed_gives_the_same_weights_also_from_a_checkpoint(tmp_path: Path) -> None:
    whole, again = fresh(), fresh()
    Learner(whole, SAMPLES, SCHEDULE).run(tmp_path / "a.pt", lambda line: None)
    Learner(again, SAMPLES, SCHEDULE).run(tmp_path / "a.pt", lambda line: None)
    assert np.array_equal(logits(whole), logits(again))
    other = fresh()
    Learner(other, SAMPLES, dataclasses.replace(SCHEDULE, seed=2)).run(tmp_path / "b.pt", lambda line: None)
    assert not np.array_equal(logits(whole), logits(other))
    assert not np.array_equal(logits(average([whole, other])), logits(other))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_exported_network_is_the_network(tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    network = fresh()
    export(network, tmp_path / "small.onnx", tmp_path)
    session = onnxruntime.InferenceSession(str(tmp_path / "small.onnx"))
    first = SAMPLES[0]
    inputs = {
        "ids": np.array([first.ids]),
        "shapes": np.array([first.shapes]),
        "first": np.array([first.first_pieces]),
    }
    (exported,) = session.run(None, inputs)
    assert np.abs(exported[0] - logits(network)[0]).max() < 0.1
