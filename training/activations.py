"""What the model computes for a few sentences, layer by layer, for the Swift test (FORMAT.md, section 11)."""

import dataclasses
import pathlib

import numpy as np
import torch

from . import decode, format
from .document import Document, Mention
from .model import Model
from .packing import collate
from .predict import Annotator
from .wordpiece import WordPiece

TEXTS = [
    ["Quds Force commander Qasem Soleimani was killed by a U.S. drone strike near Baghdad , Iran 's foreign ministry said on Friday .",
     "He had led the force since 1998 ."],
    ["MINISTERS WON'T MEET", "Anne-Marie O'Neill did n't visit Łódź ; she wrote to them in 2019 ."],
]  # fmt: skip


def write(model: Model, work: pathlib.Path, settings: dict, output: pathlib.Path) -> None:
    pieces = WordPiece(work / "vocab.txt")
    found: dict[str, np.ndarray] = {}
    for number, sentences in enumerate(TEXTS):
        document = Document(f"text {number}", "text", [s.split(" ") for s in sentences])
        found |= {f"{number}.{k}": v for k, v in inputs(document, Annotator([model], pieces, model.inventory, torch.device("cpu"))).items()}
        for mode, rounded in (("fp", False), ("q", True)):
            model.quantize(True, rounded)
            annotator = Annotator([model], pieces, model.inventory, torch.device("cpu"))
            kept = outputs(model, annotator, document, settings)
            found |= {f"{number}.{mode}.{k}": v for k, v in kept.items() if not (rounded and k in ("embedding", "layer0"))}
    format.write(output, found)
    print(f"{output.name}: {output.stat().st_size / 1e3:.0f} kB")


def inputs(document: Document, annotator: Annotator) -> dict[str, np.ndarray]:
    batch = collate([annotator.example(document)])
    kept = batch["attended"]
    rows = batch["word_of_subword"][kept].numpy()
    words = len(document.words)
    first = np.array([np.flatnonzero(rows == k)[0] for k in range(words)])
    return {
        "words": format.text([" ".join(s) for s in document.sentences]),
        "ids": batch["ids"][kept].numpy().astype(np.int32),
        "features": batch["case"][kept].numpy().astype(np.int32),
        "windows": kept.sum(1).numpy().astype(np.int32),
        "spans": np.stack([first, [np.sum(rows == k) for k in range(words)]], 1).astype(np.int32),
    }


@torch.no_grad()
def outputs(model: Model, annotator: Annotator, document: Document, settings: dict) -> dict[str, np.ndarray]:
    batch = collate([annotator.example(document)])
    trace: dict[str, torch.Tensor] = {}
    words = model.encode(batch, trace)
    p = model.split(words)
    found = {k: trace[k][batch["attended"]] for k in ("embedding", "layer0", "layer5")}
    found |= {"words": words, "project": torch.cat([p[name] for name in model.ranges], 1)[:4]}
    arcs = model.arcs(p, batch["segment_words"])
    sizes = (batch["segment_words"] >= 0).sum(1).tolist()
    found["arc"] = torch.cat([a[:n, : n + 1].flatten() for a, n in zip(arcs, sizes)])
    (syntax,) = annotator.syntax([document])
    spans = decode.spans(syntax["mentions"], syntax["inside"]["mentions"], settings["span"])
    mentions = [Mention(i, j, kind, k) for k, (i, j, kind, _) in enumerate(spans)]
    (result,) = annotator.references([dataclasses.replace(document, mentions=mentions, statements=[])])
    segment = batch["segment"].tolist()
    found |= {
        "upos": syntax["upos"].argmax(-1),
        "heads": syntax["head"],
        "deprels": syntax["deprel"],
        "mentions": np.array([(i, j, kind, segment[i]) for i, j, kind, _ in spans]).reshape(-1, 4),
        "antecedents": np.array([int(row[: i + 1].argmax()) - 1 for i, row in enumerate(result["antecedents"])], int),
        "pairs": result["pairs"][:, :2],
    }
    if len(result["pairs"]):
        found |= {k: result[k] for k in ("relations", "mode", "negated")}
        found["trigger"] = np.array([words[0] for words in result["trigger"]])
    return {k: plain(v) for k, v in found.items()}


def plain(value) -> np.ndarray:
    array = value.numpy() if isinstance(value, torch.Tensor) else np.asarray(value)
    return array.astype(np.float32 if array.dtype.kind == "f" else np.int32)
