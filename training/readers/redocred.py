"""Re-DocRED's dev split: names of Wikipedia articles, their coreference and Wikidata properties between them."""

import json
import pathlib

from ..document import Document, Mention, Statement
from . import encyclopedia, locate, standoff

KINDS = ["PER", "ORG", "LOC", "MISC", "TIME", "NUM"]


def read(data: pathlib.Path) -> list[Document]:
    """The articles but those that are held out as prose."""
    with (locate(data, "re-docred") / "dev_revised.json").open(encoding="utf-8") as file:
        articles = json.load(file)
    held = (standoff.is_held({"id": f"redocred-{k}", "text": encyclopedia.plain(article)}) for k, article in enumerate(articles))
    return [document(article) for article, is_held in zip(articles, held) if not is_held]


def document(article: dict) -> Document:
    """A property holds of two names if they share a sentence that is evidence for it."""
    starts = [0]
    for sentence in article["sents"]:
        starts.append(starts[-1] + len(sentence))
    found = {}
    for entity, group in enumerate(article["vertexSet"]):
        for name in group:
            first = starts[name["sent_id"]] + name["pos"][0]
            last = starts[name["sent_id"]] + name["pos"][1] - 1
            found[first, last] = (KINDS.index(name["type"]) + 1, entity, name["sent_id"])
    spans = sorted(found, key=lambda s: (s[0], -s[1]))
    names = [Mention(first, last, found[first, last][0], found[first, last][1]) for first, last in spans]
    sentence_of = [found[span][2] for span in spans]
    facts = []
    for label in article["labels"]:
        for s, subject in enumerate(names):
            if subject.entity != label["h"]:
                continue
            for o, object_ in enumerate(names):
                if object_.entity == label["t"] and sentence_of[s] == sentence_of[o]:
                    if not label["evidence"] or sentence_of[s] in label["evidence"]:
                        facts.append(Statement(s, o, label["r"]))
    return Document(article["title"], "redocred", article["sents"], names=names, facts=facts)
