"""The joint model (FORMAT.md says the same in words). All heads share one projection of the word vectors."""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .document import MODES, PHRASES, TYPES, UPOS
from .features import FARTHEST
from .packing import PHRASE_WIDTH, TYPED_WIDTH, Inventory

POSITIONS = 192
MENTION, PAIR, KEY_HEADS, KEY, VALUE = 256, 256, 4, 32, 64
RANGES = {
    "arc_dep": 256, "arc_head": 256, "label_dep": 96, "label_head": 96, "span_start": 128, "span_end": 128,
    "np_start": 64, "np_end": 64, "mention_start": MENTION, "mention_end": MENTION, "mention_body": MENTION,
    "mention_focus": 1, "key": KEY_HEADS * KEY, "value": KEY_HEADS * VALUE, "upos": len(UPOS), "lemma": 0,
}  # fmt: skip
RECTIFIED = {"arc_dep", "arc_head", "label_dep", "label_head", "span_start", "span_end", "np_start", "np_end"}
ROLES = {
    "subject": PAIR, "object": PAIR, "anaphor": 128, "antecedent": 128, "anaphor_hidden": 64,
    "antecedent_hidden": 64, "speaker": 64, "new": 1, "padding": 15,
}  # fmt: skip
NAME_KINDS = 7


@dataclass(frozen=True)
class Size:
    """An encoder's shape; with `buckets` its attention also knows how far apart two subwords are (MPNet)."""

    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    buckets: int = 0


STUDENT = Size(384, 6, 12, 1536, 1e-12)
"""all-MiniLM-L6-v2, which ships."""
TEACHER = Size(768, 12, 12, 3072, 1e-5, buckets=32)
"""all-mpnet-base-v2, which only teaches."""


def rounded(x: Tensor) -> Tensor:
    """x as int8 per row would hold it; the gradient passes straight through."""
    scale = x.detach().abs().amax(-1, keepdim=True).clamp_min(1e-12) / 127
    return x + ((x.detach() / scale).round() * scale - x.detach())


class Linear(nn.Linear):
    """A linear layer that can act as its int8 self: `weights` rounds the weights, `inputs` the activations."""

    weights = False
    inputs = False

    def forward(self, x: Tensor) -> Tensor:
        weight = rounded(self.weight.float()) if self.weights else self.weight
        return F.linear(rounded(x.float()) if self.inputs else x, weight, self.bias)


class Bilinear(nn.Module):
    """Per class k: `[left; 1]ᵀ B_k [right; 1]` (`[right]` alone where `plain`)."""

    def __init__(self, left: int, right: int, classes: int, plain: bool = False):
        super().__init__()
        self.classes, self.plain, self.weights = classes, plain, False
        self.weight = nn.Parameter(torch.zeros(classes * (left + 1), right + (not plain)))
        nn.init.normal_(self.weight, std=0.02)

    def left(self, x: Tensor) -> Tensor:
        """`[…, left] → […, classes, right (+ 1)]`."""
        weight = rounded(self.weight.float()) if self.weights else self.weight
        weight = weight.view(self.classes, -1, weight.shape[-1])
        return torch.einsum("...i,kij->...kj", with_one(x), weight.to(x.dtype))


def with_one(x: Tensor) -> Tensor:
    return F.pad(x, (0, 1), value=1.0)


def take(rows: Tensor, index: Tensor) -> Tensor:
    """`rows[index]`; where an index repeats, as padding does, its gradient is far faster than indexing's."""
    return F.embedding(index, rows)


def choose(table: Tensor, index: Tensor, dtype: torch.dtype) -> Tensor:
    """`table[index]` of a table of a few rows, as a product with one-hot rows."""
    return F.one_hot(index, len(table)).to(dtype) @ table.to(dtype)


def buckets(length: int, count: int) -> Tensor:
    """`[length, length]`: how far the second subword lies from the first, as T5 and MPNet count: half of the buckets for either
    direction, one for each of the next few distances, then wider and wider ones up to 128."""
    at = torch.arange(length)
    offset = at[:, None] - at
    half, distance = count // 2, offset.abs()
    single = half // 2
    wide = single + (distance.clamp_min(1).float().div(single).log() / math.log(128 / single) * (half - single)).long()
    return torch.where(distance < single, distance, wide.clamp_max(half - 1)) + half * (offset < 0)


class Layer(nn.Module):
    """One post-norm BERT layer."""

    def __init__(self, size: Size, dropout: float):
        super().__init__()
        width = size.width
        self.heads = size.heads
        self.qkv = Linear(width, 3 * width)
        self.attention_out = Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, size.epsilon)
        self.ffn_in = Linear(width, size.inner)
        self.ffn_out = Linear(size.inner, width)
        self.ffn_norm = nn.LayerNorm(width, size.epsilon)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, width = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        dropout = self.dropout if self.training else 0.0
        context = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=dropout)
        context = context.transpose(1, 2).reshape(rows, length, width)
        x = self.attention_norm(x + F.dropout(self.attention_out(context), dropout))
        return self.ffn_norm(x + F.dropout(self.ffn_out(F.gelu(self.ffn_in(x))), dropout))


class Model(nn.Module):
    """Encoder and heads. `forward` answers raw scores on the batch's own structures."""

    def __init__(self, inventory: Inventory, size: Size = STUDENT, dropout: float = 0.1, head_dropout: float = 0.25):
        super().__init__()
        self.inventory, self.size = inventory, size
        self.dropout, self.head_dropout = dropout, head_dropout
        self.ranges = RANGES | {"lemma": len(inventory.lemmas)}
        self.register_buffer("words", torch.zeros(30522, size.width), persistent=False)
        self.register_buffer("near", torch.zeros(size.buckets, size.heads), persistent=size.buckets > 0)
        self.position = nn.Parameter(torch.zeros(POSITIONS, size.width))
        self.case = nn.Parameter(torch.zeros(17, size.width))
        self.norm = nn.LayerNorm(size.width, size.epsilon)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.project = Linear(size.width, sum(self.ranges.values()))
        self.arc = Bilinear(256, 256, 1, plain=True)
        self.arc_root = nn.Parameter(torch.zeros(256))
        self.label = Bilinear(96, 96, len(inventory.deprels))
        self.label_root = nn.Parameter(torch.zeros(96))
        self.span = Bilinear(128, 128, 1 + len(TYPES))
        self.span_width = nn.Parameter(torch.zeros(TYPED_WIDTH, 1 + len(TYPES)))
        self.np = Bilinear(64, 64, 1 + len(PHRASES))
        self.np_width = nn.Parameter(torch.zeros(PHRASE_WIDTH, 1 + len(PHRASES)))
        self.name = Bilinear(128, 128, NAME_KINDS)
        self.mention_type = nn.Parameter(torch.zeros(1 + len(TYPES), MENTION))
        self.role = Linear(MENTION, sum(ROLES.values()))
        self.coref_distance = nn.Parameter(torch.zeros(9, 64))
        self.coref_sentences = nn.Parameter(torch.zeros(7, 64))
        self.coref_match = nn.Parameter(torch.zeros(8, 64))
        self.coref_vector = nn.Parameter(torch.randn(64) * 0.05)
        self.pair_distance = nn.Parameter(torch.zeros(32, PAIR))
        self.query = Linear(PAIR, KEY_HEADS * KEY)
        self.pair_region = nn.Parameter(torch.zeros(KEY_HEADS, 10))
        self.pair_hidden = Linear(PAIR + KEY_HEADS * VALUE, PAIR)
        used = len(inventory.relations) + 1 + len(MODES) + 64 + 1
        self.pair_out = Linear(PAIR, -(-used // 16) * 16)
        self.facts = nn.Linear(PAIR, len(inventory.facts))
        for table in (self.coref_distance, self.coref_sentences, self.coref_match, self.pair_distance, self.mention_type):
            nn.init.normal_(table, std=0.1)
        for root in (self.arc_root, self.label_root):
            nn.init.normal_(root, std=0.5)

    def quantize(self, weights: bool, inputs: bool) -> None:
        """Whether the matrices, and the rows that they multiply, are rounded to int8 from here on."""
        for module in self.modules():
            if isinstance(module, (Linear, Bilinear)):
                module.weights = weights
            if isinstance(module, Linear):
                module.inputs = inputs

    # Words

    def encode(self, batch: dict[str, Tensor], trace: dict | None = None) -> Tensor:
        """Word vectors `[words, width]`."""
        ids, length = batch["ids"], batch["ids"].shape[1]
        x = self.norm(self.words[ids] + self.position[:length] + take(self.case, batch["case"].long()))
        if trace is not None:
            trace["embedding"] = x
        x = F.dropout(x, self.dropout, self.training)
        mask = batch["attended"][:, None, None, :]
        if self.size.buckets:
            nearness = take(self.near, buckets(length, self.size.buckets).to(ids.device)).permute(2, 0, 1)
            mask = torch.where(mask, nearness, -1e4).to(x.dtype)
        for number, layer in enumerate(self.layers):
            x = layer(x, mask)
            if trace is not None:
                trace[f"layer{number}"] = x
        owner = batch["word_of_subword"]
        count = len(batch["position"])
        owner = torch.where(owner >= 0, owner, count).flatten()
        total = torch.zeros(count + 1, self.size.width, device=x.device).index_add(0, owner, x.flatten(0, 1).float())
        return total[:count] / torch.bincount(owner, minlength=count + 1)[:count].clamp_min(1)[:, None]

    def split(self, words: Tensor) -> dict[str, Tensor]:
        """The word vectors' projections by the name of their use."""
        words = F.dropout(words, self.head_dropout / 2, self.training)
        parts = self.project(words).split(list(self.ranges.values()), -1)
        return {
            name: F.dropout(F.relu(part), self.head_dropout, self.training) if name in RECTIFIED else part
            for name, part in zip(self.ranges, parts)
        }

    # Heads

    def arcs(self, p: dict[str, Tensor], segment_words: Tensor) -> Tensor:
        """`[segments, dependents, 1 + heads]`, the root first; padded heads are −∞."""
        at = segment_words.clamp_min(0)
        left = take(self.arc.left(p["arc_dep"])[:, 0], at)
        right = take(p["arc_head"], at)
        root = self.arc_root.to(right.dtype).expand(len(right), 1, -1)
        scores = torch.einsum("sdi,shi->sdh", left, torch.cat([root, right], 1)).float()
        return scores.masked_fill(F.pad(segment_words < 0, (1, 0))[:, None], -1e4)

    def labels(self, p: dict[str, Tensor], heads: Tensor) -> Tensor:
        """`[words, labels]` of each word under the given head (a word, or −1 for the root)."""
        right = torch.where((heads < 0)[:, None], self.label_root.to(p["label_head"].dtype), take(p["label_head"], heads.clamp_min(0)))
        return torch.einsum("wkj,wj->wk", self.label.left(p["label_dep"]), with_one(right)).float()

    def spans(self, layer: str, p: dict[str, Tensor]) -> Tensor:
        """`[words, widths, classes]` of the spans that begin at each word; those that leave the segment are to be masked."""
        form, width, reach, start, end = {
            "mentions": (self.span, self.span_width, TYPED_WIDTH, p["span_start"], p["span_end"]),
            "phrases": (self.np, self.np_width, PHRASE_WIDTH, p["np_start"], p["np_end"]),
            "names": (self.name, None, TYPED_WIDTH, p["span_start"], p["span_end"]),
        }[layer]
        last = (torch.arange(len(start), device=start.device)[:, None] + torch.arange(reach, device=start.device)).clamp_max(len(start) - 1)
        scores = torch.einsum("wkj,wrj->wrk", form.left(start), take(with_one(end), last)).float()
        return scores if width is None else scores + width

    def mentions(self, p: dict[str, Tensor], references: Tensor) -> Tensor:
        """Mention vectors `[mentions, 256]` of (first, last, kind, …) rows."""
        first, last, kind = references[:, 0], references[:, 1], references[:, 2]
        within = first[:, None] + torch.arange(PHRASE_WIDTH, device=first.device)
        held = within <= last[:, None]
        within = torch.where(held, within, first[:, None])
        focus = take(p["mention_focus"].float(), within)[..., 0].masked_fill(~held, -1e4).softmax(-1)
        body = torch.einsum("mw,mwd->md", focus.to(p["mention_body"].dtype), take(p["mention_body"], within))
        total = take(p["mention_start"], first) + take(p["mention_end"], last) + body + take(self.mention_type, kind)
        return F.dropout(F.relu(total), self.head_dropout, self.training)

    def roles(self, vectors: Tensor) -> dict[str, Tensor]:
        return dict(zip(ROLES, self.role(vectors).split(list(ROLES.values()), -1)))

    def antecedents(self, roles: dict[str, Tensor], batch: dict[str, Tensor]) -> Tensor:
        """`[documents, anaphors, 1 + antecedents]`, "none" first; what cannot be an antecedent is −10⁴."""
        at = batch["chain_mentions"]
        held, at = at >= 0, at.clamp_min(0)
        order = torch.arange(at.shape[1], device=at.device)
        back = order[:, None] - order
        segment = batch["segment"][batch["references"][:, 0]][at]
        bucket = torch.bucketize(back.clamp_min(1), torch.tensor([2, 3, 4, 5, 8, 16, 32, 64], device=at.device), right=True)
        apart = (segment[:, :, None] - segment[:, None]).clamp_min(0)
        sentences = torch.bucketize(apart, torch.tensor([1, 2, 3, 4, 7, 13], device=at.device), right=True)
        hidden = take(roles["anaphor_hidden"], at)[:, :, None] + take(roles["antecedent_hidden"], at)[:, None]
        near = choose(self.coref_distance, bucket, hidden.dtype) + choose(self.coref_sentences, sentences, hidden.dtype)
        hidden = F.relu(hidden + near + choose(self.coref_match, batch["match"], hidden.dtype))
        scores = torch.einsum("dai,dbi->dab", take(roles["anaphor"], at), take(roles["antecedent"], at)) / 128**0.5
        scores = scores.float() + (hidden @ self.coref_vector.to(hidden.dtype)).float()
        allowed = (back > 0) & (back <= FARTHEST) & held[:, None] & held[:, :, None]
        return torch.cat([take(roles["new"], at).float(), scores.masked_fill(~allowed, -1e4)], -1)

    def pairs(self, p: dict[str, Tensor], roles: dict[str, Tensor], batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """For `[windows, pairs]`: `hidden` (256), `out` (scores), `attention` of head 0 over `[window words]` (logarithms)."""
        subject, object_, distance = batch["pairs"].unbind(-1)
        s, o = subject.clamp_min(0), object_.clamp_min(0)
        near = choose(self.pair_distance, distance.clamp_min(0), roles["subject"].dtype)
        joint = F.relu(take(roles["subject"], s) + take(roles["object"], o) + near)
        joint = F.dropout(joint, self.head_dropout, self.training)
        rows, count, _ = joint.shape
        at = batch["window_words"].clamp_min(0)
        keys = take(p["key"], at).view(rows, -1, KEY_HEADS, KEY)
        queries = self.query(joint).view(rows, count, KEY_HEADS, KEY)
        scores = torch.einsum("wphd,wkhd->whpk", queries, keys).float() / KEY**0.5
        region, seen = self.regions(batch, s, o)
        scores = scores + choose(self.pair_region.T, region, scores.dtype).permute(0, 3, 1, 2)
        logs = scores.masked_fill(~seen[:, None], -1e4).log_softmax(-1)
        values = take(p["value"], at).view(rows, -1, KEY_HEADS, VALUE)
        pooled = torch.einsum("whpk,wkhd->wphd", logs.exp().to(values.dtype), values).reshape(rows, count, -1)
        hidden = F.relu(self.pair_hidden(torch.cat([joint, pooled], -1)))
        hidden = F.dropout(hidden, self.head_dropout, self.training)
        return {"hidden": hidden, "out": self.pair_out(hidden).float(), "attention": logs[:, 0]}

    def regions(self, batch: dict[str, Tensor], s: Tensor, o: Tensor) -> tuple[Tensor, Tensor]:
        """Where each window word lies with respect to a pair (0…9), and whether the pair may look at it."""
        references, segment = batch["references"], batch["segment"]
        words = batch["window_words"][:, None]
        s_first, s_last = references[s, 0][..., None], references[s, 1][..., None]
        o_first, o_last = references[o, 0][..., None], references[o, 1][..., None]
        region = torch.full(torch.broadcast_shapes(words.shape, s_first.shape), 2, device=words.device)
        region = region.masked_fill(words < torch.minimum(s_first, o_first), 0)
        region = region.masked_fill(words > torch.maximum(s_last, o_last), 4)
        region = region.masked_fill((words >= o_first) & (words <= o_last), 3)
        region = region.masked_fill((words >= s_first) & (words <= s_last), 1)
        backwards = (o_first < s_first) | ((o_first == s_first) & (o_last < s_last))
        at, ends = segment[words.clamp_min(0)], torch.stack([segment[s_first], segment[o_first]])
        seen = (words >= 0) & (at >= ends.amin(0)) & (at <= ends.amax(0))
        return region + 5 * backwards, seen

    def parts(self, out: Tensor) -> dict[str, Tensor]:
        """The pair scores by their names."""
        sizes = {"relations": len(self.inventory.relations), "negated": 1, "mode": len(MODES), "speaker": 64, "silent": 1}
        return dict(zip(sizes, out[..., : sum(sizes.values())].split(list(sizes.values()), -1)))

    def forward(self, batch: dict[str, Tensor], p: dict[str, Tensor] | None = None) -> dict[str, Tensor]:
        """All scores; `p`, where it is given, are the projections of the batch's words."""
        p = p or self.split(self.encode(batch))
        scores = {
            "upos": p["upos"].float(),
            "lemma": p["lemma"].float(),
            "arc": self.arcs(p, batch["segment_words"]),
            "label": self.labels(p, batch["head"]),
            "mentions": self.spans("mentions", p),
        }
        scores |= {layer: self.spans(layer, p) for layer in ("phrases", "names") if layer in batch}
        if "references" in batch:
            vectors = self.mentions(p, batch["references"])
            roles = self.roles(vectors)
            scores["vectors"] = vectors
            scores["antecedents"] = self.antecedents(roles, batch)
            if "pairs" in batch:
                pairs = self.pairs(p, roles, batch)
                scores |= self.parts(pairs["out"])
                scores["attention"] = pairs["attention"]
                scores["facts"] = self.facts(pairs["hidden"]).float()
                scores["speakers"] = roles["speaker"]
        return scores
