"""Re-DocRED's dev split: names of Wikipedia articles, their coreference and Wikidata properties between them."""

import pathlib

from ..document import Document, Mention, Statement
from . import encyclopedia, standoff

KINDS = ["PER", "ORG", "LOC", "MISC", "TIME", "NUM"]


def read(data: pathlib.Path) -> list[Document]:
    """The articles but those that are held out as prose."""
    texts = encyclopedia.redocred(data)
    return [document(article) for name, article in encyclopedia.articles(data).items() if not standoff.is_held(name, texts[name])]


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
