"""Raw text to sentences of words after Universal Dependencies' conventions, near enough to train on.

The program's own tokenizer (module Language) is a better one; this one only has to agree with it on ordinary prose.
"""

import re

ABBREVIATIONS = set(
    "mr. mrs. ms. dr. prof. gen. lt. col. sgt. maj. capt. cmdr. adm. brig. rev. fr. sr. jr. st. sen. rep. gov. pres. hon. "
    "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mon. tue. wed. thu. fri. sat. sun. vs. v. inc. ltd. co. "
    "corp. no. vol. p. pp. art. sec. fig. al. etc. cf. approx. dept. est. ft. mt. nr. op. ph.d. e.g. i.e. a.m. p.m.".split()
)
TITLES = set("mr. mrs. ms. dr. prof. gen. lt. col. sgt. maj. capt. cmdr. adm. brig. rev. fr. st. sen. rep. gov. pres. hon. "
             "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. vs. v. no. art. mt. ft. e.g. i.e.".split())
PREFIXES = set("non pre post co ex anti pro e mid re multi semi mini pan inter cross de un sub counter al el ad ul bin "
               "trans extra intra ultra vice-".split())
OPENERS = "\"'“‘`([{<«¡¿"
CLOSERS = "\"'”’`)]}>»,;:!?…"
CLITIC = re.compile(r"(?i)(.+?)(n['’]t|['’](?:s|ll|re|ve|d|m))$")
INITIALS = re.compile(r"(?:[^\W\d_]\.)+$")
PIECES = re.compile(r"\.{2,}|-{2,}|[—–…/&*=~|]|[$€£¥#%](?=\S)|(?<=\S)%|[“”\"()\[\]{}«»]|[^—–…/&*=~|$€£¥#%“”\"()\[\]{}«»]+")
HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W_])")
END = set(".!?…")


def tokenize(text: str) -> list[tuple[int, int]]:
    """Code point spans of the words of a text, in order."""
    spans = []
    for chunk in re.finditer(r"\S+", text):
        for piece in PIECES.finditer(chunk.group()):
            start = chunk.start() + piece.start()
            spans += split(text, start, start + len(piece.group()))
    return spans


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Words of a stretch without white space."""
    head, tail = [], []
    while end - start > 1 and text[start] in OPENERS and not re.match(r"['’](?:s|d|m|ll|re|ve)$", text[start:end]):
        head.append((start, start + 1))
        start += 1
    while end - start > 1:
        if text[end - 1] in CLOSERS or (text[end - 1] == "." and not abbreviated(text[start:end])):
            tail.append((end - 1, end))
            end -= 1
        else:
            break
    return head + words(text, start, end) + tail[::-1]


def abbreviated(word: str) -> bool:
    return word.lower() in ABBREVIATIONS or bool(INITIALS.match(word)) or set(word) == {"."}


def words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Splits clitics, `cannot`, a final possessive apostrophe and hyphens between words."""
    word = text[start:end]
    clitic = CLITIC.match(word)
    if clitic and clitic.group(1):
        cut = start + clitic.start(2)
        return words(text, start, cut) + [(cut, end)]
    if word.lower() == "cannot":
        return [(start, start + 3), (start + 3, end)]
    if "-" in word and not re.search(r"\d-\d+-\d|@|www|\.\w", word):
        for hyphen in HYPHEN.finditer(word):
            if word[: hyphen.start()].lower() not in PREFIXES:
                cut = start + hyphen.start()
                return [(start, cut), (cut, cut + 1)] + words(text, cut + 1, end)
    return [(start, end)] if end > start else []


def sentences(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """For each word the number of its sentence."""
    numbers, number, closing = [], 0, False
    for k, (start, end) in enumerate(spans):
        word = text[start:end]
        opens = word[0].isupper() or word[0].isdigit() or word[0] in "\"“‘'(["
        if closing and word[0] not in "\"”’')]" and (opens or "\n" in text[spans[k - 1][1] : start]):
            number, closing = number + 1, False
        elif closing and word in '"\'' and k and text[spans[k - 1][1] : start]:
            number, closing = number + 1, False
        elif closing and word[0] not in "\"”’')]":
            closing = False
        numbers.append(number)
        if word[-1] in END and word.lower() not in TITLES and not re.fullmatch(r"[^\W\d_]\.", word):
            closing = True
        if k + 1 < len(spans) and "\n\n" in text[end : spans[k + 1][0]]:
            closing = True
    return numbers
