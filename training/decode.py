"""Scores to annotations: trees, mentions that nest but never cross, chains, statements (FORMAT.md, sections 5–9)."""

import numpy as np


def tree(scores: np.ndarray) -> np.ndarray:
    """Heads (0 root) of the best arborescence with one root; `scores` is `[dependents, 1 + heads]`."""
    n = len(scores)
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores.astype(np.float64)
    np.fill_diagonal(full, -np.inf)
    heads = full[1:].argmax(1)
    if (heads == 0).sum() == 1 and not cycle(np.concatenate([[0], heads])):
        return heads
    full[1:, 0] -= 1e6
    return arborescence(full)[1:]


def cycle(heads: np.ndarray) -> list[int]:
    """The nodes of one cycle, or none. `heads[0]` is ignored."""
    state = np.zeros(len(heads), int)
    state[0] = -1
    for start in range(1, len(heads)):
        node, mark = start, start + 1
        while state[node] == 0:
            state[node] = mark
            node = heads[node]
        if state[node] == mark:
            found = [node]
            while heads[found[-1]] != node:
                found.append(heads[found[-1]])
            return found
        node = start
        while state[node] == mark:
            state[node] = -1
            node = heads[node]
    return []


def arborescence(scores: np.ndarray) -> np.ndarray:
    """Chu-Liu/Edmonds over `scores[dependent, head]` with node 0 as root."""
    heads = scores.argmax(1)
    heads[0] = 0
    loop = cycle(heads)
    if not loop:
        return heads
    inside = np.array(sorted(loop))
    outside = np.array([k for k in range(len(scores)) if k not in set(loop)])
    gain = scores[inside, heads[inside]]
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    enter = scores[np.ix_(inside, outside)] - gain[:, None]
    smaller[-1, :-1] = enter.max(0)
    leave = scores[np.ix_(outside, inside)]
    smaller[:-1, -1] = leave.max(1)
    smaller[-1, -1] = -np.inf
    solved = arborescence(smaller)
    result = heads.copy()
    for k, node in enumerate(outside):
        head = solved[k]
        if k:
            result[node] = outside[head] if head < len(outside) else inside[leave[k].argmax()]
    entry = solved[-1]
    broken = enter[:, entry].argmax()
    result[inside[broken]] = outside[entry]
    return result


def spans(scores: np.ndarray, inside: np.ndarray, threshold: float) -> list[tuple[int, int, int, float]]:
    """(first, last, kind, margin) by position; best first, nothing crosses what is already there.

    An untrained model would accept nearly everything, so there is room for one span to two words."""
    kinds = scores[..., 1:].argmax(-1) + 1
    margin = np.where(inside, scores[..., 1:].max(-1) - scores[..., 0], -np.inf)
    first, width = np.nonzero(margin > threshold)
    found = sorted((-margin[i, w], i, i + w, int(kinds[i, w])) for i, w in zip(first.tolist(), width.tolist()))
    accepted = []
    for loss, i, j, kind in found[: len(scores)]:
        if len(accepted) > len(scores) // 2:
            break
        if not any(a < i <= b < j or i < a <= j < b for a, b, _, _ in accepted):
            accepted.append((i, j, kind, float(-loss)))
    return sorted(accepted, key=lambda s: (s[0], -s[1]))


def chains(scores: np.ndarray, genders: list[int]) -> list[int]:
    """Cluster number of each mention from `[mentions, 1 + antecedents]` scores: the surest links first, none of which makes one
    entity of a man and a woman."""
    count = len(scores)
    clusters, genders = list(range(count)), list(genders)  # a cluster is named by one of its mentions, whose gender is its own
    margins = []
    for i, row in enumerate(scores):
        best, second = sorted(row[: i + 1])[-1:-3:-1] if i else (row[0], row[0])
        margins.append(best - second)
    for i in sorted(range(1, count), key=lambda i: (-margins[i], i)):
        row = scores[i][: i + 1]
        for k in sorted(range(i + 1), key=lambda k: (-row[k], -k if k else -count)):
            if k == 0:
                break
            own, other = clusters[i], clusters[k - 1]
            if own != other and genders[own] and genders[other] and genders[own] != genders[other]:
                continue
            genders[own] = genders[own] or genders[other]
            clusters = [own if c == other else c for c in clusters]
            break
    numbers: dict[int, int] = {}
    return [numbers.setdefault(c, len(numbers)) for c in clusters]


def trigger(weights: np.ndarray) -> list[int]:
    """The best word and its neighbours that come near it."""
    best = int(weights.argmax())
    least = 0.3 * weights[best]
    first = last = best
    while first > 0 and weights[first - 1] >= least:
        first -= 1
    while last + 1 < len(weights) and weights[last + 1] >= least:
        last += 1
    return list(range(first, last + 1))
