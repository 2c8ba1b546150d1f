"""The schema for editors: it takes every file that loads, and refuses what it can see without knowing references."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft7Validator

from tests.conversation import PROFILE
from tests.conversation.phrasing import written
from tests.conversation.strategies import Plain, stories
from tests.scenario import BAD, STORY, change, keep, translated
from trainer.authoring.descriptions import DESCRIPTIONS
from trainer.authoring.schema import schema
from trainer.errors import ScenarioError
from trainer.scenario.fields import Model
from trainer.scenario.library import shipped
from trainer.scenario.scene import TALKS_ONLY, Scale
from trainer.scenario.source import read

CAUGHT = {
    "L108-alias", "L114-comma-in-braces",
    "L201-at-the-top", "L201-in-a-mood", "L201-in-a-target", "L201-misspelt-key", "L201-unknown-key",
    "L202-missing-aim", "L202-missing-outcome", "L202-missing-rose", "L202-missing-start",
    "L203-fraction-for-a-whole-number", "L203-list-for-a-text", "L203-mapping-for-a-list", "L203-not-a-mapping",
    "L203-nothing-for-a-text", "L203-number-for-a-text", "L203-text-for-a-mapping", "L203-text-for-a-number",
    "L203-text-for-a-truth", "L203-truth-for-a-number",
    "L204-format-of-the-future", "L204-nobody-addressed", "L204-nothing-inside", "L204-present-twice", "L204-too-close",
    "L204-unknown-outcome", "L204-no-such-activity", "L204-too-many-steps",
    "L205-capital-in-an-id", "L205-language-is-a-word", "L205-no-as-an-id", "L205-start-is-a-sentence",
    "L205-target-with-a-space",
    "L206-too-intense", "L206-unknown-octant", "L207-neither", "L207-say-and-do", "L208-nobody-speaks",
    "L208-two-speakers",
    "L315-climbs-out", "L315-persona-twice", "L318-responses-beside-an-activity",
}  # fmt: skip
"""The examples of mistakes that the schema refuses."""
UNSEEN = {
    "L204-band-upside-down": "numbers compared with each other",
    "L204-start-outside-range": "numbers compared with each other",
    "L204-weights-all-zero": "numbers added up",
    "L201-in-a-persona-file": "stands in another file",
    "L202-in-a-persona-file": "stands in another file",
    "L209-a-persona-file": "a persona is a file of its own",
}
"""Mistakes of shape that it lets pass, and why."""
EXAMPLES = sorted(path for path in BAD.glob("*.yaml") if "." not in path.stem)


@pytest.fixture(scope="module")
def editor() -> Draft7Validator:
    """What an editor does with the schema."""
    return Draft7Validator(schema())


def refused(editor: Draft7Validator, path: Path) -> bool:
    """Return whether the schema refuses a file that can be read as YAML."""
    return not editor.is_valid(read(path).data)


def readable(path: Path) -> bool:
    """Return whether a file can be read as YAML at all."""
    try:
        read(path)
    except ScenarioError:
        return False
    return True


def models(model: type[Model] = Model) -> Iterator[type[Model]]:
    """Yield every model of a scenario file."""
    for found in model.__subclasses__():
        if found.__module__.startswith("trainer."):
            yield found
            yield from models(found)


def objects(found: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a schema that stands for a mapping with keys of its own."""
    if isinstance(found, dict):
        if isinstance(found.get("properties"), dict):
            yield found
        for part in found.values():
            yield from objects(part)
    elif isinstance(found, list):
        for part in found:
            yield from objects(part)


# --- what it is -------------------------------------------------------------------------------------------


def test_it_is_a_schema_of_draft_7() -> None:
    found = schema()
    Draft7Validator.check_schema(found)
    assert found["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert {"$id", "title"} <= found.keys()
    assert "$defs" not in str(found)


def test_every_reference_leads_somewhere() -> None:
    found = schema()
    for name in str(found).split("#/definitions/")[1:]:
        assert name.split("'")[0] in found["definitions"]


@pytest.mark.parametrize("model", list(models()), ids=lambda model: model.__name__)
def test_every_key_of_a_file_has_a_description(model: type[Model]) -> None:
    keys = {field.alias or name for name, field in model.model_fields.items()}
    if model is Scale:
        keys -= set(TALKS_ONLY)
    written = keys - {"text"} if "speaker" in keys else keys  # a line's text stands under its speaker
    assert set(DESCRIPTIONS[model.__name__]) == written
    assert all(text.endswith(".") for text in DESCRIPTIONS[model.__name__].values())


def test_descriptions_are_of_models_that_are_there() -> None:
    assert set(DESCRIPTIONS) == {model.__name__ for model in models()}


def test_every_key_shows_its_description() -> None:
    definitions = schema()["definitions"]
    for name in DESCRIPTIONS:
        for key, value in definitions[name]["properties"].items():
            assert value.get("description"), f"{name}.{key}"
            assert "$ref" not in value, f"{name}.{key}: draft 7 reads nothing beside a reference"


def test_mappings_with_keys_of_their_own_refuse_others() -> None:
    definitions = {name: part for name, part in schema()["definitions"].items() if name not in ("Line", "Heard")}
    assert all(part.get("additionalProperties") is False for part in objects(definitions))


# --- what it takes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(shipped().rglob("*.yaml")), ids=lambda path: path.name)
def test_what_came_along_is_taken(path: Path, editor: Draft7Validator) -> None:
    assert [error.message for error in editor.iter_errors(read(path).data)] == []


def test_a_scenario_its_persona_and_their_translations_are_taken(tmp_path: Path, editor: Draft7Validator) -> None:
    translated(tmp_path)
    files = sorted(tmp_path.rglob("*.yaml"))
    assert len(files) == 4
    assert [path.name for path in files if refused(editor, path)] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("        closeness: -2\n", "        closeness: -2\n        towards: [anouk]\n        pitfalls: protocol\n"),
        ("    phase: opening\n", "    phase: opening\n    asks: {rose: SB, closeness: [-1, 0]}\n"),
        ("    phase: opening\n", "    phase: opening\n    asks: {rose: [SB, M, TO4], limit: true}\n"),
        ("    phase: opening\n", "    phase: opening\n    present: []\n"),
        ("{anouk: Nou gewoon.}", "{anouk: Nou., shows: Stil., towards: anouk, if: vertrouwen > 1}"),
        ("        coach: Een open vraag.\n", "        coach: Een open vraag.\n        thought: {anouk: Tja.}\n"),
        ("language: nl", "language: nds"),
    ],
    ids=["one for a list", "one place", "places", "nobody", "a whole line", "a thought by persona", "a language"],
)
def test_every_way_of_writing_that_loads_is_taken(old: str, new: str, tmp_path: Path, editor: Draft7Validator) -> None:
    assert not refused(editor, keep(tmp_path, change(STORY, old, new)))


@PROFILE
@given(stories())
def test_any_story_that_loads_is_taken(editor: Draft7Validator, story: Plain) -> None:
    assert [error.message for error in editor.iter_errors(written(story))] == []


# --- what it refuses --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [path for path in EXAMPLES if path.stem in CAUGHT], ids=lambda path: path.stem)
def test_a_mistake_that_can_be_seen_is_refused(path: Path, editor: Draft7Validator) -> None:
    assert refused(editor, path)


def test_every_example_that_should_be_refused_is_there() -> None:
    assert {path.stem for path in EXAMPLES} >= CAUGHT | UNSEEN.keys()


@pytest.mark.parametrize("path", [path for path in EXAMPLES if path.stem[0] != "L"], ids=lambda path: path.stem)
def test_what_loads_is_taken_whatever_check_thinks_of_it(path: Path, editor: Draft7Validator) -> None:
    assert not refused(editor, path)
    for translation in path.parent.glob(f"{path.stem}.*.yaml"):
        assert not refused(editor, translation)


def test_every_mistake_of_shape_is_refused_but_those_that_need_counting_or_another_file(
    editor: Draft7Validator,
) -> None:
    shapes = [path for path in EXAMPLES if path.stem[:2] == "L2" and readable(path)]
    assert {path.stem for path in shapes if not refused(editor, path)} == UNSEEN.keys()


@pytest.mark.parametrize("name", ["no_aim", "unknown_key"])
def test_a_mistake_in_the_file_of_a_persona_is_refused(name: str, editor: Draft7Validator) -> None:
    assert refused(editor, BAD / "personas" / f"{name}.yaml")


@pytest.mark.parametrize("name", ["L601-empty-text.en", "L601-not-a-text.en"])
def test_a_mistake_in_a_translation_is_refused(name: str, editor: Draft7Validator) -> None:
    assert refused(editor, BAD / f"{name}.yaml")


def test_a_key_that_a_translation_cannot_have_is_refused(tmp_path: Path, editor: Draft7Validator) -> None:
    path = translated(tmp_path, "titel: The rent\n").with_name("huur.en.yaml")
    assert refused(editor, path)
