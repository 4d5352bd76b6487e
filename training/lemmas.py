"""Fits the lemma rows of the projection anew, the encoder as it is: what teachers know of lemmas is less than what the treebanks say."""

import pathlib
import pickle

import torch
import torch.nn.functional as F

from .model import Model
from .packing import ABSENT, collate
from .predict import to

EPOCHS, RATE, WORDS = 12, 2e-3, 4096


@torch.no_grad()
def vectors(model: Model, examples: list[dict], device: torch.device) -> tuple[torch.Tensor, torch.Tensor]:
    """The vectors of the words whose lemma is annotated, as int8 runs the model, and their scripts."""
    found, scripts = [], []
    for first in range(0, len(examples), 8):
        batch = to(collate(examples[first : first + 8]), device)
        known = batch["lemma"] != ABSENT
        found.append(model.encode(batch)[known])
        scripts.append(batch["lemma"][known])
    return torch.cat(found), torch.cat(scripts)


def fit(model: Model, work: pathlib.Path, seed: int = 1) -> None:
    """Changes the rows of `model.project` that score lemmas, by logistic regression on the treebanks that begins where they are."""
    torch.manual_seed(seed)
    device = next(model.parameters()).device
    model.eval().quantize(True, True)
    examples = [e for source in ("ewt", "gum") for e in pickle.loads((work / f"{source}.pickle").read_bytes())]
    x, y = vectors(model, examples, device)
    start = sum(size for name, size in model.ranges.items() if name != "lemma")
    assert list(model.ranges)[-1] == "lemma" and start + model.ranges["lemma"] == len(model.project.weight)
    weight, bias = (p.detach()[start:].clone().requires_grad_() for p in (model.project.weight, model.project.bias))
    optimizer = torch.optim.AdamW([weight, bias], RATE, weight_decay=0.0)
    steps = EPOCHS * -(-len(x) // WORDS)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, steps)
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(x), device=device).split(WORDS):
            loss = F.cross_entropy(F.linear(F.dropout(x[rows], model.head_dropout / 2), weight, bias), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    with torch.no_grad():
        model.project.weight[start:] = weight
        model.project.bias[start:] = bias
    model.quantize(False, False)
