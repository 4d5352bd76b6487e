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


FOLLOWERS = set("of in from to at for with on by who whom whose which that , (".split())
POSSESSIVES = ("'s", "’s", "'", "’")
PEOPLE = (0, 1, 4)
"""The kinds of mentions that may have one: noun phrases, of which nobody knows, persons and groups."""


def gender(words: list[str], first: int, last: int, kind: int = 0) -> int:
    """Of the mention from `first` to `last`; 0 where nothing tells."""
    forms = words[first : last + 1]
    if kind not in PEOPLE:
        return 0
    if len(forms) == 1 and forms[0].lower() in PRONOUNS:
        return PRONOUNS[forms[0].lower()]
    if len(forms) > 1 and forms[-1] in POSSESSIVES:
        forms = forms[:-1]
    end = next((k for k, form in enumerate(forms) if k and form.lower() in FOLLOWERS), len(forms))
    forms = forms[:end]
    owners = [k for k, form in enumerate(forms) if form in POSSESSIVES]
    if owners:
        forms = forms[owners[-1] + 1 :]
    if not forms:
        return 0
    common = [form for form in forms if form[:1].islower()]
    noun = NOUNS.get(common[-1].lower(), 0) if common else 0
    if forms[-1][:1].islower():
        return noun
    titles = [] if owners else words[first - 1 : first] + (forms[:1] if len(forms) > 1 else [])
    told = (TITLES.get(title.lower(), 0) for title in titles if not title[:1].islower())
    return next((t for t in told if t), noun)
