"""UD English EWT: web text with trees."""

import pathlib

from ..document import Document
from . import conllu, locate


def read(data: pathlib.Path, part: str) -> list[Document]:
    """`part` is train or dev."""
    return list(conllu.read(locate(data, "ud-english-ewt") / f"en_ewt-ud-{part}.conllu", "ewt"))
