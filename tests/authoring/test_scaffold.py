"""The starting point: whatever is answered, it loads, plays, keeps every rule and can be completed by an editor."""

from __future__ import annotations

import re
from pathlib import Path
from string import printable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from trainer.authoring.check import check
from trainer.authoring.descriptions import DESCRIPTIONS
from trainer.authoring.scaffold import (
    CLIENTS,
    LONGEST,
    ROLES,
    Wishes,
    entrances,
    form_of_address,
    made,
    octant,
    plain,
    put,
)
from trainer.authoring.schema import FILE, schema
from trainer.authoring.walks import outcomes
from trainer.errors import UsageError
from trainer.scenario import Scenario, load_scenario
from trainer.scenario.source import read

WISHES = [
    pytest.param(
        Wishes("De huur", ROLES[language], CLIENTS[language][0], address, code, language),
        id=f"{language}-{address}-{code}",
    )
    for language in ("nl", "en")
    for address in (("u", "je") if language == "nl" else ("u",))
    for code in entrances(language)
]
USUAL_ONES = Wishes("De huur", ROLES["nl"], CLIENTS["nl"][0], "u", "OT", "nl")
KEYS = {key for keys in DESCRIPTIONS.values() for key in keys} - {"speaker"}


def kept(folder: Path, wishes: Wishes = USUAL_ONES) -> Scenario:
    """Write a starting point and load it."""
    put(made("huur", wishes), folder)
    return load_scenario(folder / "huur.yaml")


# --- every starting point ---------------------------------------------------------------------------------


@pytest.mark.parametrize("wishes", WISHES)
def test_no_rule_finds_anything(wishes: Wishes, tmp_path: Path) -> None:
    kept(tmp_path, wishes)
    assert [f"{p.code} {p.line}: {p.message}" for p in check(tmp_path / "huur.yaml")] == []


@pytest.mark.parametrize("wishes", WISHES)
def test_every_walk_holds(wishes: Wishes, tmp_path: Path) -> None:
    scenario = kept(tmp_path, wishes)
    assert [(outcome.walk, outcome.failure) for outcome in outcomes(scenario) if outcome.failure] == []
    assert any((walk.at_least or 0) >= 80 for walk in scenario.walks.values())
    assert any((walk.below or 100) <= 60 for walk in scenario.walks.values())


@pytest.mark.parametrize("wishes", WISHES)
def test_an_editor_takes_it(wishes: Wishes, tmp_path: Path) -> None:
    kept(tmp_path, wishes)
    editor = Draft7Validator(schema())
    for path in tmp_path.rglob("*.yaml"):
        assert [error.message for error in editor.iter_errors(read(path).data)] == []


@pytest.mark.parametrize("wishes", WISHES)
def test_it_is_what_was_asked_for(wishes: Wishes, tmp_path: Path) -> None:
    scenario = kept(tmp_path, wishes)
    [client] = scenario.personas.values()
    assert (scenario.title, scenario.language, client.name) == (wishes.title, wishes.language, wishes.client)
    assert scenario.you is not None
    assert scenario.you.role == wishes.role
    assert client.moods[client.start].rose.octant == wishes.shows_up
    assert client.address == (wishes.address if wishes.language == "nl" else None)


@pytest.mark.parametrize("wishes", WISHES)
def test_it_is_a_small_talk_with_something_to_choose(wishes: Wishes, tmp_path: Path) -> None:
    scenario = kept(tmp_path, wishes)
    assert 4 <= len(scenario.scenes) <= 6
    assert all(len(scene.responses) >= 3 for scene in scenario.scenes.values())
    assert len(scenario.endings) >= 2


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_key_is_explained_where_it_stands_first(language: str) -> None:
    files = made("huur", Wishes("De huur", ROLES[language], CLIENTS[language][0], "u", "OT", language))
    seen: set[str] = set()
    for name in ("huur.yaml", "personas/sam.yaml"):
        for line in files[name].splitlines():
            body, _sign, comment = re.sub(r'"[^"]*"', '""', line).partition(" # ")
            found = set(re.findall(r"(?:^|[ {])([a-z_]+):(?= |$)", body)) & KEYS - seen
            assert comment or not found, line
            seen |= found
    assert {"rose", "closeness", "because", "shifts", "aim", "walks"} <= seen


def test_both_files_tell_an_editor_where_the_schema_is(tmp_path: Path) -> None:
    kept(tmp_path)
    for path in tmp_path.rglob("*.yaml"):
        [first, *_rest] = path.read_text(encoding="utf-8").splitlines()
        told = first.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / told).resolve() == tmp_path / FILE
    assert (tmp_path / FILE).is_file()


# --- names ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("client", "key", "called"),
    [
        ("Sam de Boer", "sam", "Sam "),
        ("Mevrouw De Vries", "mevrouw_de_vries", "Mevrouw De Vries "),
        ("Chloë-Ann", "chloe_ann", "Chloë-Ann "),
        ("Narrator", "client", "Narrator "),
        ("王", "client", "王 "),
        ('"Sam": #1', "sam", '"Sam": '),
        ("Vertrouwen", "client", "Vertrouwen "),
        ("Open", "open", "Open "),
    ],
)
def test_a_client_is_called_by_name_and_known_by_an_id(client: str, key: str, called: str, tmp_path: Path) -> None:
    scenario = kept(tmp_path, Wishes("De huur", "wijkwerker", client, "u", "TB", "nl"))
    assert list(scenario.personas) == [key]
    assert scenario.personas[key].name == client
    assert scenario.endings["samen"].lines[0].text.startswith(called)  # type: ignore[union-attr]
    assert check(tmp_path / "huur.yaml") == []


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8") | st.sampled_from(printable), max_size=90), st.sampled_from(["nl", "en"]))
def test_whatever_is_answered_it_loads(answer: str, language: str) -> None:
    from tempfile import TemporaryDirectory

    try:
        words = plain(answer)
    except UsageError:
        return
    assert len(words) <= LONGEST
    with TemporaryDirectory() as folder:
        scenario = kept(Path(folder), Wishes(words, words, words, "je", "TO", language))
        [client] = scenario.personas.values()
        assert (scenario.title, client.name) == (words, words)
        assert all(len(r.text) <= 140 for scene in scenario.scenes.values() for r in scene.responses.values())


@pytest.mark.parametrize("answer", ["", " \t", "--", "x" * (LONGEST + 1), "[b]Sam[/b]", "*Sam*", "<i>Sam"])
def test_an_answer_that_cannot_stand_in_a_text_is_refused(answer: str) -> None:
    with pytest.raises(UsageError):
        plain(answer)


def test_an_answer_is_made_tidy() -> None:
    assert plain("  De \x07 huur\n van \t mei ") == "De huur van mei"


def test_the_way_somebody_comes_in_has_a_number_and_a_code() -> None:
    known = list(entrances("nl"))
    assert [octant(str(n), known) for n in range(1, len(known) + 1)] == known
    assert octant(" tb ", known) == "TB"
    for answer in ("0", "9", "SB", "", "-1", "²", "9" * 5000):
        with pytest.raises(UsageError):
            octant(answer, known)


def test_the_form_of_address_is_one_of_two() -> None:
    assert (form_of_address(" U "), form_of_address("je")) == ("u", "je")
    with pytest.raises(UsageError):
        form_of_address("jij")


def test_both_languages_have_the_same_ways_to_come_in() -> None:
    dutch, english = entrances("nl"), entrances("en")
    assert dutch.keys() == english.keys()
    for code, words in dutch.items():
        assert words.keys() == english[code].keys()


# --- writing ----------------------------------------------------------------------------------------------


def test_a_schema_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("mine", encoding="utf-8")
    kept(tmp_path)
    assert (tmp_path / FILE).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["huur.yaml", "personas/sam.yaml"])
def test_what_is_there_is_not_overwritten_and_nothing_is_left_behind(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError) as caught:
        put(made("huur", USUAL_ONES), tmp_path)
    assert Path(caught.value.filename) == tmp_path / name
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / name]
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "personas").write_text("a file", encoding="utf-8")
    with pytest.raises(OSError, match=r"."):
        put(made("huur", USUAL_ONES), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["personas"]
