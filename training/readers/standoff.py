"""Annotations of texts that are not ours to keep: offsets and types are in `training/annotations/standoff/annotations.jsonl`, the words in `../shared/data`.

A line's `id` says where its text is: `2025-09-14-6` the seventh item of a day of current-events (`events.items`), `GUM_news_expo-7-14` and
`weblog-…-0-5` sentences 7…13 and 0…4 of a document of a treebank, `re3d-2FA0B45C-0-966` characters of a report, `gap-…`,
`knowledgenet-…` and `redocred-…` passages (`encyclopedia`). Its `hash` is the text's."""

import hashlib
import json
import pathlib
import re

from . import encyclopedia, events, locate

FILE = pathlib.Path(__file__).parent.parent / "annotations/standoff/annotations.jsonl"


def read(data: pathlib.Path) -> list[dict]:
    """The annotated items with their texts, in the shape of annotated-news."""
    texts = Texts(data)
    with FILE.open(encoding="utf-8") as lines:
        return [restored(json.loads(line), texts) for line in lines]


def restored(line: dict, texts: "Texts") -> dict:
    text = texts.of(line["id"])
    if digest(text) != line["hash"]:
        raise SystemExit(f"training: the text of {line['id']} in {texts.data} is not the one that was annotated")
    mentions = [{"start": s, "end": e, "text": text[s:e], "type": kind, "entity": entity} for s, e, kind, entity in line["mentions"]]
    statements = [
        {
            "subject": subject, "relation": relation, "object": object_, "polarity": polarity, "mode": mode,
            "attributed": speaker, "trigger": {"start": s, "end": e, "text": text[s:e]},
        }
        for subject, relation, object_, polarity, mode, speaker, s, e in line["statements"]
    ]  # fmt: skip
    return {"id": line["id"], "text": text, "mentions": mentions, "statements": statements}


def is_digest(name: str) -> bool:
    """Whether it is an item of current-events, not prose."""
    return re.match(r"\d{4}-", name) is not None


def is_held(name: str, text: str) -> bool:
    """About one passage of prose in eight is held out for evaluation; digests have annotated-news' own dev part."""
    return not is_digest(name) and digest(text)[-1] in "01"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class Texts:
    """Looks texts up in the corpora, each file of which is read once."""

    def __init__(self, data: pathlib.Path):
        self.data = data
        self.days: dict[str, list[str]] = {}
        self.trees: dict[str, list[str]] = {}
        self.reports: dict[str, str] = {}
        self.passages: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The text of an item's id."""
        if day := re.fullmatch(r"(\d{4}-\d\d-\d\d)-(\d+)", name):
            return self.day(day[1])[int(day[2])]
        if name.startswith(("gap-", "knowledgenet-", "redocred-")):
            self.passages = self.passages or encyclopedia.passages(self.data)
            return self.passages[name]
        document, first, end = name.rsplit("-", 2)
        if document.startswith("re3d-"):
            return self.report(document[5:])[int(first) : int(end)]
        return " ".join(self.sentences(document)[int(first) : int(end)])

    def day(self, name: str) -> list[str]:
        if name not in self.days:
            (path,) = locate(self.data, "current-events").glob(f"{name}*.md")
            self.days[name] = events.items(path)
        return self.days[name]

    def report(self, name: str) -> str:
        if not self.reports:
            for path in sorted(locate(self.data, "re3d").glob("*/documents.json")):
                reports = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
                self.reports |= {report["_id"][:8]: report["text"] for report in reports}
        return self.reports[name]

    def sentences(self, document: str) -> list[str]:
        if document not in self.trees:
            path = locate(self.data, "gum") / f"documents/{document}.conllu"
            self.load(path if path.exists() else locate(self.data, "ud-english-ewt") / "en_ewt-ud-train.conllu")
        return self.trees[document]

    def load(self, path: pathlib.Path) -> None:
        found: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# newdoc id = "):
                found = self.trees.setdefault(line.removeprefix("# newdoc id = "), [])
            elif line.startswith("# text = "):
                found.append(line.removeprefix("# text = ").strip())
