"""Scores on the dev sets, and the thresholds and calibration that are tuned on them."""

import dataclasses

import numpy as np

from . import decode, lemma
from .coreference import Scorer
from .document import UPOS, Document, Mention
from .gender import gender
from .predict import Annotator


def f1(hits: int, predicted: int, gold: int) -> float:
    return 200 * hits / max(predicted + gold, 1)


def parsing(documents: list[Document], syntax: list[dict], annotator: Annotator) -> dict[str, float]:
    """UPOS, UAS, LAS (universal part of the label, as the CoNLL 2018 scorer has it) and lemma accuracy on gold words."""
    totals = np.zeros(5)
    deprels, scripts = annotator.inventory.deprels, annotator.inventory.lemmas
    for document, found in zip(documents, syntax):
        offset, word = 0, 0
        upos = found["upos"].argmax(-1)
        ranking = np.argsort(-found["lemma"], kind="stable", axis=-1)[:, :8]
        for sentence in document.sentences:
            for form in sentence:
                head = document.heads[word]
                head = -1 if head == 0 else head - 1 + offset
                attached = head == found["head"][word]
                same = document.deprels[word].split(":")[0] == deprels[found["deprel"][word]].split(":")[0]
                guesses = (lemma.apply(scripts[k], form) for k in ranking[word])
                guess = next((g for g in guesses if g is not None), form)
                totals += (1, UPOS[upos[word]] == document.upos[word], attached, attached and same, guess == lemma.plain(document.lemmas[word]))
                word += 1
            offset += len(sentence)
    return dict(zip(("upos", "uas", "las", "lemma"), (100 * totals[1:] / totals[0]).round(2).tolist()))


def spans(documents: list[Document], syntax: list[dict], layer: str, threshold: float) -> dict[str, float]:
    """Strict F1 with type, and of the spans alone."""
    counts = np.zeros(4)
    for document, found in zip(documents, syntax):
        gold = {(m.first, m.last, m.kind) for m in getattr(document, layer)}
        predicted = {s[:3] for s in decode.spans(found[layer], found["inside"][layer], threshold)}
        bare, bare_gold = {s[:2] for s in predicted}, {s[:2] for s in gold}
        counts += len(gold & predicted), len(predicted), len(gold), len(bare & bare_gold)
    hits, predicted, gold, bare = counts
    return {"f1": f1(hits, predicted, gold), "spans": f1(bare, predicted, gold), "precision": 100 * hits / max(predicted, 1)}


def best_threshold(documents: list[Document], syntax: list[dict], layer: str) -> float:
    grid = [round(-2 + 0.25 * k, 2) for k in range(17)]
    return max(grid, key=lambda t: (spans(documents, syntax, layer, t)["f1"], -abs(t)))


def coreference(documents: list[Document], annotator: Annotator, syntax: list[dict] | None, threshold: float) -> dict[str, float]:
    """CoNLL-2012 over GUM's noun phrases: gold ones, or where `syntax` is given those predicted; exact spans, no singletons."""
    layer = "mentions" if documents[0].mentions is not None else "phrases"
    given = []
    for k, document in enumerate(documents):
        found = getattr(document, layer)
        if syntax is not None:
            predicted = decode.spans(syntax[k][layer], syntax[k]["inside"][layer], threshold)
            found = [Mention(i, j, kind, n) for n, (i, j, kind, _) in enumerate(predicted)]
        given.append(dataclasses.replace(document, **{layer: found}, statements=None))
    scorer = Scorer()
    for document, result in zip(documents, annotator.references(given)):
        rows = result["example"]["references"]
        spans_ = [(int(r[0]), int(r[1])) for r in rows]
        genders = [gender(document.words, *map(int, row[:3])) for row in rows]
        response = grouped(spans_, decode.chains(result["antecedents"], genders) if len(rows) else [])
        key = grouped([(m.first, m.last) for m in getattr(document, layer)], [m.entity for m in getattr(document, layer)])
        scorer.add(key, response)
    return {k: round(100 * v, 2) for k, v in scorer.scores().items()}


def grouped(spans_: list[tuple[int, int]], clusters: list[int]) -> list[frozenset]:
    found: dict[int, set] = {}
    for span, cluster in zip(spans_, clusters):
        found.setdefault(cluster, set()).add(span)
    return [frozenset(c) for c in found.values()]


class Relations:
    """Pair scores of documents beside what is stated; `documents` carry gold statements, `given` the mentions to score."""

    def __init__(self, gold: list[Document], given: list[Document], annotator: Annotator):
        inventory = annotator.inventory
        self.names, symmetric = inventory.relations, inventory.symmetric
        self.symmetric = np.array([r in symmetric for r in self.names])
        scores, truth, self.missed, self.details = [], [], 0, []
        for document, result in zip(gold, annotator.references(given)):
            self.collect(document, result, scores, truth)
        self.scores = np.concatenate(scores) if scores else np.zeros((0, len(self.names)))
        self.truth = np.concatenate(truth) if truth else np.zeros((0, len(self.names)), bool)

    def collect(self, document: Document, result: dict, scores: list, truth: list) -> None:
        gold = {}
        for s in document.statements:
            a, b = document.mentions[s.subject], document.mentions[s.object]
            ends = ((a.first, a.last, a.kind), (b.first, b.last, b.kind))
            if s.relation in self.names:
                gold[ends, self.names.index(s.relation)] = s
        rows = result["example"]["references"]
        ends_of = [tuple(int(x) for x in r[:3]) for r in rows]
        index = {(s, o): k for k, (s, o, _) in enumerate(result["pairs"].tolist())}
        seen = set()
        if index:
            table = result["relations"].copy()
            reverse = np.array([index[o, s] for s, o in index])
            both = (table + table[reverse]) / 2
            earlier = np.array([s < o for s, o in index])[:, None]
            table = np.where(self.symmetric, np.where(earlier, both, -50.0), table)
            right = np.zeros_like(table, bool)
            for (s, o), k in index.items():
                for r in range(len(self.names)):
                    pair = (ends_of[s], ends_of[o])
                    key = (pair, r) if (pair, r) in gold else ((pair[::-1], r) if self.symmetric[r] and (pair[::-1], r) in gold else None)
                    if key and table[k, r] > -50:
                        right[k, r] = True
                        seen.add(key)
                        statement = gold[key]
                        self.details.append((
                            (result["negated"][k, 0] > 0) == statement.negated,
                            result["mode"][k].argmax() == statement.mode,
                            bool(set(result["trigger"][k]) & set(statement.trigger)),
                            set(result["trigger"][k]) == set(statement.trigger),
                        ))  # fmt: skip
            scores.append(table)
            truth.append(right)
        self.missed += len(gold) - len(seen)

    def calibrate(self, slope: float, intercepts: np.ndarray) -> None:
        """Turns the scores into log odds."""
        self.scores = slope * self.scores + intercepts

    def best_cut(self) -> float:
        """The score above which stating gives the best micro F1."""
        flat, right = self.scores.ravel(), self.truth.ravel()
        if not len(flat):
            return 0.0
        order = np.argsort(-flat)
        hits = np.cumsum(right[order])
        scores = 200 * hits / (np.arange(1, len(flat) + 1) + right.sum() + self.missed)
        k = int(scores.argmax())
        return float(flat[order[k]] + flat[order[min(k + 1, len(flat) - 1)]]) / 2

    def micro(self, cut: float) -> dict[str, float]:
        said = self.scores > cut
        hits = (said & self.truth).sum()
        gold = self.truth.sum() + self.missed
        return {"f1": f1(hits, said.sum(), gold), "precision": 100 * hits / max(said.sum(), 1), "recall": 100 * hits / gold}

    def calibration(self) -> tuple[float, np.ndarray]:
        """(slope, intercept of each relation) from score to log odds."""
        near = self.scores > -8
        groups = np.broadcast_to(np.arange(len(self.names)), self.scores.shape)
        slope, common, own = logistic(self.scores[near], self.truth[near], groups[near], len(self.names))
        return slope, common + own


RIDGE = 30.0
"""How many statements' worth of evidence a relation needs before its own intercept counts (chosen by cross-validation)."""


def logistic(x: np.ndarray, y: np.ndarray, groups: np.ndarray, count: int) -> tuple[float, float, np.ndarray]:
    """(slope, intercept, offset of each group) of a logistic curve, by Newton's steps; offsets are shrunk to zero."""
    slope, intercept, offsets = 0.7, 0.0, np.zeros(count)
    for _ in range(60):
        p = 1 / (1 + np.exp(-(slope * x + intercept + offsets[groups]).clip(-40, 40)))
        d = p * (1 - p)
        gradient = np.bincount(groups, p - y, count) + RIDGE * offsets
        offsets = offsets - gradient / (np.bincount(groups, d, count) + RIDGE)
        p = 1 / (1 + np.exp(-(slope * x + intercept + offsets[groups]).clip(-40, 40)))
        d = p * (1 - p) + 1e-9
        g = np.array([((p - y) * x).sum(), (p - y).sum()])
        h = np.array([[(d * x * x).sum(), (d * x).sum()], [(d * x).sum(), d.sum()]]) + 1e-6 * np.eye(2)
        step = np.linalg.solve(h, g)
        slope, intercept = slope - step[0], intercept - step[1]
    return float(slope), float(intercept), offsets


def report(annotator: Annotator, dev: dict[str, list[Document]]) -> tuple[dict, dict]:
    """All scores, and the tuned settings: thresholds of spans and relations, and their calibration."""
    result, settings = {}, {}
    ewt, gum, news = dev["ewt"], dev["gum"], dev["news"]
    syntax = {name: annotator.syntax(dev[name]) for name in ("ewt", "gum", "news")}
    result["ewt"] = parsing(ewt, syntax["ewt"], annotator)
    result["gum"] = parsing(gum, syntax["gum"], annotator)
    is_news = [k for k, d in enumerate(gum) if "_news_" in d.name]
    result["gum news"] = parsing([gum[k] for k in is_news], [syntax["gum"][k] for k in is_news], annotator)
    settings["span"] = best_threshold(news, syntax["news"], "mentions")
    settings["np"] = best_threshold(gum, syntax["gum"], "phrases")
    result["mentions"] = spans(news, syntax["news"], "mentions", settings["span"])
    result["mentions, threshold 0"] = spans(news, syntax["news"], "mentions", 0.0)
    result["phrases"] = spans(gum, syntax["gum"], "phrases", settings["np"])
    spoken = [k for k, d in enumerate(gum) if "_news_" in d.name or "_interview_" in d.name]
    some, found = [gum[k] for k in spoken], [syntax["gum"][k] for k in spoken]
    result["coreference, gold phrases"] = coreference(some, annotator, None, 0)
    result["coreference"] = coreference(some, annotator, found, settings["np"])
    result["coreference, all gum dev"] = coreference(gum, annotator, syntax["gum"], settings["np"])
    result["coreference of news items"] = coreference(news, annotator, syntax["news"], settings["span"])
    relations = Relations(news, [dataclasses.replace(d, statements=[]) for d in news], annotator)
    slope, intercepts = relations.calibration()
    result["relations, gold mentions, cut 0"] = relations.micro(0.0)
    relations.calibrate(slope, intercepts)
    result["relations, gold mentions"] = relations.micro(relations.best_cut())
    named = ("negated", "mode", "trigger touches", "trigger exact")
    result["of the statements found"] = dict(zip(named, (100 * np.mean(relations.details, 0)).round(1).tolist()))
    whole = Relations(news, annotator.with_mentions(news, syntax["news"], settings["span"]), annotator)
    whole.calibrate(slope, intercepts)
    settings |= {"relation slope": slope, "relation intercepts": intercepts.tolist(), "relation": whole.best_cut()}
    result["relations, end to end"] = whole.micro(settings["relation"])
    settings["span calibration"] = margins(news, syntax["news"])
    for name, title in (("prose", "passages"), ("real prose", "real prose")):
        if dev.get(name):
            passages(annotator, dev[name], settings, result, title)
    return result, settings


def passages(annotator: Annotator, prose: list[Document], settings: dict, result: dict, title: str) -> None:
    """Scores of held-out prose, with what was tuned on annotated-news dev."""
    syntax = annotator.syntax(prose)
    result[f"{title}, mentions"] = spans(prose, syntax, "mentions", settings["span"])
    result[f"{title}, coreference"] = coreference(prose, annotator, syntax, settings["span"])
    result[f"{title}, coreference, gold mentions"] = coreference(prose, annotator, None, 0)
    bare = [dataclasses.replace(d, statements=[]) for d in prose]
    given = {"gold mentions": bare, "end to end": annotator.with_mentions(prose, syntax, settings["span"])}
    for name, documents in given.items():
        relations = Relations(prose, documents, annotator)
        relations.calibrate(settings["relation slope"], np.array(settings["relation intercepts"]))
        result[f"{title}, relations, {name}"] = relations.micro(settings["relation"])


def margins(documents: list[Document], syntax: list[dict]) -> tuple[float, float]:
    """(slope, intercept) from a mention's margin to the log odds of its being right."""
    points = []
    for document, found in zip(documents, syntax):
        gold = {(m.first, m.last, m.kind) for m in document.mentions}
        points += [(s[3], s[:3] in gold) for s in decode.spans(found["mentions"], found["inside"]["mentions"], -3.0)]
    x, y = np.array([p[0] for p in points]), np.array([p[1] for p in points])
    return logistic(x, y, np.zeros(len(x), int), 1)[:2]


def table(result: dict) -> str:
    return "\n".join(f"{name:42}" + "  ".join(f"{k} {v:.1f}" for k, v in row.items()) for name, row in result.items())
