"""How often it is told rightly who claims what is claimed.

usage: graphgen extract --force - < DOCUMENTS.jsonl > FOUND.jsonl
       python3 -m training.speakers FOUND.jsonl=ITEMS.jsonl... [--errors]

ITEMS are annotated texts, DOCUMENTS the same. Counted are statements that both have, and have as claimed.
"""

import argparse
import collections

from .combine import annotated, is_same, lines, normalized


def names(end):
    return {normalized(name) for name in [end["name"], *end.get("aliases", [])]}


def pairs(found, items):
    """(found statement, what its speaker is called, or nothing) of all that are claimed in both."""
    by_document = collections.defaultdict(list)
    for row in found:
        if "relation" in row:
            by_document[row["evidence"][0]["document"]].append(row)
    for item in items:
        called = collections.defaultdict(set)
        for mention in item["mentions"]:
            called[mention["entity"]].add(normalized(mention["text"]))
        gold = list(zip(annotated(item), item["statements"]))
        for row in by_document[item["id"]]:
            same = (s for ends, s in gold if is_same(ends, names(row["subject"]), row["relation"], names(row["object"])))
            statement = next(same, None)
            if statement and statement["mode"] == row["mode"] == "claimed":
                speaker = statement["attributed"]
                yield row, called[item["mentions"][speaker]["entity"]] if speaker is not None else set()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    for pair in arguments.sets:
        found, items = map(lines, pair.split("="))
        right = total = 0
        for row, wanted in pairs(found, items):
            got = row["attributedTo"]
            # What is only described is called by its whole phrase: *Lebanon's health ministry* for *health ministry*.
            is_right = any(f" {name} " in f" {normalized(got)} " for name in wanted) if got and wanted else not got and not wanted
            right, total = right + is_right, total + 1
            if arguments.errors and not is_right:
                print(f"{got} for {sorted(wanted)}: {row['evidence'][0]['quote']}")
        print(f"{pair.split('=')[1]}: {right} of {total} speakers right")


if __name__ == "__main__":
    main()
