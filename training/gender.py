"""Whether words mean a man or a woman, where they tell (Gender.swift)."""

MASCULINE, FEMININE = 1, 2


def table(masculine: str, feminine: str) -> dict[str, int]:
    return {word: MASCULINE for word in masculine.split()} | {word: FEMININE for word in feminine.split()}


PRONOUNS = table("he him his himself", "she her hers herself")
TITLES = table("mr. mr sir lord king prince don", "mrs. mrs ms. ms miss lady dame queen princess")
NOUNS = table(
    "man men husband father son brother king prince uncle nephew grandfather grandson widower boy spokesman businessman policeman"
    " gentleman lord duke emperor stepson stepfather son-in-law father-in-law brother-in-law boyfriend fiancé fisherman congressman"
    " salesman",
    "woman women wife mother daughter sister queen princess aunt niece grandmother granddaughter widow girl spokeswoman businesswoman"
    " policewoman lady duchess empress nun stepdaughter stepmother daughter-in-law mother-in-law sister-in-law girlfriend fiancée"
    " congresswoman actress heiress waitress saleswoman",
)


def gender(words: list[str], first: int, last: int) -> int:
    """Of the mention from `first` to `last`; 0 where nothing tells."""
    forms = words[first : last + 1]
    if len(forms) == 1 and forms[0].lower() in PRONOUNS:
        return PRONOUNS[forms[0].lower()]
    if len(forms) > 1 and forms[-1] in ("'s", "’s", "'"):
        forms = forms[:-1]
    found = TITLES.get(words[first - 1].lower(), 0) if first else 0
    if not found and len(forms) > 1:
        found = TITLES.get(forms[0].lower(), 0)
    if not found and (forms[0][:1].islower() or forms[-1][:1].islower()):
        found = NOUNS.get(forms[-1].lower(), 0)
    return found
