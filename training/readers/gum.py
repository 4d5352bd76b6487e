"""UD English GUM: trees, nested entities and coreference in many genres."""

import pathlib

from ..document import Document
from . import conllu, locate


def read(data: pathlib.Path, part: str) -> list[Document]:
    """`part` is train or dev. Training leaves out the dev documents and those whose gold statements are scored."""
    folder = locate(data, "gum")
    dev = set((folder / "dev-documents.txt").read_text().split())
    gold = {path.stem for path in (data.parent / "gold").glob("GUM_*.tsv")}
    if part == "train" and not gold:
        raise SystemExit(f"training: {data.parent / 'gold'} is absent, so its documents cannot be kept out of training")
    documents = []
    for path in sorted((folder / "documents").glob("*.conllu")):
        if (path.stem in dev) if part == "dev" else (path.stem not in dev | gold):
            documents += conllu.read(path, "gum", entities=True)
    return documents
