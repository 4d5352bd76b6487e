"""When statements were so: scores `time` of extracted statements against dates that annotators worked out.

usage: python3 -m training.times documents > DOCUMENTS.jsonl
       graphgen extract --no-cache - < DOCUMENTS.jsonl > FOUND.jsonl
       python3 -m training.times score FOUND.jsonl [--errors]

`annotations/times/statements.jsonl` gives, for passages of `annotations`, the EDTF of every statement (by its place in the passage) that a reader can
date, with the words that say so. Half of the passages are held out: rules are written looking at the others only.
"""

import argparse
import collections
import json
import pathlib

from .combine import SYMMETRIC, normalized

FOLDER = pathlib.Path(__file__).resolve().parent / "annotations"
LASTING = {
    "member-of", "works-for", "part-of", "located-in", "lives-in", "born-in", "owns", "related-to", "married-to", "studied-at", "leads",
    "commands", "allied-with",
}  # fmt: skip


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def passages():
    """Pairs of a passage and its times, by statement."""
    times = {row["id"]: row["times"] for row in lines(FOLDER / "times/statements.jsonl")}
    for path in sorted(FOLDER.glob("*.jsonl")):
        for item in lines(path):
            if "text" in item and item["id"] in times:
                yield item, {int(k): v for k, v in times[item["id"]].items()}


def matched(item, found):
    """(place of a statement, what was found of it), each statement once."""
    names = collections.defaultdict(set)
    for mention in item["mentions"]:
        names[mention["entity"]].add(normalized(mention["text"]))
    end = lambda mention: names[item["mentions"][mention]["entity"]]
    called = lambda entity: {normalized(name) for name in [entity["name"], *entity.get("aliases", [])]}
    taken = set()
    for one in found:
        subject, object_ = called(one["subject"]), called(one["object"])
        for place, statement in enumerate(item["statements"]):
            s, o = end(statement["subject"]), end(statement["object"])
            same = subject & s and object_ & o or one["relation"] in SYMMETRIC and subject & o and object_ & s
            if place not in taken and statement["relation"] == one["relation"] and same:
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
            gold, got = times.get(place, [None])[0], one["time"]
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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["documents", "score"])
    parser.add_argument("found", nargs="?", type=pathlib.Path)
    parser.add_argument("--errors", action="store_true", help="what went wrong in passages that are not held out")
    arguments = parser.parse_args()
    if arguments.verb == "score":
        if arguments.found is None:
            parser.error("score needs the file of statements that graphgen found")
        score(arguments.found, arguments.errors)
        return
    for item, _ in passages():
        print(json.dumps({"id": item["id"], "date": item["date"], "text": item["text"]}, ensure_ascii=False))


if __name__ == "__main__":
    main()
