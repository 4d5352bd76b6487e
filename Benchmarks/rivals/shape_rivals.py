"""Computes the figures of a graph's shape with graphgen, igraph, rustworkx and networkx, and prints a table in Markdown.

    python3 shape_rivals.py GRAPHGEN [ENTITIES] [EACH] [--graph scale-free|debian|FILE.jsonl] [--limit SECONDS]

`shape-evaluation`, which is built beside GRAPHGEN, loads the graph file and hands its arrows on, so that all sides have the same. The rivals
(PyPI: igraph, rustworkx, networkx; numpy hands arrows over) are called from Python as their manuals advise; only the calls are timed. What takes
longer than the limit (600 s) is ended, and so is what would come after it. The ratio is of processor time: above 1 the rival takes longer.
"""

import json
import os
import subprocess
import sys

from workbench import measure, run, table

STEPS = ("load", "components", "ranks", "communities", "paths")

PRELUDE = """
import array, json, random, resource, sys, time
numbers = array.array("i", open(sys.argv[1], "rb").read())
count, arrows = numbers[0], list(zip(numbers[1::2], numbers[2::2]))
del numbers
both = sorted({(min(a), max(a)) for a in arrows})
chance = random.Random(1)
pairs = [(chance.randrange(count), chance.randrange(count)) for _ in range(1000)]
def memory():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
def say(name, body):
    wall, cpu = time.perf_counter(), time.process_time()
    value = body()
    print(json.dumps({name + " wall": time.perf_counter() - wall, name + " cpu": time.process_time() - cpu}), flush=True)
    return value
def tell(**values): print(json.dumps(values), flush=True)
def compare(ranks):
    own = array.array("d", open(sys.argv[2], "rb").read())
    tell(difference=max(abs(a - b) for a, b in zip(own, ranks)))
"""
IGRAPH = PRELUDE + """
import igraph
before = memory()
igraph.set_random_number_generator(random.Random(1))
g = say("load", lambda: igraph.Graph(count, arrows, directed=True))
tell(bytes=memory() - before, version=igraph.__version__)
say("components", lambda: g.connected_components(mode="weak"))
compare(say("ranks", lambda: g.pagerank(damping=0.85)))
u = igraph.Graph(count, both)
say("paths", lambda: [u.get_shortest_path(a, b) for a, b in pairs[:PAIRS]])
c = say("communities", lambda: u.community_leiden(objective_function="modularity", resolution=1))
tell(communities=len(c), modularity=c.modularity)
"""
RUSTWORKX = PRELUDE + """
import rustworkx as rx
before = memory()
def load():
    g = rx.PyDiGraph(multigraph=False); g.add_nodes_from(range(count)); g.extend_from_edge_list(arrows); return g
g = say("load", load)
tell(bytes=memory() - before, version=rx.__version__)
say("components", lambda: rx.weakly_connected_components(g))
ranks = say("ranks", lambda: rx.pagerank(g, alpha=0.85, tol=1e-9 / count, max_iter=1000))
compare([ranks[n] for n in range(count)])
u = rx.PyGraph(multigraph=False); u.add_nodes_from(range(count)); u.extend_from_edge_list(both)
say("paths", lambda: [rx.dijkstra_shortest_paths(u, a, target=b) for a, b in pairs[:PAIRS]])
"""
NETWORKX = PRELUDE + """
import networkx as nx
before = memory()
def load():
    g = nx.DiGraph(); g.add_nodes_from(range(count)); g.add_edges_from(arrows); return g
g = say("load", load)
tell(bytes=memory() - before, version=nx.__version__)
say("components", lambda: list(nx.weakly_connected_components(g)))
ranks = say("ranks", lambda: nx.pagerank(g, alpha=0.85, tol=1e-9 / count, max_iter=1000))
compare([ranks[n] for n in range(count)])
u = g.to_undirected()
def paths():
    for a, b in pairs[:PAIRS]:
        try: nx.bidirectional_shortest_path(u, a, b)
        except nx.NetworkXNoPath: pass
say("paths", paths)
c = say("communities", lambda: nx.community.louvain_communities(u, seed=1))
tell(communities=len(c), modularity=nx.community.modularity(u, c))
"""


def told(command, limit):
    """What a process has told, line by line, until it ended or was ended; and why it told no more."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        output, errors = process.communicate(timeout=limit)
        reason = errors.strip().splitlines()[-1][:60] if process.returncode else ""
    except subprocess.TimeoutExpired:
        process.kill()
        output, reason = process.communicate()[0], f"more than {limit} s"
    values = {}
    for line in output.splitlines():
        values.update(json.loads(line))
    return values, reason


def compare(graphgen, work):
    limit = int(sys.argv[sys.argv.index("--limit") + 1]) if "--limit" in sys.argv else 600
    # A rival that searches from one end takes long in a large graph: fewer pairs, and the time of so many.
    pairs = 1_000 if work.count < 2_000_000 else 20
    kg, output = str(work.folder / "graph.kg"), str(work.folder / "network")
    measure([graphgen, "build", "-q", work.jsonl, "-o", kg])
    own, reason = told([os.path.join(os.path.dirname(graphgen), "shape-evaluation"), kg, output], None)
    if reason:
        sys.exit(reason)
    arrows = int(own["arrows"])
    print(f"{arrows:,} arrows; modularity of graphgen's {own['communities']:.0f} communities {own['modularity']:.4f}\n")
    rows = [("graphgen", *(f"{own[step + ' cpu']:.3f}" for step in STEPS), f"{own['bytes'] / arrows:.0f}", "", f"{own['modularity']:.4f}")]
    for name, program in (("igraph", IGRAPH), ("rustworkx", RUSTWORKX), ("networkx", NETWORKX)):
        program = program.replace("PAIRS", str(pairs))
        values, reason = told([sys.executable, "-c", program, output + ".arrows", output + ".ranks"], limit)
        if "load cpu" not in values:
            rows.append((f"{name}: absent ({reason})", *("",) * (len(STEPS) + 3)))
            continue
        if "paths cpu" in values:
            values["paths cpu"] *= 1_000 / pairs
        cells = []
        for step in STEPS:
            cpu = values.get(step + " cpu")
            cells.append(reason or "none" if cpu is None else f"{cpu:.3f} (**{cpu / own[step + ' cpu']:.1f}×**)")
        difference, modularity = values.get("difference"), values.get("modularity")
        rows.append((
            f"{name} {values['version']}", *cells, f"{values['bytes'] / arrows:.0f}",
            "" if difference is None else f"{difference:.0e}", "" if modularity is None else f"{modularity:.4f}"))
    table(("CPU seconds (ratio to graphgen's)", "load", "components", "PageRank", "communities", "1,000 paths", "bytes an arrow",
           "greatest difference of ranks", "modularity"), rows)


if __name__ == "__main__":
    run(compare)
