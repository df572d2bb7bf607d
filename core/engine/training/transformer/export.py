"""The trained network as an ONNX file with eight-bit weights.

Dynamic quantisation, one scale for each output channel; weights use seven of the eight bits, since older
processors' sums of two products would overflow (onnxruntime calls it a reduced range).
"""

import io
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from core.engine.training.transformer.network import Network

_OPSET = 17


def export(network: Network, file: Path, scratch: Path) -> None:
    """Write the network to `file`; `scratch` is a folder for the file in full precision."""
    whole = scratch / "whole.onnx"
    _write_whole(network.eval(), whole)
    quantize_dynamic(
        whole,
        file,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def _write_whole(network: Network, file: Path) -> None:
    ids = shapes = torch.arange(12).unsqueeze(0)
    first = torch.arange(1, 10).unsqueeze(0)
    content = io.BytesIO()
    torch.onnx.export(
        network,
        (ids, shapes, first),
        content,
        dynamo=False,
        opset_version=_OPSET,
        input_names=["ids", "shapes", "first"],
        output_names=["tags"],
        dynamic_axes={
            "ids": {1: "pieces"},
            "shapes": {1: "pieces"},
            "first": {1: "words"},
            "tags": {1: "words"},
        },
    )
    file.write_bytes(content.getvalue())
