"""What is missed, wrong and wrongly dated in whole documents.

usage: python3 -m training.documents texts FOLDER
       for text in FOLDER/*.txt; do graphgen extract $text > FOUND/$(basename $text .txt).jsonl; done
       python3 -m training.documents score FOUND [--errors]

`annotations/documents` holds, in the format of `../shared/gold`, the statements of articles and biographies of GUM none of which is scored elsewhere;
`texts` writes their words, paragraph by paragraph. What is optional is neither missed nor wrong.
"""

import argparse
import collections
import csv
import pathlib

from .combine import is_same, lines, normalized

FOLDER = pathlib.Path(__file__).resolve().parent / "annotations/documents"
GUM = pathlib.Path(__file__).resolve().parent.parent.parent / "shared/data/gum/documents"


def text(name):
    """The words of a document of GUM, a blank line between paragraphs."""
    paragraphs = []
    for line in (GUM / f"{name}.conllu").open(encoding="utf-8"):
        if line.startswith("# newpar") and not line.startswith("# newpar_block"):
            paragraphs.append([])
        elif line.startswith("# text = "):
            paragraphs[-1].append(line[len("# text = ") :].rstrip("\n"))
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences) + "\n"


def rows(name):
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def statement(row):
    """All that the subject is called, the relation, all that the object is called."""
    subject, object_ = ({normalized(name) for name in row[end].split("|")} for end in ("subject", "object"))
    return subject, row["relation"], object_


def called(end):
    return {normalized(name) for name in [end["name"], *end.get("aliases", [])]}


def matched(gold, found):
    """(row or nothing, what was found), each row once; rows that are required first."""
    taken = set()
    for one in found:
        subject, object_ = called(one["subject"]), called(one["object"])
        places = [place for place, row in enumerate(gold) if is_same(statement(row), subject, one["relation"], object_)]
        if not places:
            yield None, one
        free = sorted((place for place in places if place not in taken), key=lambda place: gold[place]["status"] != "required")
        if free:
            taken.add(free[0])
            yield gold[free[0]], one


def ends(row):
    return " ".join([row["subject"].split("|")[0], row["relation"], row["object"].split("|")[0]])


def score(folder, shows_errors):
    total, dates = collections.Counter(), collections.Counter()
    for path in sorted(FOLDER.glob("*.tsv")):
        gold, counts = rows(path.stem), collections.Counter()
        required = [row for row in gold if row["status"] == "required"]
        found = []
        for row, one in matched(gold, [one for one in lines(folder / f"{path.stem}.jsonl") if "relation" in one]):
            if row is None:
                counts["wrong"] += 1
                if shows_errors:
                    print(path.stem, "wrong", one["subject"]["name"], one["relation"], one["object"]["name"], "|", one["evidence"][0]["quote"])
                continue
            found.append(row)
            got = one.get("time") or ""
            verdict = "right" if got == row["date"] else "missed" if not got else "extra" if not row["date"] else "other"
            dates[verdict if got or row["date"] else "undated"] += 1
            if shows_errors and verdict != "right":
                print(path.stem, "date", ends(row), "gold", row["date"], "got", got, "|", row["quote"])
        hits = [row for row in found if row["status"] == "required"]
        counts.update(required=len(required), found=len(hits))
        if shows_errors:
            for row in required:
                if row not in hits:
                    print(path.stem, "missed", ends(row), "|", row["quote"])
        print(f"{path.stem}: required {counts['required']} found {counts['found']} wrong {counts['wrong']}")
        total.update(counts)
    precision = total["found"] / max(total["found"] + total["wrong"], 1)
    recall = total["found"] / max(total["required"], 1)
    dated = dates["right"] + dates["missed"] + dates["other"]
    print(
        f"precision {precision:.3f} recall {recall:.3f} F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f} | "
        f"dated {dated}, of these right {dates['right'] / max(dated, 1):.3f}; dated without need {dates['extra']}"
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("verb", choices=["texts", "score"])
    parser.add_argument("folder", type=pathlib.Path, help="where to write the texts, or what graphgen printed of them")
    parser.add_argument("--errors", action="store_true", help="what is missed, wrong and wrongly dated")
    arguments = parser.parse_args()
    if arguments.verb == "score":
        score(arguments.folder, arguments.errors)
        return
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.glob("*.tsv"):
        (arguments.folder / f"{path.stem}.txt").write_text(text(path.stem), encoding="utf-8")


if __name__ == "__main__":
    main()
