"""Continues a trained student with small means: on newspaper passages, and on mentions as the model itself finds them.

The lower layers stand still. Coreference and relations meet, beside the annotated mentions, some that the model proposes at that
moment and nobody annotated, as they will when it runs."""

import dataclasses
import json
import pathlib
import random
import time

import numpy as np
import torch

from . import decode
from .document import Document, Mention
from .losses import WEIGHTS, inside, supervised
from .model import PHRASE_WIDTH, TYPED_WIDTH, Model
from .packing import collate, with_references
from .train import Average, groups

FROZEN = 4
"""Layers that stand still."""

SHARES = {"prose": 0.70, "news": 0.13, "gum": 0.13, "ewt": 0.04}
SUBWORDS = 1000
HEAVIER = {"phrases": 1.0, "antecedents": 1.0, "relations": 0.8}
ODD = {"mentions": 0.15, "phrases": 0.3}
"""How many proposals that nobody annotated a document is given, per annotated mention."""

Pair = tuple[Document, dict]


def batches(pool: list[Pair], random_: random.Random) -> list[list[Pair]]:
    """Documents of like length together, in random order."""
    made, filled = [[]], 0
    for pair in sorted(pool, key=lambda pair: len(pair[1]["ids"]) * random_.uniform(0.8, 1.25)):
        size = len(pair[1]["ids"]) + 2
        if made[-1] and filled + size > SUBWORDS:
            made.append([])
            filled = 0
        made[-1].append(pair)
        filled += size
    random_.shuffle(made)
    return made


@torch.no_grad()
def proposals(model: Model, p: dict, batch: dict, pairs: list[Pair], layer: str) -> list[list[tuple[int, int, int]]]:
    """Per document, the spans that its annotation lacks, the likeliest first."""
    scores = model.spans(layer, p).numpy()
    valid = inside(batch, PHRASE_WIDTH if layer == "phrases" else TYPED_WIDTH).numpy()
    found, word = [], 0
    for _, example in pairs:
        here = slice(word, word + len(example["counts"]))
        word = here.stop
        annotated = {(i, j) for i, j, _ in example[layer].tolist()}
        spans = [s for s in decode.spans(scores[here], valid[here], -4.0) if s[:2] not in annotated]
        found.append([s[:3] for s in sorted(spans, key=lambda s: -s[3])])
    return found


def disturbed(document: Document, layer: str, odd: list[tuple[int, int, int]], random_: random.Random) -> Document:
    """The document with some of the odd spans among its mentions, each an entity of its own."""
    own = getattr(document, layer)
    room = round(len(own) * ODD[layer] * random_.uniform(0.3, 1.7))
    extra = [Mention(i, j, kind if layer == "mentions" else 0, -1 - n) for n, (i, j, kind) in enumerate(odd[:room])]
    together = sorted([(m, k) for k, m in enumerate(own)] + [(m, None) for m in extra], key=lambda x: (x[0].first, -x[0].last))
    place = {k: n for n, (_, k) in enumerate(together) if k is not None}
    statements = document.statements and [
        dataclasses.replace(s, subject=place[s.subject], object=place[s.object], speaker=place.get(s.speaker, -1))
        for s in document.statements
    ]
    return dataclasses.replace(document, **{layer: [m for m, _ in together], "statements": statements})


def losses_of(model: Model, pairs: list[Pair], random_: random.Random) -> tuple[dict[str, torch.Tensor], int]:
    """One batch's losses and its number of subwords."""
    batch = collate([example for _, example in pairs])
    p = model.split(model.encode(batch))
    layer = next((name for name in ("mentions", "phrases") if name in pairs[0][1]), None)
    if layer:
        odd = proposals(model, p, batch, pairs, layer)
        changed = [with_references(e, disturbed(d, layer, o, random_), model.inventory) for (d, e), o in zip(pairs, odd)]
        batch = collate(changed)
    return supervised(model(batch, p), batch), int(batch["attended"].sum())


def run(pool: dict[str, list[Pair]], output: pathlib.Path, model: Model, seconds: float, seed: int, rate: float = 1e-4, rounding: float = 0.75) -> None:
    """Trains for `seconds` of wall-clock time and saves the averaged model; the weights are rounded to int8 in the last quarter."""
    torch.manual_seed(seed)
    random_ = random.Random(seed)
    for part in (model.layers[:FROZEN], model.norm):
        part.requires_grad_(False)
    for table in (model.position, model.case):
        table.requires_grad_(False)
    model.dropout = 0.0
    for layer in model.layers:
        layer.dropout = 0.0
    moving = [{**g, "params": [p for p in g["params"] if p.requires_grad]} for g in groups(model, rate, 5 * rate, 0.9)]
    optimizer = torch.optim.AdamW([g for g in moving if g["params"]], betas=(0.9, 0.98))
    average, weights = Average(model, 0.98), WEIGHTS | HEAVIER
    queues: dict[str, list] = {s: [] for s in SHARES}
    began, shown, kept, sums, done, read = time.monotonic(), time.monotonic(), time.monotonic(), {}, 0, 0
    while (progress := (time.monotonic() - began) / seconds) < 1:
        factor = min(1.0, progress / 0.05) * max(0.02, 1 - max(0.0, progress - 0.05) / 0.95)
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * factor
        model.quantize(progress >= rounding, False)
        model.train()
        source = random_.choices(list(SHARES), list(SHARES.values()))[0]
        if not queues[source]:
            queues[source] = batches(pool[source], random_)
        losses, size = losses_of(model, queues[source].pop(), random_)
        sum(weights[k] * v for k, v in losses.items()).backward()
        torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        average.update()
        done, read = done + 1, read + size
        for k, v in losses.items():
            sums.setdefault(f"{source}.{k}", []).append(float(torch.as_tensor(v).detach()))
        if time.monotonic() - shown > 60:
            shown = time.monotonic()
            text = " ".join(f"{k} {np.mean(v):.3f}" for k, v in sorted(sums.items()))
            print(f"{shown - began:.0f} s, {time.process_time():.0f} s of CPU, step {done}, {read} subwords: {text}", flush=True)
            sums = {}
        if time.monotonic() - kept > 400:
            kept = time.monotonic()
            average.swap()
            torch.save(model.state_dict(), output.with_suffix(".partial"))
            average.swap()
    average.swap()
    model.quantize(False, False)
    torch.save(model.state_dict(), output)
    about = {"seed": seed, "steps": done, "subwords": read, "seconds": round(time.monotonic() - began), "device": "cpu"}
    output.with_suffix(".json").write_text(json.dumps(about))
