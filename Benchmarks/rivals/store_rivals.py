"""Keeps and asks large graphs with graphgen's graph files and with what a user would pick instead, and prints tables in Markdown.

    python3 store_rivals.py GRAPHGEN [ENTITIES] [EACH] [--graph scale-free|debian|FILE.jsonl] [--alone]

The rivals (PyPI: kuzu, pyoxigraph, rustworkx, igraph, networkx; and sqlite3 with a bare edge table) are used as their manuals
advise: COPY FROM a file, the bulk loader, edges from arrays, one transaction with the index made afterwards. All take the same edges
in one run, one core, processor time of the process and its children; a cold question is a new process. One that is not installed is
named as absent, and all are with --alone. ENTITIES × EACH statements are generated: preferential attachment (Barabási, Albert 1999) from a fixed seed.
"""

import os
import shutil
import sys

from workbench import attempt, cold, measure, peak, python, run, size, table

KUZU = """
import kuzu, sys
database = kuzu.Database(sys.argv[1], max_num_threads=1)
c = kuzu.Connection(database)
c.execute("CREATE NODE TABLE Node(id INT64, name STRING, PRIMARY KEY(id))")
c.execute("CREATE REL TABLE Edge(FROM Node TO Node)")
c.execute(f'COPY Node FROM "{sys.argv[2]}" (parallel=false)')
c.execute(f'COPY Edge FROM "{sys.argv[3]}" (parallel=false)')
"""
KUZU_ASK = """
import kuzu, sys
c = kuzu.Connection(kuzu.Database(sys.argv[1], read_only=True, max_num_threads=1))
r = c.execute("MATCH (a:Node)-[:Edge]-(b:Node) WHERE a.id = $id RETURN b.name", {"id": int(sys.argv[2])})
while r.has_next(): print(r.get_next()[0])
"""
OXIGRAPH = """
import pyoxigraph as ox, sys, csv
def triples():
    p = ox.NamedNode("e:r")
    for s, o in csv.reader(open(sys.argv[2])): yield ox.Quad(ox.NamedNode("n:" + s), p, ox.NamedNode("n:" + o))
store = ox.Store(sys.argv[1])
store.bulk_extend(triples()); store.optimize()
"""
OXIGRAPH_ASK = """
import pyoxigraph as ox, sys
store, n = ox.Store.read_only(sys.argv[1]), ox.NamedNode("n:" + sys.argv[2])
for q in store.quads_for_pattern(n, None, None): print(q.object.value)
for q in store.quads_for_pattern(None, None, n): print(q.subject.value)
"""
SQLITE = """
import sqlite3, sys, csv
db = sqlite3.connect(sys.argv[1])
db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; CREATE TABLE edge(s INTEGER, o INTEGER); CREATE TABLE node(id INTEGER PRIMARY KEY, name TEXT)")
with db:
    db.executemany("INSERT INTO node VALUES (?, ?)", csv.reader(open(sys.argv[2])))
    db.executemany("INSERT INTO edge VALUES (?, ?)", csv.reader(open(sys.argv[3])))
    db.execute("CREATE INDEX so ON edge(s, o)"); db.execute("CREATE INDEX os ON edge(o, s)")
"""

# These keep nothing in a file that can be asked: every question reads the edges first.
IGRAPH_ASK = """
import igraph, sys
g = igraph.Graph.Read_Edgelist(sys.argv[1], directed=True)
for n in g.neighbors(int(sys.argv[2]), mode="all"): print(n)
"""
RUSTWORKX_ASK = """
import rustworkx as rx, sys
g = rx.PyDiGraph.read_edge_list(sys.argv[1])
for n in (*g.successor_indices(int(sys.argv[2])), *g.predecessor_indices(int(sys.argv[2]))): print(n)
"""
NETWORKX_ASK = """
import networkx as nx, sys
g = nx.read_edgelist(sys.argv[1], create_using=nx.DiGraph, nodetype=int)
for n in (*g.successors(int(sys.argv[2])), *g.predecessors(int(sys.argv[2]))): print(n)
"""


def imports(graphgen, work):
    rows, folder = [], work.folder

    def kept(command, path):
        def run():
            memory = peak(command)
            shutil.rmtree(path, ignore_errors=True)
            if os.path.isfile(path):
                os.remove(path)
            wall, cpu, _ = measure(command)
            return (f"{wall:.1f}", f"{cpu:.1f}", f"{work.count / wall / 1000:.0f}", f"{memory:.0f}", f"{size(path) / work.count:.0f}")
        return run

    path = {name: str(folder / name) for name in ("graph.kg", "kuzu", "oxigraph", "bare.db")}
    attempt("graphgen build, JSON Lines", rows, kept([graphgen, "build", "-q", work.jsonl, "-o", path["graph.kg"]], path["graph.kg"]))
    if "--alone" in sys.argv:
        table(("Import", "seconds", "CPU seconds", "thousand statements a second", "peak MB", "bytes a statement"), rows)
        return path
    attempt("kuzu COPY, CSV of numbers", rows, kept(python(KUZU, path["kuzu"], work.nodes, work.csv), path["kuzu"]))
    attempt("pyoxigraph bulk_extend", rows, kept(python(OXIGRAPH, path["oxigraph"], work.csv), path["oxigraph"]))
    attempt("sqlite3 in Python, bare edge table", rows, kept(python(SQLITE, path["bare.db"], work.nodes, work.csv), path["bare.db"]))
    table(("Import", "seconds", "CPU seconds", "thousand statements a second", "peak MB", "bytes a statement"), rows)
    return path


def questions(graphgen, work, path):
    rows = []
    median, name = work.median, work.names[work.median]

    def ask(*command, rounds=15):
        return lambda: tuple(f"{value:.1f}" for value in cold(list(command), rounds))

    kg = path["graph.kg"]
    attempt("the process alone: `graphgen --version`", rows, ask(graphgen, "--version"))
    attempt("graphgen neighbors", rows, ask(graphgen, "neighbors", kg, name))
    attempt("graphgen neighbors --depth 2", rows, ask(graphgen, "neighbors", kg, name, "--depth", "2"))
    attempt("graphgen path", rows, ask(graphgen, "path", kg, name, work.names[work.far]))
    part = name.split()[-1]
    attempt("graphgen neighbors, by a word of the name", rows, ask(graphgen, "neighbors", kg, part))
    if "--alone" in sys.argv:
        return table(("Cold question about a median node", "ms", "CPU ms"), rows)
    attempt("the process alone: `python3 -c pass`", rows, ask(*python("pass")))
    attempt("kuzu neighbors", rows, ask(*python(KUZU_ASK, path["kuzu"], median)))
    attempt("pyoxigraph neighbors", rows, ask(*python(OXIGRAPH_ASK, path["oxigraph"], median)))
    sql = f"SELECT name FROM edge JOIN node ON node.id = o WHERE s = {median} UNION ALL SELECT name FROM edge JOIN node ON node.id = s WHERE o = {median}"
    pairs = str(work.folder / "edges.txt")
    with open(work.csv) as rows_of_numbers, open(pairs, "w") as out:
        out.writelines(row.replace(",", " ") for row in rows_of_numbers)
    for library, program in (("igraph", IGRAPH_ASK), ("rustworkx", RUSTWORKX_ASK), ("networkx", NETWORKX_ASK)):
        attempt(f"{library}, edge list read for the question", rows, ask(*python(program, pairs, median), rounds=1))
    attempt("sqlite3 shell, bare edge table: neighbors", rows, ask("sqlite3", path["bare.db"], sql))
    table(("Cold question about a median node", "ms", "CPU ms"), rows)


if __name__ == "__main__":
    run(lambda graphgen, work: questions(graphgen, work, imports(graphgen, work)))
