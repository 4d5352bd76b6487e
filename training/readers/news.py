"""graphgen's annotated news: typed mentions, coreference and statements in the vocabulary."""

import json
import pathlib

from ..document import MODES, TYPES, Document, Mention, Statement
from ..tokenizer import sentences, tokenize
from . import locate, standoff


def read(data: pathlib.Path, part: str) -> list[Document]:
    """`part` is train or dev."""
    with (locate(data, "annotated-news") / f"{part}.jsonl").open(encoding="utf-8") as lines:
        return [document(json.loads(line)) for line in lines]


def written(held: bool) -> list[Document]:
    """The newspaper passages of `training/annotations`, of which one in ten is `held` out for evaluation."""
    documents = []
    for path in sorted((pathlib.Path(__file__).parent.parent / "annotations").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            items = map(json.loads, lines)
            documents += [document(item) for item in items if item.get("held", False) == held]
    return documents


def added(data: pathlib.Path) -> tuple[list[Document], list[Document], list[Document]]:
    """What this project annotated of the corpora's own texts: digests, prose to train on, and prose that is held out."""
    items = standoff.read(data)
    digests = [i for i in items if standoff.is_digest(i["id"])]
    prose = [i for i in items if not standoff.is_digest(i["id"])]
    trained, held = ([i for i in prose if standoff.is_held(i["id"], i["text"]) == part] for part in (False, True))
    return tuple([document(i) for i in part] for part in (digests, trained, held))


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
