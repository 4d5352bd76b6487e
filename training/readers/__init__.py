"""One module for each corpus; each turns files of `../shared/data` into Documents."""

import pathlib

REPOSITORIES = {
    "ud-english-ewt": "UniversalDependencies/UD_English-EWT (r2.16)",
    "gum": "UniversalDependencies/UD_English-GUM (r2.16)",
    "re3d": "dstl/re3d",
    "re-docred": "tonytan48/Re-DocRED",
    "litbank.tar.xz": "dbamman/litbank",
    "current-events": "the Markdown pages of Wikipedia's Portal:Current events",
    "gap": "google-research-datasets/gap-coreference",
    "knowledgenet": "diffbot/knowledge-net",
    "annotated-news": "graphgen's own annotated news",
}


def locate(data: pathlib.Path, name: str) -> pathlib.Path:
    """The corpus's path, or an error that names where it comes from."""
    path = data / name
    if not path.exists():
        raise SystemExit(f"training: {path} is absent; it holds {REPOSITORIES[name]}")
    return path
