"""Texts that nobody annotated, for teachers to read: Wikipedia's Portal:Current events, and the passages of GAP, KnowledgeNet and Re-DocRED."""

import json
import pathlib

from ..document import Document
from ..tokenizer import sentences, tokenize
from . import encyclopedia, events, standoff


def read(data: pathlib.Path) -> dict[str, list[Document]]:
    """By source; what is held out, and what is annotated, is left out."""
    with standoff.FILE.open(encoding="utf-8") as lines:
        annotated = {json.loads(line)["id"] for line in lines}
    passages = encyclopedia.passages(data)
    return {
        "events": [document(name, "events", text) for name, text in events.read(data)],
        "encyclopedia": [
            document(name, "encyclopedia", text)
            for name, text in passages.items()
            if name not in annotated and not standoff.is_held(name, text)
        ],
    }


def document(name: str, source: str, text: str) -> Document:
    spans = tokenize(text)
    numbers = sentences(text, spans)
    grouped = [[] for _ in range(numbers[-1] + 1)]
    for (start, end), number in zip(spans, numbers):
        grouped[number].append(text[start:end])
    return Document(name, source, grouped, offsets=spans)
