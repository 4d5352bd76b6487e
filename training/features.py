"""Hand-made features of mention pairs (FORMAT.md, sections 8 and 9)."""

import numpy as np

DETERMINERS = set("the a an this that these those his her its their my your our".split())
PRONOUNS = set(
    "i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us our ours "
    "ourselves they them their theirs themselves who whom whose which that this these those".split()
)
POSSESSIVES = {"'s", "’s", "'", "’"}
FARTHEST = 200


class Name:
    """What the match feature needs to know of one mention."""

    def __init__(self, words: list[str]):
        lowered = [w.lower() for w in words]
        self.pronoun = lowered[0] if len(lowered) == 1 and lowered[0] in PRONOUNS else None
        first, last = 0, len(words)
        if last - first > 1 and lowered[last - 1] in POSSESSIVES:
            last -= 1
        while last - first > 1 and lowered[first] in DETERMINERS:
            first += 1
        self.words = lowered[first:last]
        self.set = set(self.words)
        self.text = " ".join(self.words)
        capitals = [w[0].lower() for w in words[first:last] if w[0].isupper()]
        self.initials = "".join(capitals) if last - first >= 2 and len(capitals) >= 2 else None
        self.acronym = self.words[0].replace(".", "") if last - first == 1 else None


def match(a: Name, b: Name) -> int:
    if a.pronoun or b.pronoun:
        return 7 if a.pronoun == b.pronoun else 6
    if a.text == b.text:
        return 1
    if (a.acronym and a.acronym == b.initials) or (b.acronym and b.acronym == a.initials):
        return 4
    if a.words[-1] == b.words[-1]:
        return 2
    return 3 if (a.set <= b.set or b.set <= a.set) else 0


def matches(words: list[str], spans: list[tuple[int, int]]) -> np.ndarray:
    """Match classes `[mentions, mentions]` below the diagonal, zero elsewhere and beyond the farthest antecedent."""
    names = [Name(words[first : last + 1]) for first, last in spans]
    table = np.zeros((len(spans), len(spans)), np.uint8)
    for i, (first, last) in enumerate(spans):
        for j in range(max(0, i - FARTHEST), i):
            overlap = spans[j][0] <= last and first <= spans[j][1]
            table[i, j] = 5 if overlap else match(names[i], names[j])
    return table


GAPS = np.array([1, 2, 3, 4, 5, 5, 6, 6, 6] + [7] * 5 + [8] * 7, np.int64)


def distance(subject: tuple[int, int, int], object_: tuple[int, int, int]) -> int:
    """Bucket 0…23 of a pair; each end is (first word, last word, segment)."""
    apart = abs(subject[2] - object_[2])
    later, earlier = max(subject, object_), min(subject, object_)
    between = later[0] - earlier[1] - 1
    if apart:
        gap = 9 + apart
    elif between < 0:
        gap = 0
    else:
        gap = int(GAPS[between]) if between < len(GAPS) else 9
    return 2 * gap + (object_[:2] < subject[:2])
