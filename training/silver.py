"""What models see: plain texts with the teachers' trees and mentions, annotated texts with mentions that nobody annotated, and with trees."""

import dataclasses
import pathlib
import pickle
import random

import numpy as np

from . import decode
from .document import Document, Mention
from .packing import with_references
from .predict import Annotator


def write(annotator: Annotator, work: pathlib.Path, limit: int | None = None) -> None:
    """Turns the texts of plain.pickle into SOURCE.pickle for each of their sources."""
    for source, documents in pickle.loads((work / "plain.pickle").read_bytes()).items():
        documents = documents[:limit]
        packed = []
        for document, found in zip(documents, annotator.syntax(documents)):
            spans = decode.spans(found["mentions"], found["inside"]["mentions"], 0.0)
            mentions = [Mention(i, j, kind, n) for n, (i, j, kind, _) in enumerate(spans)]
            example = annotator.example(dataclasses.replace(document, mentions=mentions, statements=[]))
            example["head"] = found["head"].astype(np.int32)
            example["phrases"] = np.zeros((0, 3), np.int32)
            packed.append(example)
        (work / f"{source}.pickle").write_bytes(pickle.dumps(packed, protocol=5))
        print(f"{source}: {len(packed)} documents, {sum(len(e['references']) for e in packed)} mentions", flush=True)


ODD = {"mentions": 0.15, "phrases": 0.3}
"""How many proposals that nobody annotated a document is given, per annotated mention."""


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


def write_odd(annotator: Annotator, work: pathlib.Path, seed: int, limit: int | None = None) -> None:
    """Turns documents.pickle into odd.pickle: each annotated text once more, some unannotated proposals among the mentions that
    coreference and relations read, as there will be when the model runs. The annotation of mentions stays."""
    random_ = random.Random(seed)
    packed = {}
    for source, documents in pickle.loads((work / "documents.pickle").read_bytes()).items():
        documents = documents[:limit]
        layer = "phrases" if source == "gum" else "mentions"
        packed[source] = []
        for document, found in zip(documents, annotator.syntax(documents)):
            annotated = {(m.first, m.last) for m in getattr(document, layer)}
            spans = decode.spans(found[layer], found["inside"][layer], -4.0)
            odd = [s[:3] for s in sorted(spans, key=lambda s: -s[3]) if s[:2] not in annotated]
            example = annotator.example(document)
            packed[source].append(with_references(example, disturbed(document, layer, odd, random_), annotator.inventory))
        print(f"odd {source}: {sum(len(e['references']) for e in packed[source])} mentions", flush=True)
    (work / "odd.pickle").write_bytes(pickle.dumps(packed, protocol=5))


TREELESS = ("news", "prose")
"""The sources whose mentions are annotated, but not their trees."""


def write_trees(annotator: Annotator, work: pathlib.Path) -> None:
    """Gives the examples of SOURCE.pickle and odd.pickle that have no trees those that a model sees: a model that learns tags from treebanks
    alone comes to tag news wrongly."""
    documents = pickle.loads((work / "documents.pickle").read_bytes())
    odd = pickle.loads((work / "odd.pickle").read_bytes())
    for source in TREELESS:
        examples = pickle.loads((work / f"{source}.pickle").read_bytes())
        trees = [
            {"upos": t["upos"].argmax(-1).astype(np.int16), "head": t["head"].astype(np.int32), "deprel": t["deprel"].astype(np.int16)}
            for t in annotator.syntax(documents[source])
        ]
        (work / f"{source}.pickle").write_bytes(pickle.dumps([e | t for e, t in zip(examples, trees)], protocol=5))
        odd[source] = [e | t for e, t in zip(odd[source], trees)]
        print(f"trees of {source}: {len(trees)}", flush=True)
    (work / "odd.pickle").write_bytes(pickle.dumps(odd, protocol=5))
