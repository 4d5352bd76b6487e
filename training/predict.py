"""Runs models over documents: one model gives predictions, several give the mean of their scores."""

import dataclasses

import numpy as np
import torch

from . import decode
from .document import Document, Mention
from .losses import inside
from .model import PHRASE_WIDTH, TYPED_WIDTH, Model
from .packing import Inventory, collate, pack
from .wordpiece import WordPiece

SHARED = ("upos", "lemma", "arc", "label", "mentions", "phrases", "antecedents", "relations", "negated", "mode", "attention")


class Annotator:
    """Packs, runs and decodes documents. `models` share one inventory."""

    def __init__(self, models: list[Model], pieces: WordPiece, inventory: Inventory, device: torch.device):
        self.models, self.pieces, self.inventory, self.device = models, pieces, inventory, device
        self.budget = 12000 if device.type == "cuda" else 1500
        self.scripts = {s: k for k, s in enumerate(inventory.lemmas)}

    def example(self, document: Document) -> dict:
        return pack(document, self.pieces, self.inventory, self.scripts)

    def batches(self, documents: list[Document]):
        """(documents, examples, batch on the device), documents of like length together."""
        order = sorted(range(len(documents)), key=lambda k: len(documents[k].words))
        chosen, size = [], 0
        for k in order:
            chosen.append(k)
            size += int(len(documents[k].words) * 1.3)
            if size > self.budget:
                yield chosen, *self.loaded([documents[c] for c in chosen])
                chosen, size = [], 0
        if chosen:
            yield chosen, *self.loaded([documents[c] for c in chosen])

    def loaded(self, documents: list[Document]) -> tuple[list[dict], dict]:
        examples = [self.example(d) for d in documents]
        for e in examples:
            e.setdefault("phrases", np.zeros((0, 3), np.int32))
        return examples, to(collate(examples), self.device)

    @torch.no_grad()
    def scores(self, batch: dict) -> dict[str, torch.Tensor]:
        total: dict[str, torch.Tensor] = {}
        for model in self.models:
            model.eval()
            for key, value in model(batch).items():
                if key in SHARED:
                    total[key] = total[key] + value / len(self.models) if key in total else value / len(self.models)
        return total

    def syntax(self, documents: list[Document]) -> list[dict]:
        """Per document: upos, lemma (ids), heads (word, −1 root, by maximum spanning tree), mention and phrase scores."""
        results: list[dict] = [{} for _ in documents]
        for chosen, examples, batch in self.batches(documents):
            scores = self.scores(batch)
            arcs = scores["arc"].cpu().numpy()
            host = {k: scores[k].cpu().numpy() for k in ("upos", "lemma", "mentions", "phrases")}
            valid = {"mentions": inside(batch, TYPED_WIDTH).cpu().numpy(), "phrases": inside(batch, PHRASE_WIDTH).cpu().numpy()}
            heads, segment, word = [], 0, 0
            for example in examples:
                for first, end in zip(example["segments"], example["segments"][1:]):
                    n = int(end - first)
                    local = decode.tree(arcs[segment, :n, : n + 1])
                    heads.append(np.where(local == 0, -1, local - 1 + word))
                    segment, word = segment + 1, word + n
            batch["head"] = torch.from_numpy(np.concatenate(heads)).to(self.device)
            labels = self.relabel(batch)
            word = 0
            for k, example in zip(chosen, examples):
                n = len(example["counts"])
                here = slice(word, word + n)
                head = np.concatenate(heads)[here]
                results[k] = {key: value[here] for key, value in host.items()} | {
                    "head": np.where(head < 0, -1, head - word),
                    "deprel": labels[here],
                    "inside": {layer: value[here] for layer, value in valid.items()},
                }
                word += n
        return results

    @torch.no_grad()
    def relabel(self, batch: dict) -> np.ndarray:
        """Label ids under the batch's heads; `root` exactly at the root."""
        total = sum(model.labels(model.split(model.encode(batch)), batch["head"]) for model in self.models)
        root = self.inventory.deprels.index("root")
        total[:, root] = -1e9
        total[batch["head"] < 0, root] = 1e9
        return total.argmax(-1).cpu().numpy()

    def with_mentions(self, documents: list[Document], syntax: list[dict], threshold: float) -> list[Document]:
        """Copies whose typed mentions are predicted ones (their entities unknown), ready for relations."""
        copies = []
        for document, found in zip(documents, syntax):
            spans = decode.spans(found["mentions"], found["inside"]["mentions"], threshold)
            mentions = [Mention(i, j, kind, k) for k, (i, j, kind, _) in enumerate(spans)]
            copies.append(dataclasses.replace(document, mentions=mentions, statements=[]))
        return copies

    def references(self, documents: list[Document]) -> list[dict]:
        """Per document: antecedent scores `[mentions, 1 + mentions]`, its example, and pair scores where it has pairs."""
        results: list[dict] = [{} for _ in documents]
        for chosen, examples, batch in self.batches(documents):
            scores = {k: v.cpu().numpy() for k, v in self.scores(batch).items() if k in SHARED[6:]}
            chain, row = 0, 0
            for k, example in zip(chosen, examples):
                n = len(example["references"])
                result = {"example": example, "antecedents": np.zeros((0, 1)), "pairs": np.zeros((0, 3), int)}
                if n:
                    result["antecedents"] = scores["antecedents"][chain, :n, : n + 1]
                    chain += 1
                if len(example.get("pairs", ())):
                    edges = example["segments"][example["windows"]]
                    window = np.searchsorted(edges, example["references"][example["pairs"][:, 0], 0], side="right") - 1
                    parts = {key: [] for key in ("pairs", "relations", "negated", "mode", "trigger")}
                    for w in np.unique(window):
                        here = np.flatnonzero(window == w)
                        parts["pairs"].append(example["pairs"][here])
                        for key in ("relations", "negated", "mode"):
                            parts[key].append(scores[key][row, : len(here)])
                        length = edges[w + 1] - edges[w]
                        best = [decode.trigger(np.exp(a[:length])) for a in scores["attention"][row, : len(here)]]
                        parts["trigger"] += [[int(t + edges[w]) for t in words] for words in best]
                        row += 1
                    result |= {key: np.concatenate(parts[key]) for key in ("pairs", "relations", "negated", "mode")}
                    result["trigger"] = parts["trigger"]
                results[k] = result
        return results


def to(batch: dict, device: torch.device) -> dict:
    return {k: v.to(device, non_blocking=True) if isinstance(v, torch.Tensor) else v for k, v in batch.items()}


