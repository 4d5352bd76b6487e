"""Reads every corpus once and writes what training needs into the work folder."""

import csv
import pathlib
import pickle
import shutil

import torch

from . import lemma, start
from .packing import Inventory, pack
from .readers import ewt, gum, litbank, news, plain, redocred
from .wordpiece import WordPiece


def prepare(data: pathlib.Path, work: pathlib.Path) -> None:
    """Writes SOURCE.pickle (packed training documents), documents.pickle, dev.pickle, plain.pickle, inventory.pickle, vocab.txt,
    teacher-start.pt, start.pt."""
    work.mkdir(parents=True, exist_ok=True)
    digests, real, real_held = news.added(data)
    training = {
        "ewt": ewt.read(data, "train"),
        "gum": gum.read(data, "train"),
        "news": news.read(data, "train") + digests,
        "redocred": redocred.read(data),
        "litbank": litbank.read(data),
        "prose": news.written(held=False) + real,
    }
    dev = {
        "ewt": ewt.read(data, "dev"), "gum": gum.read(data, "dev"), "news": news.read(data, "dev"),
        "prose": news.written(held=True), "real prose": real_held,
    }  # fmt: skip
    trees = training["ewt"] + training["gum"]
    with (data.parent / "vocabulary/relations.tsv").open(encoding="utf-8") as file:
        vocabulary = list(csv.DictReader(file, delimiter="\t"))
    inventory = Inventory(
        deprels=sorted({d for document in trees for d in document.deprels}),
        lemmas=lemma.inventory(pair for document in trees for pair in zip(document.words, document.lemmas)),
        relations=[row["relation"] for row in vocabulary],
        symmetric=[row["relation"] for row in vocabulary if row["symmetric"] == "yes"],
        facts=sorted({f.relation for document in training["redocred"] for f in document.facts}),
    )
    shutil.copy(start.folder() / "vocab.txt", work / "vocab.txt")
    pieces = WordPiece(work / "vocab.txt")
    scripts = {s: k for k, s in enumerate(inventory.lemmas)}
    for source, documents in training.items():
        packed = [pack(d, pieces, inventory, scripts) for d in documents]
        (work / f"{source}.pickle").write_bytes(pickle.dumps(packed, protocol=5))
        print(f"{source}: {len(packed)} documents, {sum(len(e['ids']) for e in packed)} subwords, {sum(len(e['references']) for e in packed)} mentions")
    (work / "documents.pickle").write_bytes(pickle.dumps({s: training[s] for s in ("gum", "news", "prose")}, protocol=5))
    (work / "dev.pickle").write_bytes(pickle.dumps(dev))
    (work / "plain.pickle").write_bytes(pickle.dumps(plain.read(data)))
    (work / "inventory.pickle").write_bytes(pickle.dumps(inventory))
    for weights, name in ((start.teacher(), "teacher-start.pt"), (start.weights(), "start.pt")):
        torch.save({k: v if k.startswith("words") else v.half() for k, v in weights.items()}, work / name)
