"""Does with networkx what the benchmarks do with graphgen.

Without arguments it does tasks as it is told on standard input (see PythonRival.swift); with a graph file
and an entity's name it prints what connects the entity, and ends.
"""

import csv
import functools
import gc
import json
import sys
import time


try:
    import networkx as nx
except ImportError:
    print(json.dumps({"absent": "python3 has no module networkx"}))
    sys.exit()


def count(graph):
    return f"{graph.number_of_nodes()} nodes, {graph.number_of_edges()} edges"


def records(file):
    with open(file, "rb") as lines:
        for line in lines:
            yield json.loads(line)


@functools.cache
def loaded(file):
    """The nodes and edges of a graph file, as networkx likes to be given them."""
    nodes, edges = [], []
    for record in records(file):
        if "entity" in record:
            entity = record["entity"]
            nodes.append((entity["id"], {"name": entity["name"], "type": entity["type"]}))
        else:
            ends = record["subject"]["id"], record["object"]["id"]
            edges.append((*ends, {"relation": record["relation"]}))
    return nodes, edges


@functools.cache
def graph(file):
    return build(*loaded(file))


def build(nodes, edges):
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return graph


def read(file):
    graph = nx.MultiDiGraph()
    for record in records(file):
        if "entity" in record:
            entity = record["entity"]
            graph.add_node(entity.pop("id"), **entity)
        elif "document" not in record:
            subject, object = record.pop("subject"), record.pop("object")
            graph.add_edge(subject["id"], object["id"], **record)
    return graph


def read_table(file):
    graph = nx.MultiDiGraph()
    with open(file, newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            subject = row.pop("subject type"), row.pop("subject")
            object = row.pop("object type"), row.pop("object")
            graph.add_edge(subject, object, **row)
    return graph


def write(records):
    return b"".join(
        json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        for record in records
    )


def neighbors(graph, starts):
    found = []
    for start in starts:
        reached = {}
        for _, far, attributes in graph.out_edges(start, data=True):
            reached.setdefault(far, []).append(attributes)
        for far, _, attributes in graph.in_edges(start, data=True):
            reached.setdefault(far, []).append(attributes)
        found.append(reached)
    return found


def paths(graph, pairs):
    found = []
    for start, target in pairs:
        try:
            found.append(nx.bidirectional_shortest_path(graph, start, target))
        except nx.NetworkXNoPath:
            pass
    return found


@functools.cache
def entities(file):
    """Every id, in order."""
    return sorted(node for node, _ in loaded(file)[0])


def sample(file, number):
    """So many entities, evenly spread."""
    ids = entities(file)
    return [ids[index * len(ids) // number] for index in range(number)]


@functools.cache
def lines(file):
    return list(records(file))


def pairs(file):
    starts = sample(file, 100)
    return list(zip(starts, starts[50:] + starts[:50]))


# For each task: what it is given, which is made beforehand; the work; and what to tell of its outcome.
TASKS = {
    "build": (loaded, lambda given: build(*given), count),
    "read": (lambda file: file, read, count),
    "read table": (lambda file: file, read_table, count),
    "write": (lines, write, lambda text: f"{text.count(10)} lines"),
    "neighbors": (
        lambda file: (graph(file), sample(file, 1000)),
        lambda given: neighbors(*given),
        lambda found: f"{sum(map(len, found))} neighbors",
    ),
    "paths": (
        lambda file: (graph(file), pairs(file)),
        lambda given: paths(*given),
        lambda found: f"{len(found)} paths, {sum(map(len, found)) - len(found)} hops",
    ),
}


def serve():
    python = ".".join(map(str, sys.version_info[:2]))
    print(json.dumps({"name": f"networkx {nx.__version__}, Python {python}"}), flush=True)
    for line in sys.stdin:
        task, file = json.loads(line)
        make, work, tell = TASKS[task]
        given = make(file)
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        outcome = work(given)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        answer = {"wall": wall * 1e3, "cpu": cpu * 1e3, "answer": tell(outcome)}
        del outcome
        print(json.dumps(answer), flush=True)


def show(file, name):
    graph = read(file)
    start = next(node for node, found in graph.nodes(data="name") if found == name)
    for far, rows in neighbors(graph, [start])[0].items():
        for row in rows:
            print(json.dumps({"neighbor": graph.nodes[far]["name"], **row}, ensure_ascii=False))


if len(sys.argv) == 3:
    show(*sys.argv[1:])
else:
    serve()
