"""CoNLL-2012's three coreference measures (MUC, B³, CEAF-e) over clusters of spans; singletons are left out."""

import numpy as np

Cluster = frozenset


def assignment(values: np.ndarray) -> float:
    """The best total of a one-to-one matching (Hungarian algorithm)."""
    if values.shape[0] > values.shape[1]:
        values = values.T
    n, m = values.shape
    cost = -values
    u, v, match = np.zeros(n + 1), np.zeros(m + 1), np.zeros(m + 1, int)
    for i in range(1, n + 1):
        match[0], column = i, 0
        least, used, way = np.full(m + 1, np.inf), np.zeros(m + 1, bool), np.zeros(m + 1, int)
        while True:
            used[column] = True
            row = match[column]
            free = ~used[1:]
            reduced = cost[row - 1] - u[row] - v[1:]
            better = free & (reduced < least[1:])
            least[1:][better], way[1:][better] = reduced[better], column
            nearest = int(np.where(free, least[1:], np.inf).argmin()) + 1
            delta = least[nearest]
            u[match[used]] += delta
            v[used] -= delta
            least[~used] -= delta
            column = nearest
            if match[column] == 0:
                break
        while column:
            match[column] = match[way[column]]
            column = way[column]
    return float(sum(values[match[j] - 1, j - 1] for j in range(1, m + 1) if match[j]))


class Scorer:
    """Adds up documents; clusters are sets of spans."""

    def __init__(self):
        self.sums = {"muc": np.zeros(4), "b3": np.zeros(4), "ceafe": np.zeros(4)}

    def add(self, key: list[Cluster], response: list[Cluster]) -> None:
        key, response = [c for c in key if len(c) > 1], [c for c in response if len(c) > 1]
        for side, (a, b) in enumerate(((key, response), (response, key))):
            where = {m: c for c in b for m in c}
            parts = [len({id(where[m]) for m in c if m in where}) + sum(m not in where for m in c) for c in a]
            self.sums["muc"][2 * side : 2 * side + 2] += (
                sum(len(c) - p for c, p in zip(a, parts)),
                sum(len(c) - 1 for c in a),
            )
            overlap = sum(len(c & where[m]) / len(c) for c in a for m in c if m in where)
            self.sums["b3"][2 * side : 2 * side + 2] += overlap, sum(len(c) for c in a)
        if key and response:
            total = assignment(np.array([[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key]))
        else:
            total = 0.0
        self.sums["ceafe"] += np.array([total, len(key), total, len(response)])

    def scores(self) -> dict[str, float]:
        """F1 of each and `conll`, their mean."""
        result = {}
        for name, (hit_r, all_r, hit_p, all_p) in self.sums.items():
            recall, precision = hit_r / max(all_r, 1e-9), hit_p / max(all_p, 1e-9)
            result[name] = 2 * precision * recall / max(precision + recall, 1e-9)
        return result | {"conll": sum(result.values()) / 3}
