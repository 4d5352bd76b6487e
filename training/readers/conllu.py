"""CoNLL-U: syntactic words with tags, lemmas, trees, and GUM's bracketed entities."""

import pathlib
import re
from collections.abc import Iterator

from ..document import PHRASES, Document, Mention

ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
BRACKET = re.compile(r"(\()?([^()]+)(\))?")


def read(path: pathlib.Path, source: str, entities: bool = False) -> Iterator[Document]:
    """The documents of a file, in its order."""
    document, brackets = None, []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                if document:
                    yield finish(document, brackets, entities)
                document, brackets = Document(line.split("=")[1].strip(), source, [], [], [], [], []), []
            elif line.startswith("# sent_id"):
                document.sentences.append([])
            elif line[0].isdigit():
                columns = line.rstrip("\n").split("\t")
                if not columns[0].isdigit():
                    continue
                document.sentences[-1].append(columns[1])
                document.lemmas.append(columns[2])
                document.upos.append(columns[3])
                document.heads.append(int(columns[6]))
                document.deprels.append(columns[7])
                found = ENTITY.search(columns[9])
                brackets.append(found.group(1) if found else "")
    if document:
        yield finish(document, brackets, entities)


def finish(document: Document, brackets: list[str], entities: bool) -> Document:
    document.sentences = [s for s in document.sentences if s]
    if entities:
        document.phrases = phrases(brackets)
    return document


def phrases(brackets: list[str]) -> list[Mention]:
    """Mentions from each word's brackets, such as `(1-person-new-…(2-place-…)` and `1)`."""
    open_, found, numbers = [], [], {}
    for word, text in enumerate(brackets):
        for opening, body, closing in BRACKET.findall(text):
            if opening:
                parts = body.split("-")
                number = numbers.setdefault(parts[0], len(numbers))
                open_.append((parts[0], word, PHRASES.index(parts[1]) + 1, number))
            if closing:
                key = body.split("-")[0]
                for k in range(len(open_) - 1, -1, -1):
                    if open_[k][0] == key:
                        _, first, kind, number = open_.pop(k)
                        found.append(Mention(first, word, kind, number))
                        break
    return sorted(found, key=lambda m: (m.first, -m.last))
