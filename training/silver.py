"""Current events as the teachers read them: their trees and mentions, over which the student then follows their scores."""

import dataclasses
import pathlib
import pickle

import numpy as np

from . import decode
from .document import Mention
from .predict import Annotator


def write(annotator: Annotator, work: pathlib.Path, limit: int | None = None) -> None:
    """Turns events-text.pickle into events.pickle."""
    documents = pickle.loads((work / "events-text.pickle").read_bytes())[:limit]
    packed = []
    for document, found in zip(documents, annotator.syntax(documents)):
        spans = decode.spans(found["mentions"], found["inside"]["mentions"], 0.0)
        mentions = [Mention(i, j, kind, n) for n, (i, j, kind, _) in enumerate(spans)]
        example = annotator.example(dataclasses.replace(document, mentions=mentions, statements=[]))
        example["head"] = found["head"].astype(np.int32)
        example["phrases"] = np.zeros((0, 3), np.int32)
        packed.append(example)
    (work / "events.pickle").write_bytes(pickle.dumps(packed, protocol=5))
    print(f"events: {len(packed)} documents, {sum(len(e['references']) for e in packed)} mentions", flush=True)
