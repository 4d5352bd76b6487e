"""When statements were so: scores `time` of extracted statements against dates that annotators worked out.

usage: python3 -m training.times documents > DOCUMENTS.jsonl
       graphgen extract --no-cache - < DOCUMENTS.jsonl > FOUND.jsonl
       python3 -m training.times score FOUND.jsonl [--errors]
       extraction-evaluation times DOCUMENTS.jsonl > OPTIONS.jsonl
       python3 -m training.times fit OPTIONS.jsonl

`annotations/times/statements.jsonl` gives, for passages of `annotations`, the EDTF of every statement (by its place in the passage) that a reader can
date, with the words that say so. Half of the passages are held out: rules are written, and the weights of `StatementTimes.swift` fitted, on the
others only.
"""

import argparse
import collections
import json
import pathlib

from .combine import annotated, is_same, lines, normalized

FOLDER = pathlib.Path(__file__).resolve().parent / "annotations"
LASTING = {
    "member-of", "works-for", "part-of", "located-in", "lives-in", "born-in", "owns", "related-to", "married-to", "studied-at", "leads",
    "commands", "allied-with",
}  # fmt: skip


def passages():
    """Pairs of a passage and its times, by statement."""
    times = {row["id"]: row["times"] for row in lines(FOLDER / "times/statements.jsonl")}
    for path in sorted(FOLDER.glob("*.jsonl")):
        for item in lines(path):
            if "text" in item and item["id"] in times:
                yield item, {int(k): v for k, v in times[item["id"]].items()}


def matched(item, found):
    """(place of a statement, what was found of it), each statement once."""
    statements = annotated(item)
    called = lambda entity: {normalized(name) for name in [entity["name"], *entity.get("aliases", [])]}
    taken = set()
    for one in found:
        subject, object_ = called(one["subject"]), called(one["object"])
        for place, statement in enumerate(statements):
            if place not in taken and is_same(statement, subject, one["relation"], object_):
                taken.add(place)
                yield place, one
                break


def score(path, shows_errors):
    found = collections.defaultdict(list)
    for one in lines(path):
        found[one["evidence"][0]["document"]].append(one)
    counts = collections.defaultdict(collections.Counter)
    for item, times in passages():
        part = "held out" if item.get("held") else "seen"
        for place, one in matched(item, found[item["id"]]):
            gold, got = times.get(place, [None])[0], one.get("time")
            verdict = ("right" if gold == got else "wrong" if got else "missed") if gold else "extra" if got else "undated"
            counts[part, "lasting" if one["relation"] in LASTING else "event"][verdict] += 1
            if shows_errors and verdict not in ("right", "undated") and part == "seen":
                ends = f"{one['subject']['name']} {one['relation']} {one['object']['name']}"
                print(verdict, item["id"], item["date"], ends, "gold", times.get(place), "got", got, "|", one["evidence"][0]["quote"])
    for (part, kind), c in sorted(counts.items()):
        dated = c["right"] + c["wrong"] + c["missed"]
        given = c["right"] + c["wrong"] + c["extra"]
        f1 = 2 * c["right"] / max(dated + given, 1)
        print(f"{part}, {kind}: dated {dated}, of these right {c['right'] / max(dated, 1):.3f}; given {given}, of these right {c['right'] / max(given, 1):.3f}; F1 {f1:.3f}")


def labelled(path):
    """(options with their clues, which of them is right) of statements in passages that are not held out."""
    pages = {page["id"]: page["statements"] for page in lines(path)}
    for item, times in passages():
        if item.get("held"):
            continue
        statements, nearest = annotated(item), {}
        for row in pages[item["id"]]:
            subject, object_ = ({normalized(name) for name in row[key]} for key in ("subject", "object"))
            for place, statement in enumerate(statements):
                if is_same(statement, subject, row["relation"], object_):
                    trigger = item["statements"][place]["trigger"]
                    start = len(item["text"][: trigger["start"]].encode())
                    distance = abs(start - row["place"][0])
                    if place not in nearest or distance < nearest[place][0]:
                        nearest[place] = distance, row
        for place, (_, row) in nearest.items():
            gold = times.get(place, [None])[0]
            right = [option.get("time") == gold for option in row["options"]]
            clues = [
                option["clues"] + ([] if option.get("time") else ["none of " + row["relation"]]) for option in row["options"]
            ]
            if any(right):
                yield clues, right


def fit(path, l2=10.0, least=15, smallest=0.15):
    """Weights of clues that occur so often and weigh so much: a logistic regression over the options of each statement."""
    import torch

    rows = list(labelled(path))
    counts = collections.Counter(clue for clues, _ in rows for option in clues for clue in set(option))
    kept = sorted(clue for clue, count in counts.items() if count >= least)
    while True:
        index = {clue: i for i, clue in enumerate(kept)}
        cells, owner, right = [], [], []
        for n, (clues, verdicts) in enumerate(rows):
            for option, verdict in zip(clues, verdicts):
                cells += [(len(owner), index[clue]) for clue in sorted(set(option)) if clue in index]
                owner.append(n)
                right.append(verdict)
        x = torch.sparse_coo_tensor(torch.tensor(cells).T, torch.ones(len(cells), dtype=torch.float64), (len(owner), len(kept)))
        owner, right = torch.tensor(owner), torch.tensor(right)
        weights = torch.zeros(len(kept), dtype=torch.float64, requires_grad=True)
        optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

        def loss():
            optimizer.zero_grad()
            share = torch.exp(torch.sparse.mm(x, weights[:, None])[:, 0])
            total = torch.zeros(len(rows), dtype=torch.float64)
            value = (total.index_add(0, owner, share).log() - total.index_add(0, owner, share * right).log()).sum()
            value = value + l2 / 2 * (weights**2).sum()
            value.backward()
            return value

        optimizer.step(loss)
        found = dict(zip(kept, weights.tolist()))
        heavy = [clue for clue in kept if abs(found[clue]) >= smallest]
        if len(heavy) == len(kept):
            break
        kept = heavy
    print(f"{len(rows)} statements, {len(kept)} clues")
    for clue in kept:
        print(f"{clue}\t{found[clue]:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["documents", "score", "fit"])
    parser.add_argument("found", nargs="?", type=pathlib.Path, help="what graphgen, or extraction-evaluation, printed")
    parser.add_argument("--errors", action="store_true", help="what went wrong in passages that are not held out")
    arguments = parser.parse_args()
    if arguments.verb != "documents" and arguments.found is None:
        parser.error(f"{arguments.verb} needs the file of what was found")
    if arguments.verb == "fit":
        fit(arguments.found)
        return
    if arguments.verb == "score":
        score(arguments.found, arguments.errors)
        return
    for item, _ in passages():
        print(json.dumps({"id": item["id"], "date": item["date"], "text": item["text"]}, ensure_ascii=False))


if __name__ == "__main__":
    main()
