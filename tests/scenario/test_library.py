"""The library: where scenarios are found, which one wins, and how broken ones are listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario import STORY, change, keep, translated
from trainer.errors import UsageError
from trainer.scenario.library import files, find, folders, listings, shipped


@pytest.fixture
def shelves(tmp_path: Path) -> list[Path]:
    """Two empty folders."""
    found = [tmp_path / "eerst", tmp_path / "later"]
    for shelf in found:
        shelf.mkdir()
    return found


def test_every_scenario_is_listed_once_with_its_languages(shelves: list[Path]) -> None:
    translated(shelves[0])
    keep(shelves[0], name="ander")
    found = {listing.id: listing.scenario and listing.scenario.languages for listing in listings(shelves)}
    assert found == {"huur": ("nl", "en"), "ander": ("nl",)}


def test_translations_and_personas_are_not_listed(shelves: list[Path]) -> None:
    path = translated(shelves[0])
    (shelves[0] / "notities.txt").write_text("niets", encoding="utf-8")
    assert files(shelves[0]) == [path]


def test_the_first_of_two_with_one_id_wins_and_the_other_is_told(shelves: list[Path]) -> None:
    first = keep(shelves[0], change(STORY, "title: De huur", "title: De eerste"))
    second = keep(shelves[1], change(STORY, "title: De huur", "title: De tweede"))
    [listing] = listings(shelves)
    assert listing.scenario is not None
    assert (listing.scenario.title, listing.path, listing.hidden) == ("De eerste", first, (second,))
    [turned] = listings(shelves[::-1])
    assert (turned.path, turned.hidden) == (second, (first,))


def test_without_doubles_nothing_is_hidden(shelves: list[Path]) -> None:
    keep(shelves[0])
    keep(shelves[1], name="ander")
    assert [listing.hidden for listing in listings(shelves)] == [(), ()]


def test_a_broken_scenario_is_listed_with_the_number_of_its_problems(shelves: list[Path]) -> None:
    text = change(change(STORY, "- to: ruzie", "- to: klaarr"), "closeness: 0", "closeness: 9")
    path = keep(shelves[0], text)
    keep(shelves[0], name="heel")
    found = {listing.id: listing for listing in listings(shelves)}
    assert found["huur"].scenario is None
    assert (found["huur"].problems, found["huur"].path) == (2, path)
    assert found["heel"].scenario is not None
    assert found["heel"].problems == 0


def test_a_broken_first_one_still_hides_a_whole_second(shelves: list[Path]) -> None:
    keep(shelves[0], "format: [")
    second = keep(shelves[1])
    [listing] = listings(shelves)
    assert (listing.scenario, listing.problems, listing.hidden) == (None, 1, (second,))


def test_a_broken_translation_does_not_take_the_scenario_away(shelves: list[Path]) -> None:
    translated(shelves[0], "title: [")
    [listing] = listings(shelves, "en")
    assert listing.scenario is not None
    assert listing.scenario.language == "nl"


def test_scenarios_are_listed_in_the_language_asked_for(shelves: list[Path]) -> None:
    translated(shelves[0])
    [listing] = listings(shelves, "en")
    assert listing.scenario is not None
    assert listing.scenario.title == "The rent"


def test_a_folder_with_the_name_of_a_scenario_takes_nothing_away(shelves: list[Path]) -> None:
    (shelves[0] / "map.yaml").mkdir()
    keep(shelves[0])
    assert "huur" in [listing.id for listing in listings(shelves) if listing.scenario]


def test_an_id_is_found_beside_a_folder_of_that_name(
    shelves: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "huur").mkdir()
    assert find("huur", [keep(shelves[0]).parent]) == shelves[0] / "huur.yaml"


# --- one scenario -----------------------------------------------------------------------------------------


def test_a_scenario_is_found_by_id_in_the_first_folder_that_has_it(shelves: list[Path]) -> None:
    first, second = keep(shelves[0]), keep(shelves[1])
    other = keep(shelves[1], name="ander")
    assert find("huur", shelves) == first
    assert find("huur", shelves[::-1]) == second
    assert find("ander", shelves) == other


def test_a_scenario_is_found_by_path(shelves: list[Path]) -> None:
    path = keep(shelves[0])
    assert find(str(path), []) == path


@pytest.mark.parametrize(
    ("name", "words"), [("huurr", "`huur`"), ("nergens.yaml", "nergens.yaml"), ("", "no scenario")]
)
def test_what_is_not_there_is_wrong_use(name: str, words: str, shelves: list[Path]) -> None:
    keep(shelves[0])
    with pytest.raises(UsageError, match=words):
        find(name, shelves)


def test_folders_are_looked_in_once_and_the_own_ones_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("scenarios", "extra"):
        (tmp_path / name).mkdir()
    found = [folder.resolve() for folder in folders(tmp_path / "extra")]
    assert found[:2] == [tmp_path / "scenarios", tmp_path / "extra"]
    assert [folder.resolve() for folder in folders(tmp_path / "scenarios")][1:] == found[2:]


def test_a_folder_that_is_not_there_is_passed_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert tmp_path / "scenarios" not in [folder.resolve() for folder in folders(tmp_path / "nergens")]


def test_the_own_folder_comes_before_what_came_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("scenarios", "extra", "own"):
        (tmp_path / name).mkdir()
    found = [folder.resolve() for folder in folders(tmp_path / "extra", tmp_path / "own")]
    assert found == [tmp_path / "scenarios", tmp_path / "extra", tmp_path / "own", shipped().resolve()]
    assert folders(None, tmp_path / "nergens")[1:] == (shipped(),)
