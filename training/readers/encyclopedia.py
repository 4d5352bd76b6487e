"""Passages of Wikipedia and of companies' pages by their names: `gap-development-12` a row of GAP, `knowledgenet-1550-102-216` characters of a document,
`redocred-313` an article of Re-DocRED, its words with spaces between."""

import csv
import json
import pathlib

from . import locate


def passages(data: pathlib.Path) -> dict[str, str]:
    return gap(data) | knowledgenet(data) | redocred(data)


def gap(data: pathlib.Path) -> dict[str, str]:
    paths = [locate(data, "gap") / f"gap-{part}.tsv" for part in ("development", "validation")]
    return {f"gap-{row['ID']}": row["Text"].strip() for path in paths for row in rows(path)}


def knowledgenet(data: pathlib.Path) -> dict[str, str]:
    path = locate(data, "knowledgenet") / "train-folds-1-3.tsv"
    return {f"knowledgenet-{row['doc']}-{row['pass_start']}-{row['pass_end']}": row["passage"] for row in rows(path)}


def redocred(data: pathlib.Path) -> dict[str, str]:
    return {name: " ".join(word for sentence in article["sents"] for word in sentence) for name, article in articles(data).items()}


def articles(data: pathlib.Path) -> dict[str, dict]:
    """Re-DocRED's articles as they are."""
    path = locate(data, "re-docred") / "dev_revised.json"
    return {f"redocred-{k}": article for k, article in enumerate(json.loads(path.read_text(encoding="utf-8")))}


def rows(path: pathlib.Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
