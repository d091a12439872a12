"""The words that pages show, taken from the English catalogue, so that a changed wording does not break a check."""

import json
import re

from school import ROOT

_CATALOGUE: dict[str, str | dict[str, str]] = {}
for _file in sorted((ROOT / "Sources/WebServer/Site/texts").glob("en*.json")):
    _CATALOGUE |= json.loads(_file.read_text())


def words(key: str) -> str:
    """The text of a key that has no parameters."""
    text = _CATALOGUE[key]
    assert isinstance(text, str) and "{" not in text, f"{key} has parameters or plural forms"
    return text


def pattern(key: str) -> re.Pattern:
    """A pattern for the whole text of a key, whatever its parameters are and in each plural form."""
    text = _CATALOGUE[key]
    forms = [text] if isinstance(text, str) else list(text.values())
    parts = [".+".join(re.escape(piece) for piece in re.split(r"\{\w+\}", form)) for form in forms]
    return re.compile("^(" + "|".join(parts) + ")$")
