"""Documents to arrays (once), arrays to batches (every step)."""

from dataclasses import dataclass

import numpy as np
import torch

from .document import UPOS, Document
from .features import distance, matches
from .lemma import script
from .wordpiece import SPECIAL_CASE, START, STOP, WordPiece, case_class

BUDGET = 190
TYPED_WIDTH, PHRASE_WIDTH = 16, 32
FARTHEST_SEGMENT = 2
ABSENT = -100
UNANNOTATED = ("events", "encyclopedia")
"""The sources that nobody annotated: their examples hold what teachers saw, and only what teachers see is learnt from them."""


@dataclass
class Inventory:
    """The label sets, in the order of their ids."""

    deprels: list[str]
    lemmas: list[str]
    relations: list[str]
    symmetric: list[str]
    facts: list[str]


def segments(document: Document, pieces: WordPiece) -> tuple[list[list[int]], list[int], list[int]]:
    """Subwords of each word, the segments' first words (and the end), the windows' first segments (and the end)."""
    subwords = [pieces.encode(word) for word in document.words]
    starts, windows, word, filled = [], [0], 0, 0
    for sentence in document.sentences:
        size = BUDGET + 1
        pending = []
        for k in range(word, word + len(sentence)):
            if size + len(subwords[k]) > BUDGET:
                size = 0
                pending.append(k)
            size += len(subwords[k])
        word += len(sentence)
        for first, end in zip(pending, pending[1:] + [word]):
            length = sum(len(s) for s in subwords[first:end])
            if starts and filled + length > BUDGET:
                windows.append(len(starts))
                filled = 0
            starts.append(first)
            filled += length
    return subwords, starts + [word], windows + [len(starts)]


def pack(document: Document, pieces: WordPiece, inventory: Inventory, lemma_scripts: dict[str, int]) -> dict:
    """Small arrays that say all there is to know of a document; masked labels are ABSENT (heads: −2)."""
    subwords, segment_starts, window_starts = segments(document, pieces)
    n = len(subwords)
    segment_of = np.repeat(np.arange(len(segment_starts) - 1), np.diff(segment_starts))
    window_of_segment = np.repeat(np.arange(len(window_starts) - 1), np.diff(window_starts))
    sentence_first = set(np.cumsum([0] + [len(s) for s in document.sentences]).tolist())
    words = document.words
    case = np.array([case_class(w) + (8 if k in sentence_first else 0) for k, w in enumerate(words)], np.uint8)
    example = {
        "name": document.name,
        "source": document.source,
        "ids": np.concatenate([np.array(s, np.int32) for s in subwords]),
        "counts": np.array([len(s) for s in subwords], np.uint8),
        "case": case,
        "segments": np.array(segment_starts, np.int32),
        "windows": np.array(window_starts, np.int32),
        "upos": labels(document.upos, {u: k for k, u in enumerate(UPOS)}, n),
        "lemma": np.full(n, ABSENT, np.int16),
        "head": np.full(n, -2, np.int32),
        "deprel": labels(document.deprels, {d: k for k, d in enumerate(inventory.deprels)}, n),
    }
    if document.lemmas:
        scripts = (script(form, lemma) for form, lemma in zip(words, document.lemmas))
        example["lemma"] = np.array([lemma_scripts.get(s, ABSENT) for s in scripts], np.int16)
    if document.heads:
        offset = np.repeat(np.cumsum([0] + [len(s) for s in document.sentences[:-1]]), [len(s) for s in document.sentences])
        heads = np.array(document.heads, np.int32)
        absolute = heads - 1 + offset
        inside = segment_of[absolute.clip(0, n - 1)] == segment_of
        example["head"] = np.where(heads == 0, -1, np.where(inside, absolute, -2)).astype(np.int32)
    for layer, width in (("mentions", TYPED_WIDTH), ("phrases", PHRASE_WIDTH), ("names", TYPED_WIDTH)):
        spans = getattr(document, layer)
        if spans is not None:
            kept = [(m.first, m.last, m.kind) for m in spans if m.last - m.first < width and segment_of[m.first] == segment_of[m.last]]
            example[layer] = np.array(kept, np.int32).reshape(-1, 3)
    usable = pack_references(example, document, segment_of)
    if document.statements is not None or document.facts is not None:
        pack_pairs(example, document, inventory, usable, segment_of, window_of_segment)
    return example


def with_references(example: dict, document: Document, inventory: Inventory) -> dict:
    """The packed example with the document's mentions and statements in place of those that it was packed with."""
    starts, windows = example["segments"], example["windows"]
    segment_of = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    changed = dict(example)
    usable = pack_references(changed, document, segment_of)
    if document.statements is not None:
        pack_pairs(changed, document, inventory, usable, segment_of, np.repeat(np.arange(len(windows) - 1), np.diff(windows)))
    return changed


def labels(values: list[str] | None, ids: dict[str, int], n: int) -> np.ndarray:
    if not values:
        return np.full(n, ABSENT, np.int16)
    return np.array([ids.get(v, ABSENT) for v in values], np.int16)


NAME_TYPES = {1: 1, 2: 2, 3: 3}


def pack_references(example: dict, document: Document, segment_of: np.ndarray) -> dict[int, int]:
    """The mentions that coreference and relations read, in the document's order; answers old index → new index."""
    if document.mentions is not None:
        found, kinds = document.mentions, [m.kind for m in document.mentions]
    elif document.names is not None:
        found, kinds = document.names, [NAME_TYPES.get(m.kind, 0) for m in document.names]
    else:
        found = document.phrases or document.chains or []
        kinds = [0] * len(found)
    usable = [
        k for k, m in enumerate(found) if segment_of[m.first] == segment_of[m.last] and m.last - m.first < PHRASE_WIDTH
    ]
    rows = [(found[k].first, found[k].last, kinds[k], found[k].entity) for k in usable]
    example["references"] = np.array(rows, np.int32).reshape(-1, 4)
    example["match"] = matches(document.words, [row[:2] for row in rows])
    return {k: new for new, k in enumerate(usable)}


def pack_pairs(
    example: dict,
    document: Document,
    inventory: Inventory,
    usable: dict[int, int],
    segment_of: np.ndarray,
    window_of: np.ndarray,
) -> None:
    """Ordered pairs of mentions that share a window, with what is stated of them."""
    facts = document.statements is None
    names = {r: k for k, r in enumerate(inventory.facts if facts else inventory.relations)}
    statements = document.facts if facts else document.statements
    place = [(int(r[0]), int(r[1]), int(segment_of[r[0]])) for r in example["references"]]
    reach = 0 if facts else FARTHEST_SEGMENT
    index, pairs = {}, []
    for s, a in enumerate(place):
        for o, b in enumerate(place):
            if s != o and abs(a[2] - b[2]) <= reach and window_of[a[2]] == window_of[b[2]]:
                index[s, o] = len(pairs)
                pairs.append((s, o, distance(a, b)))
    stated, details, triggers = [], [], []
    for statement in statements:
        s, o = usable.get(statement.subject), usable.get(statement.object)
        both = [(s, o), (o, s)] if statement.relation in inventory.symmetric else [(s, o)]
        for pair in both:
            if pair in index and statement.relation in names:
                stated.append((index[pair], names[statement.relation]))
                if not facts:
                    speaker = usable.get(statement.speaker, -1)
                    details.append((index[pair], statement.negated, statement.mode, speaker))
                    triggers.append(statement.trigger)
    example["facts"] = facts
    example["pairs"] = np.array(pairs, np.int32).reshape(-1, 3)
    example["stated"] = np.array(stated, np.int32).reshape(-1, 2)
    example["details"] = np.array(details, np.int32).reshape(-1, 4)
    example["triggers"] = triggers


def pad(rows: list[np.ndarray], fill: int, dtype=np.int64) -> np.ndarray:
    """Stacks arrays of one rank into one, padded with `fill`."""
    shape = [len(rows)] + [max((r.shape[d] for r in rows), default=0) for d in range(rows[0].ndim)]
    out = np.full(shape, fill, dtype)
    for k, row in enumerate(rows):
        out[(k, *(slice(0, s) for s in row.shape))] = row
    return out


def collate(examples: list[dict]) -> dict:
    """One batch: words, mentions and pairs of all documents are counted through; −1 pads indices.

    ids, case `[windows, length]` (0 pads) · word_of_subword `[windows, length]` (−1 for specials and padding) ·
    segment_words `[segments, longest]` · per word: position, length (of its segment), segment, labels ·
    references `[mentions, 4]` · chain_mentions `[documents, most]`, match, entities · pair tables `[windows, most]`.
    """
    ids, case, owners = [], [], []
    segment_words, position, length = [], [], []
    references, chains, match, entities = [], [], [], []
    pair_rows, window_words, window_mentions, states, details, trigger_rows, fact_flags = [], [], [], [], [], [], []
    layers = {"mentions": [], "phrases": [], "names": []}
    flags = {"mentions": [], "phrases": [], "names": []}
    heads, words, mentions = [], 0, 0
    for e in examples:
        n = len(e["counts"])
        bounds = np.concatenate([[0], np.cumsum(e["counts"], dtype=np.int64)])
        owner = np.repeat(np.arange(n), e["counts"])
        window_edges = e["segments"][e["windows"]]
        for first, end in zip(window_edges, window_edges[1:]):
            a, b = bounds[first], bounds[end]
            ids.append(np.concatenate([[START], e["ids"][a:b], [STOP]]))
            case.append(np.concatenate([[SPECIAL_CASE], e["case"][owner[a:b]], [SPECIAL_CASE]]))
            owners.append(np.concatenate([[-1], owner[a:b] + words, [-1]]))
        for first, end in zip(e["segments"], e["segments"][1:]):
            segment_words.append(np.arange(first, end) + words)
            position.append(np.arange(end - first))
            length.append(np.full(end - first, end - first))
        heads.append(np.where(e["head"] >= 0, e["head"] + words, e["head"]))
        for layer in layers:
            flags[layer].append(np.full(n, layer in e))
            if layer in e:
                layers[layer].append(e[layer] + np.array([words, words, 0]))
        rows = e["references"]
        if len(rows):
            chains.append(np.arange(len(rows)) + mentions)
            entities.append(rows[:, 3])
            match.append(e["match"])
            references.append(rows + np.array([words, words, 0, 0]))
        if "pairs" in e and len(e["pairs"]):
            windows_of = np.searchsorted(window_edges, rows[e["pairs"][:, 0], 0], side="right") - 1
            mention_windows = np.searchsorted(window_edges, rows[:, 0], side="right") - 1
            for w in np.unique(windows_of):
                chosen = np.flatnonzero(windows_of == w)
                row = len(pair_rows)
                where = {int(p): k for k, p in enumerate(chosen)}
                pair_rows.append(e["pairs"][chosen] + np.array([mentions, mentions, 0]))
                window_words.append(np.arange(window_edges[w], window_edges[w + 1]) + words)
                window_mentions.append(np.flatnonzero(mention_windows == w) + mentions)
                fact_flags.append(e["facts"])
                states += [(row, where[int(p)], int(r)) for p, r in e["stated"] if int(p) in where]
                for (p, negated, mode, speaker), trigger in zip(e["details"], e["triggers"]):
                    if int(p) in where:
                        details.append((row, where[int(p)], negated, mode, speaker + mentions if speaker >= 0 else -1))
                        trigger_rows.append(np.array(trigger, np.int64) - int(window_edges[w]))
        words, mentions = words + n, mentions + len(rows)
    segment_of = np.repeat(np.arange(len(segment_words)), [len(s) for s in segment_words])
    batch = {
        "ids": pad(ids, 0),
        "case": pad(case, SPECIAL_CASE),
        "word_of_subword": pad(owners, -1),
        "attended": pad([np.ones(len(i), bool) for i in ids], 0, bool),
        "segment_words": pad(segment_words, -1),
        "position": np.concatenate(position),
        "length": np.concatenate(length),
        "segment": segment_of,
        "upos": np.concatenate([e["upos"] for e in examples]).astype(np.int64),
        "lemma": np.concatenate([e["lemma"] for e in examples]).astype(np.int64),
        "deprel": np.concatenate([e["deprel"] for e in examples]).astype(np.int64),
        "head": np.concatenate(heads),
    }
    for layer in layers:
        if layers[layer]:
            batch[layer + "_annotated"] = np.concatenate(flags[layer])
            batch[layer] = np.concatenate(layers[layer]).astype(np.int64)
    if references:
        batch["references"] = np.concatenate(references).astype(np.int64)
        batch["chain_mentions"] = pad(chains, -1)
        batch["entities"] = pad(entities, -1)
        batch["match"] = pad(match, 0)
    if pair_rows:
        batch["pairs"] = pad(pair_rows, -1)
        batch["window_words"] = pad(window_words, -1)
        batch["window_mentions"] = pad(window_mentions, -1)
        batch["stated"] = np.array(states, np.int64).reshape(-1, 3)
        batch["details"] = np.array(details, np.int64).reshape(-1, 5)
        batch["pair_facts"] = np.array(fact_flags)
        triggers = pad(trigger_rows, -1) if trigger_rows else np.zeros((0, 1), np.int64)
        batch["triggers"] = triggers
    tensors = {key: torch.from_numpy(np.ascontiguousarray(value)) for key, value in batch.items()}
    return tensors | {
        "treebank": any((e["upos"] != ABSENT).any() for e in examples),
        "silver": all(e["source"] in UNANNOTATED for e in examples),
    }
