"""The one shape in which every corpus reaches the model."""

from dataclasses import dataclass, field

TYPES = ["Person", "Organization", "Place", "Group", "Event", "Document", "Thing"]
PHRASES = ["abstract", "animal", "event", "object", "organization", "person", "place", "plant", "substance", "time"]
MODES = ["fact", "planned", "claimed"]
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()


@dataclass
class Mention:
    """Words first…last (inclusive, counted over the document); kind is 1 + the index of its type, 0 where it has none."""

    first: int
    last: int
    kind: int
    entity: int


@dataclass
class Statement:
    """subject, object and speaker index the document's mentions (speaker −1: none); trigger lists words."""

    subject: int
    object: int
    relation: str
    negated: bool = False
    mode: int = 0
    speaker: int = -1
    trigger: list[int] = field(default_factory=list)


@dataclass
class Document:
    """A tokenised text with whatever layers its corpus annotates; None means "not annotated", never "nothing there".

    `heads` count from 1 within the sentence, 0 is the root. `mentions` are typed mentions (exhaustive), `phrases` GUM's
    noun phrases, `chains` mentions annotated for coreference only, `names` names of Re-DocRED's own types with
    `facts` (Wikidata properties between them).
    """

    name: str
    source: str
    sentences: list[list[str]]
    upos: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    deprels: list[str] | None = None
    mentions: list[Mention] | None = None
    statements: list[Statement] | None = None
    phrases: list[Mention] | None = None
    chains: list[Mention] | None = None
    names: list[Mention] | None = None
    facts: list[Statement] | None = None
    offsets: list[tuple[int, int]] | None = None

    @property
    def words(self) -> list[str]:
        return [word for sentence in self.sentences for word in sentence]
