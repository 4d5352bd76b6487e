"""Keeps and asks large graphs with graphgen's graph files and with what a user would pick instead, and prints tables in Markdown.

    python3 store_rivals.py GRAPHGEN [ENTITIES] [EACH] [--graph scale-free|debian|FILE.jsonl] [--alone]

The rivals (PyPI: kuzu, pyoxigraph, rustworkx, igraph, networkx; and sqlite3 with a bare edge table) are used as their manuals
advise: COPY FROM a file, the bulk loader, edges from arrays, one transaction with the index made afterwards. All take the same edges
in one run, one core, processor time of the process and its children; a cold question is a new process. One that is not installed is
named as absent, and all are with --alone. ENTITIES × EACH statements are generated: preferential attachment (Barabási, Albert 1999) from a fixed seed.
"""

import json
import os
import pathlib
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ[threads] = "1"

RELATIONS = ("met-with", "killed", "criticized", "wrote-to", "accused")


def scale_free(entities, each):
    chance = random.Random(1)
    ends = list(range(each))
    for number in range(each, entities):
        chosen = set()
        while len(chosen) < each:
            attached = chance.random() < 0.9
            chosen.add(ends[chance.randrange(len(ends))] if attached else chance.randrange(number))
        for other in sorted(chosen):
            yield f"Person {number}", RELATIONS[(number + other) % 5], f"Person {other}", "Person"
        ends.extend(chosen)
        ends.extend([number] * each)


def debian():
    """Who depends on whom among Debian's packages."""
    text = subprocess.run(["apt-cache", "dumpavail"], capture_output=True, check=True).stdout
    name, seen = None, set()
    for line in text.decode("utf-8", "replace").split("\n"):
        key, _, value = line.partition(": ")
        if key == "Package":
            name = value
        if key in ("Depends", "Pre-Depends", "Recommends", "Suggests"):
            for part in value.replace("|", ",").split(","):
                other = part.split("(")[0].split(":")[0].strip()
                if other and (name, key, other) not in seen:
                    seen.add((name, key, other))
                    yield name, "part-of", other, "Thing"


def lines(file):
    for line in open(file, encoding="utf-8"):
        record = json.loads(line)
        if "subject" in record:
            yield (record["subject"]["name"], record["relation"], record["object"]["name"], record["subject"].get("type", "Thing"))


class Work:
    """The edges as every side takes them: names as JSON Lines, numbers as CSV."""

    def __init__(self, edges, folder):
        self.folder = folder
        self.jsonl, self.csv, self.nodes = (str(folder / name) for name in ("edges.jsonl", "edges.csv", "nodes.csv"))
        self.numbers, degrees, self.count = {}, {}, 0
        with open(self.jsonl, "w") as out, open(self.csv, "w") as rows:
            for subject, relation, object_, kind in edges:
                ends = [self.numbers.setdefault(name, len(self.numbers)) for name in (subject, object_)]
                for end in ends:
                    degrees[end] = degrees.get(end, 0) + 1
                out.write(json.dumps({
                    "subject": {"name": subject, "type": kind}, "relation": relation,
                    "object": {"name": object_, "type": kind}, "polarity": "asserted", "mode": "fact", "attributedTo": None,
                    "time": None, "place": None, "confidence": None, "evidence": []}, separators=(",", ":")) + "\n")
                rows.write(f"{ends[0]},{ends[1]}\n")
                self.count += 1
        self.names = list(self.numbers)
        with open(self.nodes, "w") as rows:
            rows.writelines(f'{number},"{name}"\n' for number, name in enumerate(self.names))
        order = sorted(range(len(self.names)), key=lambda number: (degrees[number], number))
        middle = len(order) // 2
        self.medians = order[middle:middle + 10]
        self.far = order[middle + 100]


def measure(command, **options):
    """Seconds, seconds of processor time and the greatest memory in MB of a process, and what it wrote."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    output, errors = process.communicate()
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode != 0:
        raise RuntimeError(errors.decode()[-300:])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss / 1024, output


def cold(command, rounds=15):
    """The best of some rounds of a question that a new process answers, in milliseconds."""
    runs = [measure(command) for _ in range(rounds)]
    return min(run[0] for run in runs) * 1000, min(run[1] for run in runs) * 1000


def python(program, *arguments):
    return [sys.executable, "-c", program, *map(str, arguments)]


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


def size(path):
    path = pathlib.Path(path)
    return path.stat().st_size if path.is_file() else sum(f.stat().st_size for f in path.rglob("*") if f.is_file())


def attempt(name, rows, body):
    try:
        rows.append((name, *body()))
    except (RuntimeError, ImportError, OSError) as problem:
        reason = str(problem).strip().splitlines()
        rows.append((name, f"absent ({reason[-1][:80] if reason else problem})"))


def table(heading, rows):
    width = max(len(row) for row in rows)
    print("| " + " | ".join(heading[:width]) + " |")
    print("|" + " --- |" * min(len(heading), width))
    for row in rows:
        print("| " + " | ".join(row + ("",) * (min(len(heading), width) - len(row))) + " |")
    print(flush=True)


def imports(graphgen, work):
    rows, folder = [], work.folder

    def kept(command, path):
        def run():
            shutil.rmtree(path, ignore_errors=True)
            if os.path.isfile(path):
                os.remove(path)
            wall, cpu, memory, _ = measure(command)
            return (f"{wall:.1f}", f"{cpu:.1f}", f"{work.count / cpu / 1000:.0f}", f"{memory:.0f}", f"{size(path) / work.count:.0f}")
        return run

    path = {name: str(folder / name) for name in ("graph.kg", "kuzu", "oxigraph", "bare.db")}
    attempt("graphgen build, JSON Lines", rows, kept([graphgen, "build", "-q", work.jsonl, "-o", path["graph.kg"]], path["graph.kg"]))
    if "--alone" in sys.argv:
        table(("Import", "seconds", "CPU seconds", "thousand statements a CPU second", "peak MB", "bytes a statement"), rows)
        return path
    attempt("kuzu COPY, CSV of numbers", rows, kept(python(KUZU, path["kuzu"], work.nodes, work.csv), path["kuzu"]))
    attempt("pyoxigraph bulk_extend", rows, kept(python(OXIGRAPH, path["oxigraph"], work.csv), path["oxigraph"]))
    attempt("sqlite3 in Python, bare edge table", rows, kept(python(SQLITE, path["bare.db"], work.nodes, work.csv), path["bare.db"]))
    table(("Import", "seconds", "CPU seconds", "thousand statements a CPU second", "peak MB", "bytes a statement"), rows)
    return path


def questions(graphgen, work, path):
    rows = []
    median, name = work.medians[0], work.names[work.medians[0]]

    def ask(*command):
        return lambda: tuple(f"{value:.1f}" for value in cold(list(command)))

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
    attempt("sqlite3 shell, bare edge table: neighbors", rows, ask("sqlite3", path["bare.db"], sql))
    table(("Cold question about a median node", "ms", "CPU ms"), rows)


def main():
    graphgen = os.path.abspath(sys.argv[1])
    numbers = [int(word) for word in sys.argv[2:] if word.isdigit()]
    entities, each = (numbers + [100_000, 10][len(numbers):])[:2]
    kind = sys.argv[sys.argv.index("--graph") + 1] if "--graph" in sys.argv else "scale-free"
    edges = scale_free(entities, each) if kind == "scale-free" else debian() if kind == "debian" else lines(kind)
    with tempfile.TemporaryDirectory() as folder:
        work = Work(edges, pathlib.Path(folder))
        print(f"**{pathlib.Path(kind).name}**: {work.count:,} statements, {len(work.names):,} entities, load {os.getloadavg()[0]:.1f}\n")
        questions(graphgen, work, imports(graphgen, work))


main()
