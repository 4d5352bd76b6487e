"""Asks one graph for the same patterns with graphgen, kuzu (the same Cypher) and pyoxigraph (SPARQL), and prints a table in Markdown.

    python3 pattern_rivals.py GRAPHGEN [ENTITIES] [EACH] [--graph scale-free|debian|FILE.jsonl] [--limit SECONDS] [--alone]

Each side first takes the edges into its own file, as its manual advises (PyPI: kuzu, pyoxigraph). Then every question is asked by a new
process, best of five, of one thread: the whole process, from its start to its last byte, which asks once. Five other processes answer it and
are asked once more: "again" is the best of those second answers alone (of graphgen by `pattern-evaluation`, which is built beside GRAPHGEN).
A process that takes longer than the limit (60 s, twice that where it asks twice) is ended.
All answers must agree, or the table says so. Everybody is given an edge once, and names as keys.
"""

import collections
import json
import os
import subprocess
import sys

from workbench import measure, peak, python, run, size, table

KUZU_FILL = """
import kuzu, sys, json
path, nodes, relations = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
c = kuzu.Connection(kuzu.Database(path, max_num_threads=1))
c.execute("CREATE NODE TABLE Node(id INT64, name STRING, PRIMARY KEY(name))")
c.execute(f'COPY Node FROM "{nodes}" (parallel=false, escape=\\'"\\')')
for relation, file in relations:
    c.execute(f"CREATE REL TABLE `{relation}`(FROM Node TO Node)")
    c.execute(f'COPY `{relation}` FROM "{file}" (parallel=false, escape=\\'"\\')')
"""
# What a rival does that has been told how to `ask`: the rows, or the milliseconds of a second answer.
ONCE_OR_AGAIN = """
rows = ask()
if sys.argv[3:] == ["again"]:
    start = time.perf_counter(); ask(); print(json.dumps({"again": (time.perf_counter() - start) * 1000}))
else:
    print(json.dumps(rows))
"""
KUZU_ASK = """
import kuzu, sys, json, time
c = kuzu.Connection(kuzu.Database(sys.argv[1], read_only=True, max_num_threads=1))
def ask():
    rows, r = [], c.execute(sys.argv[2])
    while r.has_next(): rows.append(r.get_next())
    return rows
""" + ONCE_OR_AGAIN
OXIGRAPH_FILL = """
import pyoxigraph as ox, sys, csv, json
def quads():
    for number, name in csv.reader(open(sys.argv[2])):
        yield ox.Quad(ox.NamedNode("n:" + number), ox.NamedNode("e:name"), ox.Literal(name))
    for relation, file in json.loads(sys.argv[3]):
        p = ox.NamedNode("e:" + relation)
        for s, o in csv.reader(open(file)): yield ox.Quad(ox.NamedNode("n:" + s), p, ox.NamedNode("n:" + o))
store = ox.Store(sys.argv[1]); store.bulk_extend(quads()); store.optimize()
"""
OXIGRAPH_ASK = """
import pyoxigraph as ox, sys, json, time
store = ox.Store.read_only(sys.argv[1])
number = lambda v: int(v.value) if v.datatype.value.endswith("integer") else v.value
ask = lambda: [[number(value) for value in row] for row in store.query(sys.argv[2])]
""" + ONCE_OR_AGAIN


def start_of_two_hops(work, one, two):
    """The name of a node of median degree from which one relation and then the other lead on."""
    ends = {relation: collections.defaultdict(list) for relation in (one, two)}
    for relation in ends:
        for line in open(work.folder / f"{relation}.csv"):
            s, o = map(int, line.split(","))
            ends[relation][s].append(o)
    middle = len(work.order) // 2
    for number in work.order[middle:] + work.order[:middle]:
        if any(b in ends[two] for b in ends[one].get(number, ())):
            return work.names[number]
    raise RuntimeError(f"no {one} leads to a {two}")


def questions(name, one, two):
    """What a question is called, and it in Cypher as graphgen reads it and in SPARQL; `one` and `two` are relations."""
    start = f"?a e:name {json.dumps(name, ensure_ascii=False)} ."
    name = name.replace("\\", "\\\\").replace("'", "\\'")
    return [
        ("two hops from a median node", f"MATCH (a {{name: '{name}'}})-[:{one}]->(b)-[:{two}]->(c) RETURN c.name AS name ORDER BY name",
         f"SELECT ?n {{ {start} ?a e:{one} ?b . ?b e:{two} ?c . ?c e:name ?n }} ORDER BY ?n"),
        ("two hops, all, with a filter", f"MATCH (a)-[:{one}]->(b)-[:{two}]->(c) WHERE a.name < c.name RETURN count(*) AS n",
         f"SELECT (COUNT(*) AS ?n) {{ ?a e:{one} ?b . ?b e:{two} ?c . ?a e:name ?x . ?c e:name ?y FILTER(?x < ?y) }}"),
        ("one to three hops from a median node",
         f"MATCH (a {{name: '{name}'}})-[:{one}|{two}*1..3]->(b) RETURN count(DISTINCT b) AS n",
         f"SELECT (COUNT(DISTINCT ?b) AS ?n) {{ {start} {{ ?a (e:{one}|e:{two}) ?b }} UNION {{ ?a (e:{one}|e:{two})/(e:{one}|e:{two}) ?b }}"
         f" UNION {{ ?a (e:{one}|e:{two})/(e:{one}|e:{two})/(e:{one}|e:{two}) ?b }} }}"),
        ("count by group, the ten largest",
         f"MATCH (a)-[:{one}]->(b) RETURN b.name AS name, count(*) AS n ORDER BY n DESC, name LIMIT 10",
         f"SELECT ?name ?n {{ {{ SELECT ?b (COUNT(*) AS ?n) {{ ?a e:{one} ?b }} GROUP BY ?b }} ?b e:name ?name }} ORDER BY DESC(?n) ?name LIMIT 10"),
        ("triangles", f"MATCH (a)-[:{one}]->(b)-[:{one}]->(c), (a)-[:{one}]->(c) RETURN count(*) AS n",
         f"SELECT (COUNT(*) AS ?n) {{ ?a e:{one} ?b . ?b e:{one} ?c . ?a e:{one} ?c }}"),
    ]


def by_relation(work):
    """The edges of each relation in a file of their own, most frequent first."""
    files, counts, seen = {}, collections.Counter(), set()
    names = list(work.relations)
    for number, ends in zip(work.relation_of, open(work.csv)):
        relation = names[number]
        # Those of scale-free graphs are different.
        if work.repeats:
            if (relation, ends) in seen:
                continue
            seen.add((relation, ends))
        if relation not in files:
            files[relation] = open(work.folder / f"{relation}.csv", "w")
        files[relation].write(ends)
        counts[relation] += 1
    for file in files.values():
        file.close()
    return [(relation, str(work.folder / f"{relation}.csv")) for relation, _ in counts.most_common()]


def named_edges(relations, names):
    """For kuzu, whose key is the name."""
    quoted = ['"' + name.replace('"', '""') + '"' for name in names]
    for relation, path in relations:
        named = path.replace(".csv", "-named.csv")
        with open(path) as rows, open(named, "w") as out:
            out.writelines(f"{quoted[int(s)]},{quoted[int(o)]}\n" for s, o in (row.split(",") for row in rows))
        yield relation.replace("-", "_"), named


def symmetric_relations(graphgen):
    lines = subprocess.run([graphgen, "vocabulary", "--format", "jsonl"], capture_output=True, check=True).stdout.splitlines()
    return {record["relation"] for record in map(json.loads, lines) if record["symmetric"] == "yes"}


def command_of(side, path, graphgen, cypher, sparql, relations):
    if side == "graphgen":
        return [graphgen, "match", path, cypher, "--format", "json", "--timeout", "600"]
    if side == "kuzu":
        for relation in relations:
            cypher = cypher.replace(f":{relation}", f":{relation.replace('-', '_')}").replace(f"|{relation}", f"|{relation.replace('-', '_')}")
        return python(KUZU_ASK, path, cypher)
    return python(OXIGRAPH_ASK, path, "PREFIX e: <e:> " + sparql)


def asked(side, command, again, limit):
    """The best of five, or the only one of what is slow: cells of a table, milliseconds, and the rows."""
    try:
        runs = [measure(command, timeout=limit)]
        runs += [measure(command, timeout=limit) for _ in range(4)] if runs[0][0] < 20 else []
        best = min(wall for wall, _, _ in runs)
        rows = json.loads(runs[0][2])
        warm = min(json.loads(measure(again, timeout=2 * limit)[2])["again"] for _ in runs)
        cells = [f"{best * 1000:.1f}", f"{warm:.1f}"]
        if side != "graphgen":
            return cells, rows
        return cells + [f"{peak(command):.0f}"], [list(row.values()) for row in rows]
    except RuntimeError as problem:
        reason = str(problem).strip().splitlines()[-1][:60]
        return [reason, "", ""][: 3 if side == "graphgen" else 2], None


def compare(graphgen, work):
    limit = int(sys.argv[sys.argv.index("--limit") + 1]) if "--limit" in sys.argv else 60
    work.repeats = "--graph" in sys.argv
    relations = by_relation(work)
    symmetric = symmetric_relations(graphgen)
    directed = [relation for relation, _ in relations if relation not in symmetric] or [relations[0][0]]
    one, two = directed[0], directed[min(1, len(directed) - 1)]
    sides = {"graphgen": str(work.folder / "graph.kg"), "kuzu": str(work.folder / "kuzu"), "pyoxigraph": str(work.folder / "oxigraph")}
    fill = {
        "graphgen": lambda: [graphgen, "build", "-q", work.jsonl, "-o", sides["graphgen"]],
        "kuzu": lambda: python(KUZU_FILL, sides["kuzu"], work.nodes, json.dumps(list(named_edges(relations, work.names)))),
        "pyoxigraph": lambda: python(OXIGRAPH_FILL, sides["pyoxigraph"], work.nodes, json.dumps(relations)),
    }
    if "--alone" in sys.argv:
        sides = {"graphgen": sides["graphgen"]}
    for side in list(sides):
        try:
            wall, _, _ = measure(fill[side]())
            print(f"{side}: filled in {wall:.1f} s, {size(sides[side]) / 1e6:.0f} MB", file=sys.stderr)
        except RuntimeError as problem:
            print(f"{side}: absent ({str(problem).strip().splitlines()[-1][:100]})\n")
            del sides[side]
    evaluation = os.path.join(os.path.dirname(graphgen), "pattern-evaluation")
    rows = []
    for title, cypher, sparql in questions(start_of_two_hops(work, one, two), one, two):
        cells, answers = [title], {}
        for side, path in sides.items():
            command = command_of(side, path, graphgen, cypher, sparql, (one, two))
            again = [evaluation, path, cypher] if side == "graphgen" else [*command, "again"]
            figures, answer = asked(side, command, again, limit)
            cells += figures
            if answer is not None:
                answers[side] = answer
        is_one = len({json.dumps(answer) for answer in answers.values()}) < 2
        rows.append((*cells, "yes" if is_one else "**no**: " + "; ".join(f"{side} {answer}"[:60] for side, answer in answers.items())))
        print(" | ".join(rows[-1]), file=sys.stderr, flush=True)
    heading = ["ms"]
    for side in sides:
        heading += [side, "again"] + (["MB"] if side == "graphgen" else [])
    table(heading + ["same answer"], rows)


if __name__ == "__main__":
    run(compare, has_ids=True)
