"""Writes inputs with evidence, made at random, for measuring imports.

  python3 Benchmarks/evidence_rows.py ROWS ENTITIES FOLDER

FOLDER gets lines.jsonl (statements with one or two quotes), documents.jsonl (what they quote), quotes.csv (a table with a quote a
row) and cited.csv (a table that names the documents too). Then, for example,

  /usr/bin/time graphgen build FOLDER/lines.jsonl FOLDER/documents.jsonl -o x.kg
"""

import csv
import hashlib
import json
import pathlib
import random
import sys

SYLLABLES = "ka ri to ben lo mar qas sem el di fra go hu ni po rus ta vel wi zan".split()
RELATIONS = "met-with attacked endorsed accused visited located-in part-of".split()
COLUMNS = "subject,subject type,relation,object,object type,time,confidence".split(",")


def word():
    text = "".join(random.choice(SYLLABLES) for _ in range(random.randint(2, 4))).capitalize()
    return text.replace("e", "é") if random.random() < 0.02 else text


def named(count):
    names = set()
    while len(names) < count:
        names.add(" ".join(word() for _ in range(random.randint(1, 3))))
    return [(name, random.choice(["Person", "Organization", "Place"])) for name in sorted(names)]


def documents(count):
    words = [f"“{word()}”" if number % 100 == 0 else word().lower() for number in range(3000)]

    def paragraph():
        return " ".join(random.choice(words) for _ in range(random.randint(40, 160))) + "."

    return [
        (f"pages/2025/page-{number:03}.txt", "\n\n".join(paragraph() for _ in range(30)))
        for number in range(count)
    ]


def quote(texts):
    """A document, and where in it some words stand."""
    name, text = random.choice(texts)
    text = text.encode()
    while True:
        place = random.randrange(len(text) - 400)
        start = text.find(b" ", place) + 1
        end = text.find(b" ", place + random.randint(60, 300))
        if 0 < start < end:
            return name, start, end, text[start:end].decode()


def evidence(texts):
    name, start, end, words = quote(texts)
    piece = {"document": name, "start": start, "end": end, "quote": words}
    if random.random() < 0.7:
        length = len(words.encode().split(b" ")[0])
        piece["subject"] = {"start": start, "end": start + length}
    piece["extractor"] = random.choice(["model", "rule+date", "model+place"])
    return piece


def main(rows, entities, folder):
    random.seed(6)
    folder = pathlib.Path(folder)
    ends = named(int(entities))
    texts = documents(300)

    def compact(value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"

    with open(folder / "documents.jsonl", "w") as output:
        for name, text in texts:
            sha256 = hashlib.sha256(text.encode()).hexdigest()
            document = {"id": name, "title": f"T {name}", "sha256": sha256, "text": text}
            output.write(compact({"document": document}))
    with (
        open(folder / "lines.jsonl", "w") as lines,
        open(folder / "quotes.csv", "w", newline="") as quotes,
        open(folder / "cited.csv", "w", newline="") as cited,
    ):
        quotes, cited = csv.writer(quotes), csv.writer(cited)
        quotes.writerow(COLUMNS + ["quote", "note"])
        cited.writerow(COLUMNS + ["document", "quote", "note"])
        for number in range(int(rows)):
            subject, target = (ends[int(len(ends) * random.random() ** 2)] for _ in range(2))
            pieces = [evidence(texts) for _ in range(random.randint(1, 2))]
            row = {
                "subject": {"name": subject[0], "type": subject[1]},
                "relation": random.choice(RELATIONS),
                "object": {"name": target[0], "type": target[1]},
                "polarity": "asserted", "mode": "fact", "attributedTo": None,
                "time": random.choice([None, f"2025-01-{random.randint(1, 28):02}"]),
                "place": None, "confidence": random.choice([None, 0.5, 0.873, 0.9, 0.651]),
                "evidence": pieces,
            }
            if random.random() < 0.05:
                row["note"] = f"Remark {number}"
            lines.write(compact(row))
            cells = [*subject, row["relation"], *target, row["time"], row["confidence"]]
            ending = [pieces[0]["quote"], row.get("note")]
            quotes.writerow(cells + ending)
            cited.writerow(cells + [pieces[0]["document"]] + ending)


if __name__ == "__main__":
    main(*sys.argv[1:])
