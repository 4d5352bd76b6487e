"""Wikipedia's Portal:Current events as plain sentences, for distillation; days that annotated-news holds out are left out."""

import json
import pathlib
import re

from ..document import Document
from ..tokenizer import sentences, tokenize
from . import locate

LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?:[^()\s]|\([^)]*\))*(?:\s+\"[^\"]*\")?\)")
SOURCE = re.compile(r"\s*\[\(.*$")


def read(data: pathlib.Path) -> list[Document]:
    with (locate(data, "annotated-news") / "dev.jsonl").open(encoding="utf-8") as lines:
        held = {json.loads(line)["id"][:10] for line in lines}
    documents = []
    for path in sorted(locate(data, "current-events").glob("*.md")):
        if path.name[:10] in held:
            continue
        for number, text in enumerate(items(path)):
            spans = tokenize(text)
            grouped = [[] for _ in range(sentences(text, spans)[-1] + 1)]
            for (start, end), k in zip(spans, sentences(text, spans)):
                grouped[k].append(text[start:end])
            documents.append(Document(f"{path.name[:10]}-{number}", "events", grouped, offsets=spans))
    return documents


def items(path: pathlib.Path) -> list[str]:
    """The news of a day, without its links and sources."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [text for line in lines if line.lstrip().startswith("*") and len(text := plain(line)) > 60 and text.endswith(".")]


def plain(line: str) -> str:
    line = SOURCE.sub("", line.strip().lstrip("* "))
    while LINK.search(line):
        line = LINK.sub(r"\1", line)
    return re.sub(r"[*\\]", "", line).strip()
