"""Lemmas as edit scripts `C|n|s`: take the form (C = L lowercased, K kept), drop n characters, append s."""

import collections
from collections.abc import Iterable


def plain(form: str) -> str:
    return form.replace("’", "'")


def script(form: str, lemma: str) -> str:
    """The script that turns form into lemma, lowercasing unless the lemma has capitals that the form explains."""
    form, lemma = plain(form), plain(lemma)
    case = "K" if lemma != lemma.lower() else "L"
    base = form if case == "K" else form.lower()
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    return f"{case}|{len(base) - common}|{lemma[common:]}"


def apply(script: str, form: str) -> str | None:
    """The lemma, or None where the form is too short for the script."""
    case, drop, suffix = script.split("|", 2)
    base = plain(form) if case == "K" else plain(form).lower()
    return base[: len(base) - int(drop)] + suffix if int(drop) <= len(base) else None


def inventory(pairs: Iterable[tuple[str, str]], least: int = 3) -> list[str]:
    """Scripts seen at least `least` times, most frequent first; the identity always among them."""
    counts = collections.Counter(script(form, lemma) for form, lemma in pairs)
    counts["L|0|"] += least
    return [s for s, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if n >= least and "\n" not in s]
