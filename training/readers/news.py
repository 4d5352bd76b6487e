"""graphgen's annotated news: typed mentions, coreference and statements in the vocabulary."""

import json
import pathlib

from ..document import MODES, TYPES, Document, Mention, Statement
from ..tokenizer import sentences, tokenize
from . import locate


def read(data: pathlib.Path, part: str) -> list[Document]:
    """`part` is train or dev."""
    with (locate(data, "annotated-news") / f"{part}.jsonl").open(encoding="utf-8") as lines:
        return [document(json.loads(line)) for line in lines]


def written(held: bool) -> list[Document]:
    """The newspaper passages of `training/annotations`; every tenth of a file is `held` out for evaluation."""
    documents = []
    for path in sorted((pathlib.Path(__file__).parent.parent / "annotations").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            documents += [document(json.loads(line)) for k, line in enumerate(lines) if (k % 10 == 9) == held]
    return documents


def document(item: dict) -> Document:
    """Words are split at the annotation's edges where the tokenizer did not; the rest of the pipeline sees words only."""
    text = item["text"]
    edges = {m[k] for m in item["mentions"] for k in ("start", "end")}
    spans = []
    for start, end in tokenize(text):
        cuts = sorted({start, end} | {e for e in edges if start < e < end})
        spans += zip(cuts, cuts[1:])
    numbers = sentences(text, spans)
    grouped = [[] for _ in range(numbers[-1] + 1)]
    for (start, end), number in zip(spans, numbers):
        grouped[number].append(text[start:end])

    def covered(stretch: dict) -> list[int]:
        return [k for k, (start, end) in enumerate(spans) if start < stretch["end"] and stretch["start"] < end]

    raw = [(covered(m), m) for m in item["mentions"]]
    order = sorted(range(len(raw)), key=lambda k: (raw[k][0][0], -raw[k][0][-1]))
    place = {old: new for new, old in enumerate(order)}
    mentions = [
        Mention(raw[k][0][0], raw[k][0][-1], TYPES.index(raw[k][1]["type"]) + 1, raw[k][1]["entity"]) for k in order
    ]
    statements = [
        Statement(
            place[s["subject"]],
            place[s["object"]],
            s["relation"],
            s["polarity"] == "negated",
            MODES.index(s["mode"]),
            -1 if s["attributed"] is None else place[s["attributed"]],
            covered(s["trigger"]),
        )
        for s in item["statements"]
    ]
    return Document(item["id"], "news", grouped, mentions=mentions, statements=statements, offsets=spans)
