"""BERT's uncased WordPiece over single words, and the casing that it throws away (FORMAT.md, section 2)."""

import functools
import pathlib
import unicodedata

UNKNOWN, START, STOP, MASK = 100, 101, 102, 103
LONGEST_WORD = 32
SPECIAL_CASE = 16


class WordPiece:
    """Maps a word to its subword ids, remembering every word it has seen."""

    def __init__(self, vocabulary: pathlib.Path):
        self.pieces = vocabulary.read_text(encoding="utf-8").split("\n")
        if not self.pieces[-1]:
            self.pieces.pop()
        self.ids = {piece: k for k, piece in enumerate(self.pieces)}
        self.encode = functools.cache(self._encode)

    def _encode(self, word: str) -> list[int]:
        ids = [k for piece in basic_tokens(word) for k in self._match(piece)]
        return ids[:LONGEST_WORD] or [UNKNOWN]

    def _match(self, token: str) -> list[int]:
        if len(token) > 100:
            return [UNKNOWN]
        found, start = [], 0
        while start < len(token):
            for end in range(len(token), start, -1):
                k = self.ids.get(("##" if start else "") + token[start:end])
                if k is not None:
                    break
            else:
                return [UNKNOWN]
            found.append(k)
            start = end
        return found


def basic_tokens(word: str) -> list[str]:
    """Cleaned, lowercased, without accents, every punctuation character on its own."""
    kept = []
    for c in unicodedata.normalize("NFD", "".join(spaced(c) for c in word)):
        category = unicodedata.category(c)
        if category == "Mn":
            continue
        kept.append(f" {c} " if punctuation(c, category) else c.lower())
    return "".join(kept).split()


def spaced(c: str) -> str:
    if c in "\t\n\r":
        return " "
    if c in "\0\ufffd" or unicodedata.category(c) in ("Cc", "Cf", "Cn", "Co"):
        return ""
    n = ord(c)
    ideograph = 0x4E00 <= n <= 0x9FFF or 0x3400 <= n <= 0x4DBF or 0x20000 <= n <= 0x2CEAF or 0xF900 <= n <= 0xFAFF or 0x2F800 <= n <= 0x2FA1F
    return f" {c} " if ideograph else c


def punctuation(c: str, category: str) -> bool:
    n = ord(c)
    return 33 <= n <= 47 or 58 <= n <= 64 or 91 <= n <= 96 or 123 <= n <= 126 or category.startswith("P")


@functools.cache
def case_class(word: str) -> int:
    """0…7, as FORMAT.md lists them."""
    categories = [unicodedata.category(c) for c in word]
    letters = [c in ("Lu", "Lt") for c in categories if c[0] == "L"]
    digits = "Nd" in categories
    if not letters:
        return 1 if digits else 0
    if digits:
        return 7
    if not any(letters):
        return 2
    if len(letters) == 1:
        return 3
    if all(letters):
        return 5
    return 4 if letters[0] and sum(letters) == 1 else 6
