"""LitBank: coreference in the openings of 100 novels (CoNLL-2012 columns)."""

import io
import pathlib
import re
import tarfile

from ..document import Document, Mention
from . import locate


def read(data: pathlib.Path) -> list[Document]:
    documents = []
    with tarfile.open(locate(data, "litbank.tar.xz")) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            if "/coref/conll/" in member.name and member.name.endswith("_brat.conll"):
                lines = io.TextIOWrapper(archive.extractfile(member), encoding="utf-8")
                documents.append(document(pathlib.PurePath(member.name).stem, lines))
    return documents


def document(name: str, lines) -> Document:
    grouped, chains, open_, word = [[]], [], [], 0
    for line in lines:
        columns = line.rstrip("\n").split("\t")
        if len(columns) < 5 or line.startswith("#"):
            if grouped[-1]:
                grouped.append([])
            continue
        grouped[-1].append(columns[3])
        for opening, entity, closing in re.findall(r"(\()?(\d+)(\))?", columns[-1]):
            if opening:
                open_.append((int(entity), word))
            if closing:
                k = max(k for k, (number, _) in enumerate(open_) if number == int(entity))
                number, first = open_.pop(k)
                chains.append(Mention(first, word, 0, number))
        word += 1
    grouped = [s for s in grouped if s]
    return Document(name, "litbank", grouped, chains=sorted(chains, key=lambda m: (m.first, -m.last)))
