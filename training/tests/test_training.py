"""python3 -m unittest training.tests.test_training (numpy and torch only, no corpora)."""

import itertools
import pathlib
import random
import tempfile
import unittest

import numpy as np
import torch

from .. import combine, decode, export, format, lemma, silver
from ..coreference import Scorer, assignment
from ..document import Document, Mention, Statement
from ..features import Name, distance, match
from ..gender import gender
from ..model import Model
from ..packing import Inventory
from ..start import packed
from ..tokenizer import sentences, tokenize
from ..wordpiece import basic_tokens, case_class


def is_tree(heads: tuple[int, ...]) -> bool:
    """One root, and every word reaches it."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        for _ in heads:
            word = heads[word - 1] if word else 0
        if word:
            return False
    return True


class Decoding(unittest.TestCase):
    def test_chains_follow_the_best_links(self):
        numbers = np.random.default_rng(1)
        for _ in range(300):
            n = int(numbers.integers(1, 8))
            scores = numbers.normal(size=(n, n + 1))
            plain = decode.chains(scores, [0] * n)
            links = [int(row[: i + 1].argmax()) - 1 for i, row in enumerate(scores)]
            for i, j in enumerate(links):
                self.assertTrue(j < 0 or plain[i] == plain[j])
            self.assertEqual(len(set(plain)), links.count(-1))
            genders = [int(g) for g in numbers.integers(0, 3, n)]
            chains = decode.chains(scores, genders)
            for i, j in itertools.combinations(range(n), 2):
                self.assertFalse(chains[i] == chains[j] and {genders[i], genders[j]} == {1, 2})

    def test_the_surest_link_is_made_first_and_the_other_gives_way_to_the_next_best(self):
        # Okonjo · she · he · Pratt, whom she would rather be than Okonjo, were it not for him.
        scores = np.array([[5, 0, 0, 0, 0], [0, 9, 0, 0, 0], [0, 3, 2, 0, 0], [9, 0, 0, 0, 0]], float)
        self.assertEqual(decode.chains(scores, [0, 2, 1, 0]), [0, 0, 1, 2])
        scores[2] = [-9, 3, 2, 0, 0]
        self.assertEqual(decode.chains(scores, [0, 2, 1, 0]), [0, 0, 1, 2])
        scores[2] = [0, 99, 2, 0, 0]
        self.assertEqual(decode.chains(scores, [0, 2, 1, 0]), [0, 1, 0, 2])
        self.assertEqual(decode.chains(scores, [0, 0, 1, 0]), [0, 0, 0, 1])

    def test_words_tell_a_mans_from_a_womans(self):
        for text, kind, told in (
            ("| she", 1, 2), ("Mr. | Okonjo 's wife", 1, 2), ("| the wife of the king", 1, 2), ("| a woman who met her husband", 1, 2),
            ("| the actress Regina King", 1, 2), ("| the mother of Okonjo 's son", 1, 2), ("They miss | David Pratt", 1, 0), ("| Prince Edward Island", 3, 0),
            ("Mrs. | Okonjo", 1, 2), ("King | Salman", 1, 1), ("| minister", 1, 0),
        ):  # fmt: skip
            words = text.split()
            first = words.index("|")
            words.remove("|")
            self.assertEqual(gender(words, first, len(words) - 1, kind), told, text)

    def test_tree_is_the_best_of_all_trees(self):
        numbers = np.random.default_rng(0)
        for _ in range(200):
            n = int(numbers.integers(1, 6))
            scores = numbers.normal(size=(n, n + 1))

            def total(heads):
                return sum(scores[k, h] for k, h in enumerate(heads))

            best = max(total(h) for h in itertools.product(range(n + 1), repeat=n) if is_tree(h))
            found = tuple(decode.tree(scores).tolist())
            self.assertTrue(is_tree(found))
            self.assertAlmostEqual(total(found), best)

    def test_spans_nest_but_never_cross(self):
        numbers = np.random.default_rng(1)
        for _ in range(50):
            scores, inside = numbers.normal(size=(12, 6, 3)), np.add.outer(np.arange(12), np.arange(6)) < 12
            found = [s[:2] for s in decode.spans(scores, inside, 0.0)]
            for (a, b), (c, d) in itertools.combinations(found, 2):
                self.assertFalse(a < c <= b < d or c < a <= d < b)


class Measures(unittest.TestCase):
    def test_assignment_is_the_best_matching(self):
        numbers = np.random.default_rng(2)
        for _ in range(50):
            values = numbers.random((3, 5))
            best = max(sum(values[k, c] for k, c in enumerate(columns)) for columns in itertools.permutations(range(5), 3))
            self.assertAlmostEqual(assignment(values), best)
            self.assertAlmostEqual(assignment(values.T), best)

    def test_published_example(self):
        """Pradhan et al. 2014, "Scoring coreference partitions of predicted mentions"."""
        scorer = Scorer()
        scorer.add([frozenset("abc"), frozenset("defg")], [frozenset("ab"), frozenset("cd"), frozenset("fghi")])
        scores = scorer.scores()
        self.assertAlmostEqual(scores["muc"], 0.4, 3)
        self.assertAlmostEqual(scores["ceafe"], 0.52, 3)


class Text(unittest.TestCase):
    def test_words_and_sentences(self):
        text = "Marine Brig. Gen. William Seely didn't visit the U.S.-led base. \"We can't,\" he said."
        words = [text[a:b] for a, b in tokenize(text)]
        self.assertEqual(words[:8], ["Marine", "Brig.", "Gen.", "William", "Seely", "did", "n't", "visit"])
        self.assertEqual(max(sentences(text, tokenize(text))), 1)

    def test_lemma_scripts_apply_to_their_own_form(self):
        for form, wanted in (("went", "go"), ("Cities", "city"), ("Obama", "Obama"), ("’s", "'s"), ("was", "be")):
            self.assertEqual(lemma.apply(lemma.script(form, wanted), form), wanted)

    def test_casing(self):
        self.assertEqual([case_class(w) for w in ". 10 a I The US iPhone F16".split()], list(range(8)))
        self.assertEqual(basic_tokens("Łódź-É"), ["łodz", "-", "e"])

    def test_matches(self):
        def matched(a, b):
            return match(Name(a.split()), Name(b.split()))

        self.assertEqual(matched("the Quds Force", "Quds Force 's"), 1)
        self.assertEqual(matched("Qasem Soleimani", "Soleimani"), 2)
        self.assertEqual(matched("IS", "Islamic State"), 4)
        self.assertEqual((matched("he", "He"), matched("he", "Seely")), (7, 6))

    def test_distance_tells_the_order(self):
        self.assertEqual(distance((0, 1, 0), (2, 2, 0)) + 1, distance((2, 2, 0), (0, 1, 0)))


class Disturbance(unittest.TestCase):
    def test_odd_mentions_leave_what_is_annotated(self):
        numbers = random.Random(3)
        for _ in range(200):
            spans = sorted({(i, i + numbers.randrange(3)) for i in numbers.sample(range(20), 8)}, key=lambda s: (s[0], -s[1]))
            own, odd = [s for s in spans if numbers.random() < 0.7], []
            odd = [(i, j, 1) for i, j in spans if (i, j) not in own]
            mentions = [Mention(i, j, 2, k % 3) for k, (i, j) in enumerate(own)]
            ends = [numbers.randrange(len(own)) for _ in range(3)] if own else []
            statements = [Statement(*ends[:2], "told", speaker=ends[2])] if own else []
            document = Document("d", "prose", [["w"] * 25], mentions=mentions, statements=statements)
            found = silver.disturbed(document, "mentions", odd * 9, numbers)
            kept = [m for m in found.mentions if m.entity >= 0]
            self.assertEqual(kept, mentions)
            alone = [m.entity for m in found.mentions if m.entity < 0]
            self.assertEqual(len(alone), len(set(alone)))
            for before, after in zip(statements, found.statements):
                for end in ("subject", "object", "speaker"):
                    self.assertEqual(found.mentions[getattr(after, end)], mentions[getattr(before, end)])


class Container(unittest.TestCase):
    def test_reads_what_it_writes_and_nothing_else(self):
        tensors = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b.c": np.array([-3], np.int8), "list": format.text(["x", "é"])}
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "m.ggm"
            format.write(path, tensors)
            for name, array in format.read(path).items():
                np.testing.assert_array_equal(array, tensors[name])
            damaged = bytearray(path.read_bytes())
            damaged[-70] ^= 1
            path.write_bytes(damaged)
            self.assertRaises(ValueError, format.read, path)


class Weights(unittest.TestCase):
    def test_a_model_is_read_from_its_file_as_int8_holds_it(self):
        torch.manual_seed(3)
        inventory = Inventory(["root", "nsubj"], ["0", "1"], ["killed", "met-with"], ["met-with"], ["P1"])
        model = Model(inventory)
        for parameter in model.parameters():
            parameter.data.normal_()
        saved = packed(torch.randn(30522, model.size.width))
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "model.ggm"
            labels = {name: format.text(lines) for name, lines in export.lists(model).items()}
            format.write(path, export.tensors(model, saved) | labels)
            stranger = Model(Inventory(["nsubj", "root"], *[getattr(inventory, k) for k in ("lemmas", "relations", "symmetric", "facts")]))
            self.assertRaises(SystemExit, export.state, path, stranger)
            other = Model(inventory)
            other.load_state_dict(export.state(path, other))
            again = export.tensors(other, saved)
            for name, tensor in again.items():
                np.testing.assert_allclose(tensor, format.read(path)[name], atol=1e-5, err_msg=name)
            for name, weight in model.state_dict().items():
                if not name.startswith(("name.", "facts.")):
                    step = weight.abs().amax(-1, keepdim=True) / 127 if weight.ndim > 1 else 0.0
                    self.assertTrue(((other.state_dict()[name] - weight).abs() <= step + 1e-5).all(), name)


class CombineTest(unittest.TestCase):
    def test_a_phrase_keeps_what_its_author_thinks_of_it_until_it_is_counted(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "phrases.tsv"
            path.write_text("relation\tphrase\treliability\nkilled\tS kill O\t0.1\n# prior 0.9: tried\nkilled\tS slay O\t0\nkilled\tS gun O\t0\n")
            priors = {row[:2]: row[2] for row in combine.phrases(path) if isinstance(row, tuple)}
            combine.write(path, {("killed", "S gun O"): (4, 1)}, priors)
            self.assertEqual(
                path.read_text().splitlines()[1:],
                ["killed\tS kill O\t0.50", "# prior 0.9: tried", "killed\tS slay O\t0.90", "killed\tS gun O\t0.57"],
            )


if __name__ == "__main__":
    unittest.main()
