"""The news of Wikipedia's Portal:Current events; days that annotated-news holds out are left out."""

import json
import pathlib
import re

from . import locate

LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?:[^()\s]|\([^)]*\))*(?:\s+\"[^\"]*\")?\)")
SOURCE = re.compile(r"\s*\[\(.*$")


def read(data: pathlib.Path) -> list[tuple[str, str]]:
    """The name and the text of each item."""
    with (locate(data, "annotated-news") / "dev.jsonl").open(encoding="utf-8") as lines:
        held = {json.loads(line)["id"][:10] for line in lines}
    paths = sorted(locate(data, "current-events").glob("*.md"))
    days = [path for path in paths if path.name[:10] not in held]
    return [(f"{path.name[:10]}-{number}", text) for path in days for number, text in enumerate(items(path))]


def items(path: pathlib.Path) -> list[str]:
    """The news of a day, without its links and sources."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [text for line in lines if line.lstrip().startswith("*") and len(text := plain(line)) > 60 and text.endswith(".")]


def plain(line: str) -> str:
    line = SOURCE.sub("", line.strip().lstrip("* "))
    while LINK.search(line):
        line = LINK.sub(r"\1", line)
    return re.sub(r"[*\\]", "", line).strip()
