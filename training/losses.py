"""What each layer of annotation teaches, and what a teacher's scores teach in its place."""

import torch
import torch.nn.functional as F
from torch import Tensor

from .packing import ABSENT

WEIGHTS = {
    "upos": 0.5, "lemma": 0.5, "arc": 1.0, "label": 0.7, "mentions": 1.0, "phrases": 0.5, "names": 0.4, "antecedents": 0.5,
    "relations": 0.5, "facts": 0.15, "trigger": 0.3, "mode": 0.3, "negated": 0.3, "speaker": 0.2,
}  # fmt: skip


def inside(batch: dict[str, Tensor], reach: int) -> Tensor:
    """Which of the spans `[words, widths]` stay in their segment."""
    return batch["position"][:, None] + torch.arange(reach, device=batch["position"].device) < batch["length"][:, None]


def local_heads(batch: dict[str, Tensor]) -> Tensor:
    """Heads as columns of the arc scores (0 root) `[words]`; ABSENT where unknown."""
    head, first = batch["head"], torch.arange(len(batch["head"]), device=batch["head"].device) - batch["position"]
    return torch.where(head >= 0, head - first + 1, torch.where(head == -1, 0, ABSENT))


def by_word(batch: dict[str, Tensor], scores: Tensor) -> Tensor:
    """Segment-wise scores `[segments, dependents, …]` as `[words, …]`."""
    return scores[batch["segment"], batch["position"]]


def multilabel(scores: Tensor, truth: Tensor) -> Tensor:
    """log(1 + Σ exp(scores of the wrong)) + log(1 + Σ exp(−scores of the right)), over the last dimension."""
    zero = torch.zeros_like(scores[..., :1])
    wrong = torch.cat([zero, scores.masked_fill(truth, -1e4)], -1).logsumexp(-1)
    right = torch.cat([zero, (-scores).masked_fill(~truth, -1e4)], -1).logsumexp(-1)
    return wrong + right


def antecedent_truth(batch: dict[str, Tensor], scores: Tensor) -> Tensor:
    """Which of `[documents, anaphors, 1 + antecedents]` are right."""
    entities = batch["entities"]
    same = (entities[:, :, None] == entities[:, None]) & (scores[..., 1:] > -1e3)
    return torch.cat([~same.any(-1, keepdim=True), same], -1)


def stated(batch: dict[str, Tensor], relations: int, facts: bool) -> Tensor:
    """Dense truth `[windows, pairs, relations]`."""
    windows, pairs, _ = batch["pairs"].shape
    truth = torch.zeros(windows, pairs, relations, dtype=torch.bool, device=batch["pairs"].device)
    w, p, r = batch["stated"].unbind(-1)
    keep = batch["pair_facts"][w] == facts
    truth[w[keep], p[keep], r[keep]] = True
    return truth


def supervised(scores: dict[str, Tensor], batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Losses against annotation; layers that no document of the batch annotates are absent."""
    losses = {}
    words = len(batch["upos"])
    if batch["treebank"]:
        losses["upos"] = F.cross_entropy(scores["upos"], batch["upos"], ignore_index=ABSENT)
        if (batch["lemma"] != ABSENT).any():
            losses["lemma"] = F.cross_entropy(scores["lemma"], batch["lemma"], ignore_index=ABSENT)
        losses["arc"] = F.cross_entropy(by_word(batch, scores["arc"]), local_heads(batch), ignore_index=ABSENT)
        losses["label"] = F.cross_entropy(scores["label"], batch["deprel"], ignore_index=ABSENT)
    for layer in ("mentions", "phrases", "names"):
        if layer in batch:
            reach = scores[layer].shape[1]
            truth = torch.zeros(words, reach, dtype=torch.long, device=batch[layer].device)
            first, last, kind = batch[layer].unbind(-1)
            truth[first, last - first] = kind
            counted = inside(batch, reach) & batch[layer + "_annotated"][:, None]
            loss = F.cross_entropy(scores[layer].flatten(0, 1), truth.flatten(), reduction="none").view(words, reach)
            losses[layer] = (loss * counted).sum() / words * 2
    if "antecedents" in scores and not batch["silver"]:
        truth, held = antecedent_truth(batch, scores["antecedents"]), batch["chain_mentions"] >= 0
        right = scores["antecedents"].masked_fill(~truth, -1e4).logsumexp(-1)
        losses["antecedents"] = ((scores["antecedents"].logsumexp(-1) - right) * held).sum() / held.sum()
    if "relations" in scores and not batch["silver"]:
        held = batch["pairs"][..., 0] >= 0
        for layer, facts in (("relations", False), ("facts", True)):
            counted = held & (batch["pair_facts"] == facts)[:, None]
            truth = stated(batch, scores[layer].shape[-1], facts)
            loss = multilabel(scores[layer], truth) * counted
            losses[layer] = loss.sum() / (truth.any(-1).sum() + 1)
        losses |= details(scores, batch)
    return losses


def details(scores: dict[str, Tensor], batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Trigger, polarity, mode and speaker of the pairs of which something is stated."""
    w, p, negated, mode, speaker = batch["details"].unbind(-1)
    if not len(w):
        return {}
    length = scores["attention"].shape[-1]
    triggers = torch.zeros(len(w), length + 1, device=w.device)
    at = torch.where((batch["triggers"] < 0) | (batch["triggers"] >= length), length, batch["triggers"])
    triggers.scatter_(1, at, 1.0)
    attention = scores["attention"][w, p]
    triggers = triggers[:, :length] * (attention > -1e3)
    share = triggers / triggers.sum(-1, keepdim=True).clamp_min(1)
    pointed = speaker_scores(scores, batch, w, p)
    return {
        "trigger": -(share * attention.clamp_min(-20)).sum(-1).mean(),
        "negated": F.binary_cross_entropy_with_logits(scores["negated"][w, p, 0], negated.float()),
        "mode": F.cross_entropy(scores["mode"][w, p], mode),
        "speaker": F.cross_entropy(pointed, speaker_column(batch, w, speaker)),
    }


def speaker_scores(scores: dict[str, Tensor], batch: dict[str, Tensor], w: Tensor, p: Tensor) -> Tensor:
    """`[rows, 1 + mentions of the window]`, "none" first."""
    among = batch["window_mentions"][w]
    keys = F.embedding(among.clamp_min(0), scores["speakers"]).float()
    pointed = torch.einsum("nd,nmd->nm", scores["speaker"][w, p], keys) / 8
    return torch.cat([scores["silent"][w, p], pointed.masked_fill(among < 0, -1e4)], -1)


def speaker_column(batch: dict[str, Tensor], w: Tensor, speaker: Tensor) -> Tensor:
    hit = (batch["window_mentions"][w] == speaker[:, None]) & (speaker >= 0)[:, None]
    return torch.where(hit.any(-1), hit.int().argmax(-1) + 1, 0)


def divergence(student: Tensor, teacher: Tensor) -> Tensor:
    """Kullback-Leibler divergence over the last dimension; `teacher` holds probabilities."""
    return -(teacher * student.log_softmax(-1)).sum(-1) + (teacher * teacher.clamp_min(1e-9).log()).sum(-1)


def soften(scores: dict[str, Tensor]) -> dict[str, Tensor]:
    """One teacher's scores as probabilities, so that several can be averaged."""
    soft = {}
    for key, value in scores.items():
        if key in ("upos", "lemma", "arc", "label", "mentions", "phrases", "names", "antecedents", "mode"):
            soft[key] = value.softmax(-1)
        elif key in ("relations", "facts", "negated"):
            soft[key] = value.sigmoid()
        elif key == "attention":
            soft[key] = value.exp()
    return soft


def distilled(scores: dict[str, Tensor], soft: dict[str, Tensor], batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Losses against the mean of the teachers' probabilities."""
    words = len(batch["upos"])
    losses = {key: divergence(scores[key], soft[key]).mean() for key in ("upos", "lemma")}
    losses["arc"] = by_word(batch, divergence(scores["arc"], soft["arc"])).mean()
    hung = (batch["head"] > -2).float()
    losses["label"] = (divergence(scores["label"], soft["label"]) * hung).sum() / (hung.sum() + 1)
    for layer in ("mentions", "phrases", "names"):
        if layer in scores:
            counted = inside(batch, scores[layer].shape[1])
            losses[layer] = (divergence(scores[layer], soft[layer]) * counted).sum() / words * 2
    if "antecedents" in scores:
        held = batch["chain_mentions"] >= 0
        losses["antecedents"] = (divergence(scores["antecedents"], soft["antecedents"]) * held).sum() / held.sum()
    if "relations" in scores:
        held = (batch["pairs"][..., 0] >= 0).float()
        for layer, facts in (("relations", False), ("facts", True)):
            counted = held * (batch["pair_facts"] == facts)[:, None]
            loss = F.binary_cross_entropy_with_logits(scores[layer], soft[layer], reduction="none")
            best = soft[layer].clamp(1e-6, 1 - 1e-6)
            floor = -(best * best.log() + (1 - best) * (1 - best).log())
            losses[layer] = ((loss - floor).sum(-1) * counted).sum() / ((soft[layer].sum(-1) * counted).sum() + 1)
        sure = soft["relations"].amax(-1) * held
        weight = sure / (sure.sum() + 1)
        losses["mode"] = (divergence(scores["mode"], soft["mode"]) * weight).sum()
        negated = F.binary_cross_entropy_with_logits(scores["negated"], soft["negated"], reduction="none")[..., 0]
        losses["negated"] = (negated * weight).sum()
        attention = -(soft["attention"] * scores["attention"].clamp_min(-20)).sum(-1)
        losses["trigger"] = (attention * weight).sum()
    return losses
