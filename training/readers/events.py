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
        items = [plain(line) for line in path.read_text(encoding="utf-8").splitlines() if line.lstrip().startswith("*")]
        for number, text in enumerate(item for item in items if len(item) > 60 and item.endswith(".")):
            spans = tokenize(text)
            grouped = [[] for _ in range(sentences(text, spans)[-1] + 1)]
            for (start, end), k in zip(spans, sentences(text, spans)):
                grouped[k].append(text[start:end])
            documents.append(Document(f"{path.name[:10]}-{number}", "events", grouped, offsets=spans))
    return documents


def plain(line: str) -> str:
    line = SOURCE.sub("", line.strip().lstrip("* "))
    while LINK.search(line):
        line = LINK.sub(r"\1", line)
    return re.sub(r"[*\\]", "", line).strip()
