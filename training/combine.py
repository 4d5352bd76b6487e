"""How the model's word and the phrases' are weighed: fits the few weights of `Confidence.swift` and each phrase's reliability.

usage: python3 -m training.combine [--write phrases.tsv] PROPOSALS.jsonl=ITEMS.jsonl... --counts PROPOSALS.jsonl=ITEMS.jsonl...

First every proposal is weighed by itself, then the surest of those that say the same of the same ends with the next, and with
what else the model reads beside it.
PROPOSALS is what `extraction-evaluation proposals` prints for the items. The model must not have been trained on the items that
weights are fitted on, as it is too sure of what it has seen; a phrase's reliability may be counted on any. Scores are by
five-fold cross-validation over documents, phrases' counts included.

A phrase's reliability is a mean of what was counted and of what its author thinks of it, which counts like four findings: 0.5, or what
the last line of the form `# prior 0.9: why` above it in the table of phrases says.
"""

import argparse
import collections
import json
import math
import pathlib
import random
import re

import numpy as np

TITLES = set(
    "the a an mr mrs ms dr sir president gen general lt col sgt brig maj capt king queen prince pope sheriff senator minister prime "
    "secretary".split()
)
SYMMETRIC = {"fights", "allied-with", "met-with", "related-to", "married-to"}
PRIOR, STRENGTH = 0.5, 4.0
PHRASES = pathlib.Path(__file__).parent.parent / "Sources/GraphModel/Resources/phrases.tsv"
NAMES = ["one", "model", "less certain end", "surer end", "phrase", "reliability", "model where phrase", "unmarked end", "distance", "inside"]
NAMES += ["statement", "surest", "next", "same word", "other object", "other subject"]


def lines(path):
    """The objects of a JSON Lines file."""
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def normalized(name):
    name = name.casefold().replace("’", "'")
    name = re.sub(r"'s\b|s'(?=\s|$)", lambda m: "s" if m.group() == "s'" else "", name)
    words = re.findall(r"[^\W_]+", name)
    while len(words) > 1 and words[0] in TITLES:
        words.pop(0)
    return " ".join(words)


def annotated(item):
    """The statements of an annotated text: all that the subject is called, the relation, all that the object is called."""
    names = collections.defaultdict(set)
    for mention in item["mentions"]:
        names[mention["entity"]].add(normalized(mention["text"]))
    end = lambda mention: names[item["mentions"][mention]["entity"]]
    return [(end(s["subject"]), s["relation"], end(s["object"])) for s in item["statements"]]


def is_same(statement, subject, relation, object_):
    """Whether an annotated statement is the one found between ends of these names."""
    s, own, o = statement
    return own == relation and bool(subject & s and object_ & o or relation in SYMMETRIC and subject & o and object_ & s)


def read(pair):
    """Proposals with whether the gold has them, and how many statements the gold has."""
    proposals_path, items_path = pair.split("=")
    found = {page["id"]: page["proposals"] for page in lines(proposals_path)}
    rows, required = [], 0
    for item in lines(items_path):
        gold = annotated(item)
        required += len(gold)
        for row in found.get(item["id"], []):
            subject, object_ = ({normalized(n) for n in row[k]} for k in ("subject", "object"))
            hits = [i for i, statement in enumerate(gold) if is_same(statement, subject, row["relation"], object_)]
            row |= {"document": item["id"], "right": bool(hits), "gold": (item["id"], hits[0]) if hits else None}
            row["key"] = (item["id"], tuple(sorted(subject)), row["relation"], tuple(sorted(object_)))
            rows.append(row)
    return rows, required


def logit(p):
    return math.log(p / (1 - p))


def phrases(path):
    """The lines of the table below its header: (relation, phrase, prior), or a comment by itself."""
    prior = PRIOR
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("#"):
            if stated := re.match(r"# prior (0\.\d+):", line):
                prior = float(stated.group(1))
            yield line
        else:
            relation, cell, *_ = line.split("\t")
            yield from ((relation, phrase, prior) for phrase in cell.split(";"))


def counted(rows):
    counts = collections.defaultdict(lambda: [0, 0])
    for row in rows:
        if row.get("rule") and row["rule"] != "noun-phrase":
            count = counts[row["relation"], row["phrase"]]
            count[0] += 1
            count[1] += row["right"]
    return counts


def reliability(counts, priors, key):
    seen, right = counts.get(key, (0, 0))
    return (right + STRENGTH * priors.get(key, PRIOR)) / (seen + STRENGTH)


def features(row, counts, priors):
    z = logit(min(max(row["probability"], 0.012), 0.995))
    ends = sorted(row["mentionProbability"])
    phrase = 1.0 if row.get("rule") else 0.0
    q = logit(reliability(counts, priors, (row["relation"], row["phrase"]))) if phrase else 0.0
    unmarked = 1.0 if row.get("rule") == "noun-phrase" else 0.0
    place = [math.log1p(row["distance"]), 1.0 if row["isInside"] else 0.0]
    return [1.0, z, math.log(max(ends[0], 1e-3)), math.log(max(ends[1], 1e-3)), phrase, q, phrase * z, unmarked, *place]


def fit(x, y, l2=1.0):
    weights = np.zeros(x.shape[1])
    penalty = np.full(len(weights), l2)
    penalty[0] = 0
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + penalty * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-6)
        weights -= np.linalg.solve(hessian, gradient)
    return weights


def crowd(rows):
    """What else the model reads beside each proposal: by the same word, of the same subject, of the same object.

    The members of a list count as one.
    """
    groups = collections.defaultdict(lambda: collections.defaultdict(float))

    def places(row):
        document, relation, (subject, object_) = row["document"], row["relation"], row["lists"]
        yield (document, relation, "word", row["trigger"]), (subject, object_)
        yield (document, relation, "subject", subject), object_
        yield (document, relation, "object", object_), subject

    for row in rows:
        for place, end in places(row):
            groups[place][end] = max(groups[place][end], row["probability"])
    weighed = []
    for row in rows:
        word, subject, object_ = ([p for e, p in groups[place].items() if e != end] for place, end in places(row))
        by_word = math.log1p(sum(word)) if row["trigger"] is not None else 0.0
        weighed.append([by_word, max(subject, default=0.0), max(object_, default=0.0)])
    return np.array(weighed)


def statements(rows, scores, crowd):
    """The place of each statement's surest proposal, and what is weighed of it: one, that score, the probability of the next, and the crowd."""
    places = collections.defaultdict(list)
    for place, row in enumerate(rows):
        places[row["key"], row["polarity"], row["mode"] == "planned"].append(place)
    tops, x = [], []
    for own in places.values():
        top, *others = sorted(own, key=lambda place: -scores[place])
        tops.append(top)
        x.append([1.0, scores[top], 1 / (1 + math.exp(-scores[others[0]])) if others else 0.0, *crowd[top]])
    return np.array(tops), np.array(x)


def curve(rows, scores, required):
    """(F1, precision, recall, probability) at every cut over distinct statements."""
    best = {}
    for row, score in zip(rows, scores):
        if row["key"] not in best or best[row["key"]][0] < score:
            best[row["key"]] = (score, row["gold"])
    found, wrong, points = set(), 0, []
    for score, gold in sorted(best.values(), key=lambda t: -t[0]):
        if gold is None:
            wrong += 1
        else:
            found.add(gold)
        p, r = len(found) / (len(found) + wrong), len(found) / required
        points.append((2 * p * r / (p + r) if p + r else 0.0, p, r, score))
    return points


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--counts", nargs="*", default=[])
    parser.add_argument("--write", type=pathlib.Path)
    args = parser.parse_args()
    priors = {row[:2]: row[2] for row in phrases(args.write or PHRASES) if isinstance(row, tuple)}
    more = [row for pair in args.counts for row in read(pair)[0]]
    sets = {pair: read(pair) for pair in args.sets}
    rows = [row for found, _ in sets.values() for row in found]
    documents = sorted({row["document"] for row in rows})
    random.Random(5).shuffle(documents)
    fold = {d: i % 5 for i, d in enumerate(documents)}
    folds = np.array([fold[row["document"]] for row in rows])
    y = np.array([row["right"] for row in rows], float)
    others = crowd(rows)
    scores, is_top = np.zeros(len(rows)), np.zeros(len(rows), bool)
    for k in range(5):
        known = folds != k
        counts = counted([row for row, f in zip(rows, folds) if f != k] + more)
        x = np.array([features(row, counts, priors) for row in rows])
        alone = x @ fit(x[known], y[known])
        tops, together = statements(rows, alone, others)
        learnt = known[tops]
        weights = fit(together[learnt], y[tops][learnt], l2=0.1)
        own = 1 / (1 + np.exp(-alone))
        own[tops] = 1 / (1 + np.exp(-together @ weights))
        scores[~known] = own[~known]
        is_top[tops[~learnt]] = True
    start = 0
    for pair, (found, required) in sets.items():
        own, first = scores[start : start + len(found)], is_top[start : start + len(found)]
        start += len(found)
        base = [(max(r["probability"], 1e-9) if r["isStated"] else 0.0) for r in found]
        stated = [p for p in curve(found, base, required) if p[3] > 0][-1]
        points = curve(found, own, required)
        print(pair.split("=")[1])
        print("  model alone   F1 %.3f P %.3f R %.3f" % stated[:3])
        print("  best cut      F1 %.3f P %.3f R %.3f at %.2f" % max(points))
        for cut in (0.3, 0.35, 0.4, 0.45, 0.5):
            kept = [p for p in points if p[3] >= cut]
            print("  cut at %.2f   F1 %.3f P %.3f R %.3f" % (cut, *kept[-1][:3]))
        for low in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            inside = [r["right"] for r, s, top in zip(found, own, first) if top and low <= s < low + 0.1]
            print("  given %.1f: %d, right %.2f" % (low, len(inside), sum(inside) / max(1, len(inside))))
    counts = counted(rows + more)
    x = np.array([features(row, counts, priors) for row in rows])
    weights = fit(x, y)
    tops, together = statements(rows, x @ weights, others)
    for name, weight in zip(NAMES, [*weights, *fit(together, y[tops], l2=0.1)]):
        print(f"{name}: {weight:.3f}")
    if args.write:
        write(args.write, counts, priors)


def write(path, counts, priors):
    """The phrases with what share of their findings was right, one a line."""
    lines = ["relation\tphrase\treliability"]
    for row in phrases(path):
        lines.append(row if isinstance(row, str) else f"{row[0]}\t{row[1]}\t{reliability(counts, priors, row[:2]):.2f}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
