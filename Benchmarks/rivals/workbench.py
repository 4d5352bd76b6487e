"""What the comparisons share: graphs to measure on, processes timed one by one, tables in Markdown.

Graphs: `debian` (who depends on whom in `apt-cache dumpavail`), `scale-free` (preferential attachment, Barabási and Albert 1999, from a fixed
seed), or a file of statements in JSON Lines. One core for everybody who can be told so.
"""

import array
import csv
import itertools
import json
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ[threads] = "1"

RELATIONS = ("met-with", "killed", "criticized", "wrote-to", "accused")


def scale_free(entities, each):
    chance = random.Random(1)
    draw, bits = chance.random, chance.getrandbits

    def below(bound):
        """What `randrange` gives, at a third of its time."""
        width = bound.bit_length()
        number = bits(width)
        while number >= bound:
            number = bits(width)
        return number

    ends = list(range(each))
    names = [f"Person {number}" for number in range(entities)]
    for number in range(each, entities):
        chosen = set()
        count = len(ends)
        while len(chosen) < each:
            chosen.add(ends[below(count)] if draw() < 0.9 else below(number))
        name = names[number]
        for other in sorted(chosen):
            yield name, RELATIONS[(number + other) % 5], names[other], "Person"
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
                if other and other != name and (name, key, other) not in seen:
                    seen.add((name, key, other))
                    yield name, "part-of", other, "Thing"


def lines(file):
    for line in open(file, encoding="utf-8"):
        record = json.loads(line)
        if "subject" in record:
            edge = record["subject"]["name"], record["relation"], record["object"]["name"]
            # openCypher takes a relationship once in a match, others a loop as often as they like.
            if edge[0] != edge[2]:
                yield *edge, "Thing"


class Work:
    """The edges as every side takes them: names as JSON Lines, numbers as CSV.

    With ids, names that are alike but for their punctuation stay apart in JSON Lines, as they do for everybody else."""

    def __init__(self, edges, folder, has_ids=False):
        def entity(number, name, kind):
            record = {"id": f"thing/{number}", "name": name, "type": kind} if has_ids else {"name": name, "type": kind}
            return json.dumps(record, separators=(",", ":"))

        self.folder = folder
        self.jsonl, self.csv, self.nodes = (str(folder / name) for name in ("edges.jsonl", "edges.csv", "nodes.csv"))
        self.numbers, self.count = {}, 0
        # Of every edge, in order, its relation.
        self.relations, self.relation_of = {}, array.array("I")
        middles, entities, degrees = [], [], []
        numbers, relations, note = self.numbers, self.relations, self.relation_of.append
        rest = (
            ',"polarity":"asserted","mode":"fact","attributedTo":null,"time":null,"place":null,"confidence":null,"evidence":[]}\n')

        def number_of(name, kind):
            number = numbers[name] = len(numbers)
            entities.append(entity(number, name, kind))
            degrees.append(0)
            return number

        edges = iter(edges)
        with open(self.jsonl, "w") as out, open(self.csv, "w") as rows:
            while chunk := list(itertools.islice(edges, 50_000)):
                records, ends = [], []
                for subject, relation, object_, kind in chunk:
                    start = numbers.get(subject)
                    if start is None:
                        start = number_of(subject, kind)
                    end = numbers.get(object_)
                    if end is None:
                        end = number_of(object_, kind)
                    degrees[start] += 1
                    degrees[end] += 1
                    kind_of_edge = relations.get(relation)
                    if kind_of_edge is None:
                        kind_of_edge = relations[relation] = len(relations)
                        middles.append(f',"relation":{json.dumps(relation)},"object":')
                    note(kind_of_edge)
                    records.append(f'{{"subject":{entities[start]}{middles[kind_of_edge]}{entities[end]}{rest}')
                    ends.append(f"{start},{end}\n")
                out.write("".join(records))
                rows.write("".join(ends))
                self.count += len(chunk)
        self.names = list(self.numbers)
        with open(self.nodes, "w") as rows:
            csv.writer(rows, quoting=csv.QUOTE_NONNUMERIC).writerows(enumerate(self.names))
        self.order = sorted(range(len(self.names)), key=degrees.__getitem__)
        self.median = self.order[len(self.order) // 2]
        self.far = self.order[min(len(self.order) // 2 + 100, len(self.order) - 1)]


# Linux counts for a child what its parent had in memory when it began: a small process starts it.
STARTER = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(status)
"""


def measure(command, timeout=None):
    """Seconds and seconds of processor time of a process, and what it wrote.

    One that takes longer than `timeout` seconds is ended, which is an error like any other."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        output, errors = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise RuntimeError(f"more than {timeout} s") from None
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode != 0:
        raise RuntimeError(errors.decode()[-300:])
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, output


def peak(command):
    """The greatest memory of a process in MB."""
    done = subprocess.run([sys.executable, "-c", STARTER, *command], capture_output=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode()[-300:])
    return int(done.stderr.split()[-1]) / 1024


def cold(command, rounds=15):
    """The best of some rounds of a question that a new process answers, in milliseconds."""
    runs = [measure(command) for _ in range(rounds)]
    return min(run[0] for run in runs) * 1000, min(run[1] for run in runs) * 1000


def python(program, *arguments):
    return [sys.executable, "-c", program, *map(str, arguments)]


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


def chosen_graph(arguments):
    """The graph that the command line asks for: a name, and its edges."""
    numbers = [int(word) for before, word in zip(["", *arguments], arguments) if word.isdigit() and before != "--limit"]
    entities, each = (numbers + [100_000, 10][len(numbers):])[:2]
    kind = arguments[arguments.index("--graph") + 1] if "--graph" in arguments else "scale-free"
    edges = scale_free(entities, each) if kind == "scale-free" else debian() if kind == "debian" else lines(kind)
    return pathlib.Path(kind).name, edges


def run(compare, has_ids=False):
    """Calls `compare` with graphgen's path and the edges in a folder that is removed afterwards."""
    name, edges = chosen_graph(sys.argv[2:])
    with tempfile.TemporaryDirectory() as folder:
        work = Work(edges, pathlib.Path(folder), has_ids)
        print(f"**{name}**: {work.count:,} statements, {len(work.names):,} entities, load {os.getloadavg()[0]:.1f}\n")
        compare(os.path.abspath(sys.argv[1]), work)
