"""A trained model to the weights file: matrices as int8 with a scale per row, everything small as f32."""

import json
import pathlib

import numpy as np
import torch

from . import format
from .document import MODES, PHRASES, TYPES, UPOS
from .model import Bilinear, Linear, Model

LAYER = {"qkv": "qkv", "attention_out": "attention.out", "ffn_in": "ffn.in", "ffn_out": "ffn.out"}
NORMS = {"attention_norm": "attention.norm", "ffn_norm": "ffn.norm"}
MATRICES = {"project": "project", "role": "role", "query": "query", "pair_hidden": "pair.hidden", "pair_out": "pair.out"}
BILINEARS = {"arc": "arc.bilinear", "label": "label.bilinear", "span": "span.bilinear", "np": "np.bilinear"}
VECTORS = {
    "position": "embed.position", "case": "embed.case", "arc_root": "arc.root", "label_root": "label.root",
    "span_width": "span.width", "np_width": "np.width", "mention_type": "mention.type", "coref_distance": "coref.distance",
    "coref_sentences": "coref.sentences", "coref_match": "coref.match", "coref_vector": "coref.vector",
    "pair_distance": "pair.distance", "pair_region": "pair.region",
}  # fmt: skip


def quantized(matrix: torch.Tensor) -> tuple[np.ndarray, np.ndarray]:
    """(int8 `[rows, columns]`, f32 scale `[rows]`)."""
    scale = matrix.abs().amax(1).clamp_min(1e-12) / 127
    return (matrix / scale[:, None]).round().to(torch.int8).numpy(), scale.numpy().astype(np.float32)


def tensors(model: Model, saved: dict[str, torch.Tensor]) -> dict[str, np.ndarray]:
    """The model's tensors by their names in the file; `saved` holds the int8 word embeddings."""
    found = {"embed.word.weight": saved["words_q"].numpy(), "embed.word.scale": saved["words_scale"].numpy()}

    def matrix(name: str, module: Linear | Bilinear) -> None:
        found[f"{name}.weight"], found[f"{name}.scale"] = quantized(module.weight.detach())
        if isinstance(module, Linear):
            found[f"{name}.bias"] = module.bias.detach().numpy()

    def norm(name: str, module: torch.nn.LayerNorm) -> None:
        found[f"{name}.gamma"], found[f"{name}.beta"] = module.weight.detach().numpy(), module.bias.detach().numpy()

    norm("embed.norm", model.norm)
    for number, layer in enumerate(model.layers):
        for ours, theirs in LAYER.items():
            matrix(f"layer.{number}.{theirs}", getattr(layer, ours))
        for ours, theirs in NORMS.items():
            norm(f"layer.{number}.{theirs}", getattr(layer, ours))
    for ours, theirs in (MATRICES | BILINEARS).items():
        matrix(theirs, getattr(model, ours))
    for ours, theirs in VECTORS.items():
        found[theirs] = getattr(model, ours).detach().numpy()
    found["project.ranges"] = np.array(list(model.ranges.values()), np.int32)
    return found


def state(path: pathlib.Path, model: Model) -> dict[str, torch.Tensor]:
    """The model's state with the weights of a file, whose labels must be the model's; whatever is in no file (heads that only training
    has) stays as it is."""
    found = format.read(path)
    for name, lines in lists(model).items():
        if not np.array_equal(found.get(name), format.text(lines)):
            raise SystemExit(f"training: {path} was made for other labels: its {name} differs")
    kept = model.state_dict()

    def put(name: str, value: np.ndarray) -> None:
        kept[name] = torch.from_numpy(value.copy()).reshape(kept[name].shape)

    def matrix(ours: str, theirs: str) -> None:
        put(f"{ours}.weight", found[f"{theirs}.weight"].astype(np.float32) * found[f"{theirs}.scale"][:, None])
        if f"{theirs}.bias" in found:
            put(f"{ours}.bias", found[f"{theirs}.bias"])

    def norm(ours: str, theirs: str) -> None:
        put(f"{ours}.weight", found[f"{theirs}.gamma"])
        put(f"{ours}.bias", found[f"{theirs}.beta"])

    norm("norm", "embed.norm")
    for number in range(model.size.layers):
        for ours, theirs in LAYER.items():
            matrix(f"layers.{number}.{ours}", f"layer.{number}.{theirs}")
        for ours, theirs in NORMS.items():
            norm(f"layers.{number}.{ours}", f"layer.{number}.{theirs}")
    for ours, theirs in (MATRICES | BILINEARS).items():
        matrix(ours, theirs)
    for ours, theirs in VECTORS.items():
        put(ours, found[theirs])
    return kept


def about(path: pathlib.Path) -> str:
    """How the weights of a file were made, as JSON."""
    return format.read(path)["about"].tobytes().decode()


def lists(model: Model) -> dict[str, list[str]]:
    """The labels by their names in the file."""
    inventory = model.inventory
    return {
        "list.upos": UPOS, "list.deprel": inventory.deprels, "list.lemma": inventory.lemmas, "list.types": TYPES, "list.nps": PHRASES,
        "list.relations": inventory.relations, "list.symmetric": inventory.symmetric, "list.modes": MODES,
    }  # fmt: skip


def write(model: Model, work: pathlib.Path, settings: dict, made: dict, output: pathlib.Path) -> None:
    saved = torch.load(work / "start.pt", weights_only=True)
    relations = len(model.inventory.relations)
    tuned = {
        "threshold.span": np.array([settings["span"]], np.float32),
        "threshold.np": np.array([settings["np"]], np.float32),
        "calibration.span": np.array(settings["span calibration"], np.float32),
        "calibration.relation": calibration(settings),
        "threshold.relation": np.full(relations, 1 / (1 + np.exp(-settings["relation"])), np.float32),
        "about": format.text(json.dumps(made | {"licence": "CC BY-SA 4.0"})),
    }
    words = format.text((work / "vocab.txt").read_text(encoding="utf-8").removesuffix("\n"))
    texts = {name: format.text(lines) for name, lines in lists(model).items()} | {"vocab": words}
    format.write(output, tensors(model, saved) | texts | tuned)
    print(f"{output.name}: {output.stat().st_size / 1e6:.1f} MB")


def calibration(settings: dict) -> np.ndarray:
    """(slope, intercept) of each relation."""
    intercepts = np.array(settings["relation intercepts"], np.float32)
    return np.stack([np.full_like(intercepts, settings["relation slope"]), intercepts], 1)
