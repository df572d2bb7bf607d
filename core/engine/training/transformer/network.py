"""The network: MiniLM's encoder, word shapes at its input and output, one linear layer for each labelling."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.engine.training.transformer.encoder import Arrays
from core.engine.transformer.tags import COUNT
from core.engine.transformer.words import SHAPES


@dataclass(frozen=True)
class Sizes:
    """MiniLM's sizes; `labellings` is the number of heads."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    heads: int = 12
    layers: int = 6
    inner: int = 1536
    shape_width: int = 32
    labellings: int = 2
    dropout: float = 0.1


class Layer(nn.Module):  # type: ignore[misc]
    """One layer of the encoder: attention and two linear maps, each added and normalised (post-norm)."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        width = sizes.width
        self.heads = sizes.heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.joined = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=1e-12)
        self.widen = nn.Linear(width, sizes.inner)
        self.narrow = nn.Linear(sizes.inner, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(sizes.dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Return the next layer's input; `bias` is added to the attention's scores."""
        batch, length, width = x.shape

        def by_head(y: Tensor) -> Tensor:
            return y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        query, key, value = by_head(self.query(x)), by_head(self.key(x)), by_head(self.value(x))
        scores = torch.matmul(query, key.transpose(-1, -2)) / (width // self.heads) ** 0.5
        if bias is not None:
            scores = scores + bias
        seen = torch.matmul(scores.softmax(-1), value).transpose(1, 2).reshape(batch, length, width)
        x = self.attention_norm(x + self.dropout(self.joined(seen)))
        return self.norm(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))


class Network(nn.Module):  # type: ignore[misc]
    """Pieces and shapes to logits of tags, for each labelling. The first piece of a word speaks for it."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.word = nn.Embedding(sizes.vocabulary, sizes.width)
        self.position = nn.Embedding(sizes.positions, sizes.width)
        self.kind = nn.Parameter(torch.zeros(sizes.width))
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.shape = nn.Embedding(SHAPES, sizes.width)
        self.shape_again = nn.Embedding(SHAPES, sizes.shape_width)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))
        self.dropout = nn.Dropout(sizes.dropout)
        self.tag = nn.Linear(sizes.width + sizes.shape_width, sizes.labellings * COUNT)
        # near nothing at the start, so that the encoder first sees what it knows
        nn.init.normal_(self.shape.weight, std=0.002)
        nn.init.normal_(self.shape_again.weight, std=0.3)

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return logits [batch, words, labellings, tags]; `first` holds the words' first pieces."""
        x = (
            self.word(ids)
            + self.position.weight[: ids.shape[1]].unsqueeze(0)
            + self.kind
            + self.shape(shapes)
        )
        x = self.dropout(self.norm(x))
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        both = torch.cat([self.dropout(x), self.shape_again(shapes)], -1)
        words = torch.gather(both, 1, first.unsqueeze(-1).expand(-1, -1, both.shape[-1]))
        return self.tag(words).unflatten(-1, (self.sizes.labellings, COUNT))

    def load_encoder(self, weights: Arrays) -> None:
        """Set the encoder's weights to a BERT's, by its names."""
        own = self.state_dict()
        for name, theirs in _names(self.sizes.layers).items():
            array = torch.from_numpy(weights[theirs].copy())
            own[name].copy_(array[0] if name == "kind" else array)


def average(networks: Sequence[Network]) -> Network:
    """Return the first network with the mean of all networks' weights (Wortsman et al. 2022)."""
    states = [network.state_dict() for network in networks]
    mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    networks[0].load_state_dict(mean)
    return networks[0]


def _names(layers: int) -> dict[str, str]:
    """Return BERT's name for each of the encoder's parameters."""
    names = {
        "word.weight": "embeddings.word_embeddings.weight",
        "position.weight": "embeddings.position_embeddings.weight",
        "kind": "embeddings.token_type_embeddings.weight",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "joined": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm": "output.LayerNorm",
    }
    for kind in ("weight", "bias"):
        names[f"norm.{kind}"] = f"embeddings.LayerNorm.{kind}"
        for layer in range(layers):
            for ours, theirs in parts.items():
                names[f"layers.{layer}.{ours}.{kind}"] = f"encoder.layer.{layer}.{theirs}.{kind}"
    return names
