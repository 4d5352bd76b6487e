"""Asks one graph for the same patterns with graphgen, kuzu (the same Cypher) and pyoxigraph (SPARQL), and prints a table in Markdown.

    python3 pattern_rivals.py GRAPHGEN [ENTITIES] [EACH] [--graph scale-free|debian|FILE.jsonl] [--alone]

Each side first takes the edges into its own file, as its manual advises (PyPI: kuzu, pyoxigraph). Then every question is asked by a new
process, best of five, of one thread: graphgen's whole process, and of the rivals, which are called from Python, both the whole process
and the question alone, asked once more in the process that has answered it. All answers must agree, or the table says so.
"""

import collections
import json
import sys

from workbench import measure, python, run, size, table

KUZU_FILL = """
import kuzu, sys, json
path, nodes, relations = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
c = kuzu.Connection(kuzu.Database(path, max_num_threads=1))
c.execute("CREATE NODE TABLE Node(id INT64, name STRING, PRIMARY KEY(name))")
c.execute(f'COPY Node FROM "{nodes}" (parallel=false)')
for relation, file in relations:
    c.execute(f"CREATE REL TABLE `{relation}`(FROM Node TO Node)")
    c.execute(f'COPY `{relation}` FROM "{file}" (parallel=false)')
"""
KUZU_ASK = """
import kuzu, sys, json, time
c = kuzu.Connection(kuzu.Database(sys.argv[1], read_only=True, max_num_threads=1))
def ask():
    rows, r = [], c.execute(sys.argv[2])
    while r.has_next(): rows.append(r.get_next())
    return rows
ask(); start = time.perf_counter(); rows = ask(); print(json.dumps([time.perf_counter() - start, rows]))
"""
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
ask(); start = time.perf_counter(); rows = ask(); print(json.dumps([time.perf_counter() - start, rows]))
"""


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
    start = f"?a e:name {json.dumps(name)} ."
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
    files, counts = {}, collections.Counter()
    for line in open(work.jsonl):
        record = json.loads(line)
        relation = record["relation"]
        if relation not in files:
            files[relation] = open(work.folder / f"{relation}.csv", "w")
        files[relation].write(f'{work.numbers[record["subject"]["name"]]},{work.numbers[record["object"]["name"]]}\n')
        counts[relation] += 1
    for file in files.values():
        file.close()
    return [(relation, str(work.folder / f"{relation}.csv")) for relation, _ in counts.most_common()]


def named_edges(relations, names):
    """For kuzu, whose key is the name."""
    for relation, path in relations:
        rows = [line.rstrip().split(",") for line in open(path)]
        named = path.replace(".csv", "-named.csv")
        with open(named, "w") as out:
            out.writelines(f'"{names[int(s)]}","{names[int(o)]}"\n' for s, o in rows)
        yield relation.replace("-", "_"), named


def compare(graphgen, work):
    relations = by_relation(work)
    directed = [relation for relation, _ in relations if relation != "met-with"] or ["met-with"]
    one, two = directed[0], directed[min(1, len(directed) - 1)]
    sides = {"graphgen": str(work.folder / "graph.kg"), "kuzu": str(work.folder / "kuzu"), "pyoxigraph": str(work.folder / "oxigraph")}
    fill = {
        "graphgen": [graphgen, "build", "-q", work.jsonl, "-o", sides["graphgen"]],
        "kuzu": lambda: python(KUZU_FILL, sides["kuzu"], work.nodes, json.dumps(list(named_edges(relations, work.names)))),
        "pyoxigraph": lambda: python(OXIGRAPH_FILL, sides["pyoxigraph"], work.nodes, json.dumps(relations)),
    }
    if "--alone" in sys.argv:
        del sides["kuzu"], sides["pyoxigraph"]
    for side in list(sides):
        try:
            command = fill[side]
            wall, _, _ = measure(command if isinstance(command, list) else command())
            print(f"{side}: filled in {wall:.1f} s, {size(sides[side]) / 1e6:.0f} MB", file=sys.stderr)
        except RuntimeError as problem:
            print(f"{side}: absent ({str(problem).strip().splitlines()[-1][:100]})\n")
            del sides[side]
    rows = []
    for title, cypher, sparql in questions(start_of_two_hops(work, one, two), one, two):
        cells, answers = [title], {}
        for side, path in sides.items():
            if side == "graphgen":
                command = [graphgen, "match", path, cypher, "--format", "json", "--timeout", "600"]
            elif side == "kuzu":
                for relation in (one, two):
                    cypher = cypher.replace(f":{relation}", f":{relation.replace('-', '_')}").replace(f"|{relation}", f"|{relation.replace('-', '_')}")
                command = python(KUZU_ASK, path, cypher)
            else:
                command = python(OXIGRAPH_ASK, path, "PREFIX e: <e:> " + sparql)
            try:
                runs = [measure(command, timeout=300)]
                runs += [measure(command, timeout=300) for _ in range(4)] if runs[0][0] < 20 else []
            except RuntimeError as problem:
                cells += [str(problem).strip().splitlines()[-1][:60]] + ([""] if side != "graphgen" else [])
                continue
            best = min(runs, key=lambda found: found[0])
            cells.append(f"{best[0] * 1000:.1f}")
            if side == "graphgen":
                answers[side] = [list(row.values()) for row in json.loads(best[2])]
            else:
                warm, answers[side] = json.loads(best[2])
                cells.append(f"{warm * 1000:.1f}")
        distinct = {json.dumps(answer) for answer in answers.values()}
        rows.append((*cells, "yes" if len(distinct) == 1 else "**no**: " + "; ".join(f"{k} {v}"[:60] for k, v in answers.items())))
    heading = ["ms"] + [word for side in sides for word in ([side] if side == "graphgen" else [side, "warm"])] + ["same answer"]
    table(heading, rows)


if __name__ == "__main__":
    run(compare)
