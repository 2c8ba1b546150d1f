"""The JSON Schema (draft 7) with which an editor completes and checks while somebody types.

Made from the models of `scenario`, which mirror the files key by key; what they do before they look at a file (a
speaker as a key, one name for a list) is written out here. The loader stays the judge: a schema sees no references.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import combinations
from typing import Any

from trainer.authoring.descriptions import DESCRIPTIONS
from trainer.scenario import overlay
from trainer.scenario.fields import AMBIGUOUS_IDS, CODES, ID_PATTERN, LINE_KEYS
from trainer.scenario.model import Scenario
from trainer.scenario.scene import TALKS_ONLY

FILE = "trainer.schema.json"
"""What the file is called beside scenarios."""

Schema = dict[str, Any]

_ID = {"$ref": "#/definitions/Id"}
_ROSE = {"$ref": "#/definitions/Rose"}
_TEXT = {"$ref": "#/definitions/Text"}
_TEXTS = {"$ref": "#/definitions/Texts"}
_ACTS = ("say", "do", "silence")


@cache
def as_json() -> str:
    """Return the schema as the text of a file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def schema() -> Schema:
    """Return the schema of every file an author writes: a scenario, a persona, or a translation of one of them."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "urn:roleplay-trainer:schema:1",
        "title": "Roleplay Trainer: a scenario, a persona or a translation",
        "type": "object",
        "if": {"anyOf": [_has("home"), _has("aim"), _has("moods", "start")], "not": _has("scenes")},
        "then": {"$ref": "#/definitions/Persona"},
        "else": {
            "if": _has("start"),
            "then": {"$ref": "#/definitions/Scenario"},
            "else": {"anyOf": [{"$ref": f"#/definitions/{name}"} for name in ("Scenario", *_TRANSLATIONS)]},
        },
        "definitions": {**_models(), **_values(), **{n: _translation(g) for n, g in _TRANSLATIONS.items()}},
    }


def _has(*keys: str) -> Schema:
    return {"required": list(keys)}


def _values() -> dict[str, Schema]:
    words = {"type": "string", "pattern": r"\S"}
    source = {"type": ["string", "integer"], "description": "The short hash of the text it was made from."}
    stamped = {"type": "object", "properties": {"text": words, "of": source}, "required": ["text"]}
    return {
        "Id": {
            "description": "Small letters, digits and `_`, a letter first, at most 64 characters.",
            "type": "string",
            "pattern": ID_PATTERN,
            "not": {"enum": sorted(AMBIGUOUS_IDS)},
        },
        "Rose": {
            "description": "An octant of Leary's Rose, how strong from 1 to 4 (2 when left out); `M` is the middle.",
            "enum": list(CODES),
        },
        "Text": {"anyOf": [words, {**stamped, "additionalProperties": False}]},
        "Texts": {"anyOf": [_TEXT, {"type": "array", "items": _TEXTS}, _by_id(_TEXTS)]},
    }


# --- from the models --------------------------------------------------------------------------------------


def _models() -> dict[str, Schema]:
    """Return the schema of every model, as an author writes it."""
    found = Scenario.model_json_schema(ref_template="#/definitions/{model}")
    models = found.pop("$defs")
    definitions: dict[str, Schema] = {name: _plain(model) for name, model in {"Scenario": found, **models}.items()}
    definitions["Response"]["oneOf"] = [_has(act) for act in _ACTS]
    for key in TALKS_ONLY:
        del definitions["Scale"]["properties"][key]
    definitions["Scenario"]["properties"]["scenes"]["additionalProperties"] = {
        "if": _has("activity"),
        "then": {"$ref": "#/definitions/Scale"},
        "else": {"$ref": "#/definitions/Scene"},
    }
    personas = definitions["Scenario"]["properties"]
    in_files = {"type": "array", "items": _ID, "minItems": 1, "uniqueItems": True}
    personas["personas"] = {"anyOf": [in_files, personas["personas"]]}
    for name, definition in definitions.items():
        told = DESCRIPTIONS.get(name, {})
        if "speaker" in definition["properties"]:
            _put_speaker(definition, told.get("speaker", ""))
        definition["properties"] = {
            key: _described(value, told[key]) if key in told else value
            for key, value in definition["properties"].items()
        }
    return definitions


def _plain(found: Any) -> Any:
    """Return a schema of pydantic in draft 7: no titles or defaults, no null (a key has a value), ids by reference.

    What stands in a list of fixed length is `items` there, not `prefixItems`.
    """
    if isinstance(found, list):
        return [_plain(part) for part in found]
    if not isinstance(found, dict):
        return found
    kept = {key: value for key, value in found.items() if key not in ("title", "default")}
    if "prefixItems" in kept:
        kept["items"] = kept.pop("prefixItems")
    if kept.get("pattern") == ID_PATTERN:
        return _ID
    if kept.get("enum") == list(CODES):
        return _ROSE
    if "patternProperties" in kept:
        [values] = kept.pop("patternProperties").values()
        kept |= _by_id(values)
    options = [option for option in kept.get("anyOf", ()) if option != {"type": "null"}]
    if len(options) == 1:
        del kept["anyOf"]
        return _plain({**kept, **options[0]})
    if options:
        kept["anyOf"] = options
    return {
        key: {name: _plain(part) for name, part in value.items()} if key == "properties" else _plain(value)
        for key, value in kept.items()
    }


def _by_id(values: Schema) -> Schema:
    return {"type": "object", "propertyNames": _ID, "additionalProperties": values}


def _put_speaker(line: Schema, told: str) -> None:
    """Make the schema of a line what an author writes: the speaker is a key, exactly one beside the others."""
    words = line["properties"]["text"]
    line["properties"] = {key: value for key, value in line["properties"].items() if key in LINE_KEYS}
    others = sorted(line["properties"])
    line |= _by_id(_described(words, told))
    del line["required"]
    line["not"] = {"propertyNames": {"enum": others}}
    line["anyOf"] = [
        {"maxProperties": n + 1, "anyOf": [_has(*keys) for keys in combinations(others, n)]}
        for n in range(len(others) + 1)
    ]


def _described(value: Schema, text: str) -> Schema:
    """Return a schema with a description; draft 7 reads nothing beside a reference."""
    return {"description": text, **({"allOf": [value]} if "$ref" in value else value)}


# --- translations -----------------------------------------------------------------------------------------


_TRANSLATIONS: dict[str, Any] = {
    "Translation": {**overlay.SCENARIO, "format": {"const": 1}, "language": {"type": "string"}},
    "PersonaTranslation": {**overlay.PERSONA, "format": {"const": 1}, "language": {"type": "string"}},
}


def _translation(grammar: Any) -> Schema:
    """Return the schema of a translation: texts under the ids of the original, and nothing else."""
    if grammar == overlay.TEXTS:
        return _TEXTS
    if isinstance(grammar, list):
        return {"type": "array", "items": _translation(grammar[0])}
    if grammar == overlay.SCREENPLAY:
        line = {"type": "object", "propertyNames": _ID, "additionalProperties": _TEXTS}
        return {"type": "array", "items": line}
    if "const" in grammar or "type" in grammar:
        return dict(grammar)
    if overlay.ANY_ID in grammar:
        return _by_id(_translation(grammar[overlay.ANY_ID]))
    return {
        "type": "object",
        "properties": {key: _translation(inner) for key, inner in grammar.items()},
        "additionalProperties": False,
    }
