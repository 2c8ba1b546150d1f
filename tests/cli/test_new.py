"""`trainer new`: questions, flags, where it lands, and what is never done to what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import Ran, run
from trainer.authoring.scaffold import LONGEST
from trainer.cli.group import Settings
from trainer.errors import StoreError
from trainer.practice.shelf import book
from trainer.records.folder import usual
from trainer.scenario import load_scenario
from trainer.scenario.library import listings, shipped

FLAGS = ("--title", "De huur", "--role", "wijkwerker", "--client", "Sam Pas", "--shows-up", "TB")


def new(name: str, *words: object, typed: str | None = "", language: str = "en") -> Ran:
    """Make a scenario."""
    ran = run("new", name, *words, typed=typed, language=language)
    assert "Traceback" not in ran.out + ran.err
    return ran


def everything(folder: Path = Path()) -> set[str]:
    """Return every file in a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


# --- where it lands ---------------------------------------------------------------------------------------


def test_it_lands_in_the_folder_scenarios_when_there_is_one() -> None:
    Path("scenarios").mkdir()
    ran = new("huur")
    assert ran.status == 0
    files = {"huur.yaml", "personas/sam.yaml", "trainer.schema.json"}
    assert everything() == {f"scenarios/{name}" for name in files}
    assert ran.out.splitlines() == [str(Path("scenarios/huur.yaml")), str(Path("scenarios/personas/sam.yaml"))]


def test_else_it_lands_in_the_own_folder_and_is_in_the_library() -> None:
    assert run("play", "huur").status == 2
    ran = new("huur", "--title", "Mijn eigen huur")
    assert Path(ran.out.splitlines()[0]) == usual() / "scenarios" / "huur.yaml"
    assert "Mijn eigen huur" in run("--plain").out
    assert run("check", "huur", "--strict").status == 0
    assert run("test", "huur").status == 0


def test_the_shelves_of_both_libraries_hold_the_own_folder_before_what_came_along(tmp_path: Path) -> None:
    new("huur", "--title", "Mijn eigen huur")
    (tmp_path / "extra").mkdir()
    settings = Settings(library=tmp_path / "extra")
    assert settings.shelves() == (tmp_path / "extra", settings.own_scenarios, shipped())
    assert "Mijn eigen huur" in [book(listing).title for listing in listings(settings.shelves())]


def test_a_scenario_of_the_same_name_hides_the_own_one_and_that_is_told() -> None:
    new("huur", "--title", "Mijn eigen huur")
    Path("scenarios").mkdir()
    new("huur", "--folder", "scenarios", "--title", "Die van de klas")
    ran = run("--plain")
    assert "Die van de klas" in ran.out
    assert "Mijn eigen huur" not in ran.out
    assert "1 more file with this name" in ran.out


def test_without_a_home_there_is_no_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise StoreError("There is no home folder to save in.")

    monkeypatch.setattr("trainer.records.folder.usual", nowhere)
    assert Settings().shelves() == (shipped(),)
    ran = new("huur", *FLAGS)
    assert (ran.status, ran.out) == (1, "")
    assert "no home folder" in ran.err
    assert new("huur", *FLAGS, "--folder", "here").status == 0


def test_or_where_one_asks_for(tmp_path: Path) -> None:
    folder = tmp_path / "a new folder"
    assert new("huur", "--folder", folder).status == 0
    assert load_scenario(folder / "huur.yaml").title == "Huur"
    assert not usual().exists()


@pytest.mark.parametrize(("folder", "place"), [(".", ""), ("scenarios", "scenarios"), ("nieuw/..", "")])
def test_the_folder_is_told_by_its_whole_name(folder: str, place: str) -> None:
    assert f"Made in {Path(place).resolve()}. What you can do now:" in new("huur", "--folder", folder).err


def test_what_to_do_next_can_be_typed_as_it_stands(tmp_path: Path) -> None:
    lines = new("huur").err.splitlines()[-3:]
    assert [line.split()[:3] for line in lines] == [["trainer", verb, "huur"] for verb in ("preview", "check", "play")]
    lines = new("huur", "--folder", tmp_path / "my own").err.splitlines()[-3:]
    assert all(f'"{tmp_path / "my own" / "huur.yaml"}"' in line for line in lines)


def test_a_folder_of_data_that_somebody_chose_holds_the_scenarios_too(tmp_path: Path) -> None:
    assert new("huur", "--data-dir", tmp_path / "data").status == 0
    assert (tmp_path / "data" / "scenarios" / "huur.yaml").is_file()
    assert run("check", "huur", "--data-dir", tmp_path / "data").status == 0
    assert run("check", "huur").status == 2


def test_deleting_talks_leaves_scenarios_alone(tmp_path: Path) -> None:
    data = ("--data-dir", tmp_path / "data")
    new("huur", *data)
    before = everything(tmp_path / "data" / "scenarios")
    assert run("play", "huur", "--learner", "k7", *data, typed="1\n").status == 0
    assert run("data", "delete", "k7", "--yes", *data).status == 0
    assert "k7" not in run("data", *data).out
    assert everything(tmp_path / "data" / "scenarios") == before
    assert run("check", "huur", *data).status == 0


def test_a_learner_starts_and_goes_on_in_an_own_scenario() -> None:
    new("huur")
    ran = run("play", "huur", typed="1\n")
    assert "trainer resume" in ran.out
    assert run("resume", typed="1\n").status == 0


# --- questions --------------------------------------------------------------------------------------------


def test_a_second_scenario_gets_a_client_of_its_own_when_nobody_names_one(tmp_path: Path) -> None:
    for name in ("een", "twee", "drie"):
        assert run("new", name, "--folder", tmp_path, typed="\n" * 5).status == 0
        assert run("check", "--strict", tmp_path / f"{name}.yaml").status == 0
    assert len(list((tmp_path / "personas").glob("*.yaml"))) == 3


def test_enter_takes_what_is_usual(tmp_path: Path) -> None:
    assert new("de_huur", "--folder", tmp_path, typed="\n\n\n\n\n", language="nl").status == 0
    scenario = load_scenario(tmp_path / "de_huur.yaml")
    assert (scenario.title, scenario.language) == ("De huur", "nl")


@pytest.mark.parametrize("typed", ["", None, "Een titel\n"])
def test_an_input_that_ends_leaves_the_rest_to_the_program(typed: str | None, tmp_path: Path) -> None:
    assert new("huur", "--folder", tmp_path, typed=typed).status == 0
    assert load_scenario(tmp_path / "huur.yaml").title == ("Een titel" if typed else "Huur")


def test_answers_are_used(tmp_path: Path) -> None:
    ran = new("huur", "--folder", tmp_path, typed="De huur\nwijkwerker\nLou Pas\nje\n3\n", language="nl")
    scenario = load_scenario(tmp_path / "huur.yaml")
    assert ran.err.count("?") == 5
    assert scenario.you is not None
    lou = scenario.personas["lou"]
    assert (scenario.title, scenario.you.role, lou.name, lou.address) == ("De huur", "wijkwerker", "Lou Pas", "je")
    assert lou.moods[lou.start].rose.octant == "TB"


def test_a_bad_answer_is_asked_again(tmp_path: Path) -> None:
    ran = new("huur", "--folder", tmp_path, "--in", "nl", typed="[b]\nDe huur\n\n\njij\nu\nmoe\n2\n")
    scenario = load_scenario(tmp_path / "huur.yaml")
    assert ran.status == 0
    assert ran.err.count("What is the scenario called?") == 2
    assert "`u` or `je`" in ran.err
    assert "from 1 to 4" in ran.err
    assert (scenario.title, scenario.personas["sam"].address) == ("De huur", "u")


def test_with_every_flag_nothing_is_asked(tmp_path: Path) -> None:
    ran = new("huur", *FLAGS, "--address", "je", "--in", "nl", "--folder", tmp_path, typed="not read\n")
    assert "?" not in ran.err
    assert load_scenario(tmp_path / "huur.yaml").personas["sam"].address == "je"


def test_who_is_addressed_how_is_only_asked_in_dutch(tmp_path: Path) -> None:
    assert "je" not in new("huur", "--folder", tmp_path / "a", "--in", "en").err.split()
    ran = new("huur", "--folder", tmp_path / "b", "--in", "en", "--address", "u")
    assert (ran.status, ran.out) == (2, "")
    assert "--address" in ran.err
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(("option", "value"), [("--shows-up", "SB"), ("--address", "jij"), ("--title", "[b]")])
def test_a_flag_that_cannot_be_used_is_wrong_use(option: str, value: str, tmp_path: Path) -> None:
    for where in (("--folder", tmp_path / "x"), ()):
        ran = new("huur", option, value, "--in", "nl", *where)
        assert (ran.status, ran.out) == (2, "")
        assert f"{option} '{value}'" in ran.err
    assert not (tmp_path / "x").exists()
    assert not usual().exists()


def test_the_scenario_speaks_as_the_program_unless_asked_otherwise(tmp_path: Path) -> None:
    for n, (spoken, words, expected) in enumerate([("nl", (), "nl"), ("en", (), "en"), ("en", ("--in", "nl"), "nl")]):
        new("huur", *words, "--folder", tmp_path / str(n), language=spoken)
        assert load_scenario(tmp_path / str(n) / "huur.yaml").language == expected


# --- names, and what is there already ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [("Huis Bezoek", "huis_bezoek"), ("huur.yaml", "huur"), ("scenarios/huur", "huur"), ("één", "een"), ("9b", "b")],
)
def test_a_name_that_is_no_id_is_told_with_one_that_is(name: str, suggestion: str) -> None:
    ran = new(name)
    assert (ran.status, ran.out) == (2, "")
    assert f"`{suggestion}`" in ran.err
    assert not usual().exists()


def test_the_longest_name_there_can_be_makes_a_title_that_fits(tmp_path: Path) -> None:
    assert new("x" * 64, "--folder", tmp_path).status == 0
    assert len(load_scenario(tmp_path / f"{'x' * 64}.yaml").title) == LONGEST


@pytest.mark.parametrize("name", ["no", "", "!", "x" * 65, "huur\n", "nl\x1b[2J"])
def test_any_other_name_is_refused_too(name: str) -> None:
    ran = new(name)
    assert ran.status == 2
    assert "\x1b" not in ran.err
    assert not usual().exists()


def test_nothing_is_overwritten() -> None:
    new("huur", *FLAGS)
    before = {path: path.read_bytes() for path in usual().rglob("*") if path.is_file()}
    ran = new("huur", typed="not asked\n")
    assert (ran.status, ran.out) == (2, "")
    assert str(usual() / "scenarios" / "huur.yaml") in ran.err
    assert "?" not in ran.err
    assert {path: path.read_bytes() for path in usual().rglob("*") if path.is_file()} == before


def test_a_client_of_the_same_name_is_in_the_way() -> None:
    new("huur", *FLAGS)
    ran = new("bezoek", *FLAGS)
    assert ran.status == 2
    assert str(Path("personas") / "sam.yaml") in ran.err
    assert not (usual() / "scenarios" / "bezoek.yaml").exists()
    assert new("bezoek", *FLAGS[:-4], "--client", "Lou").status == 0


def test_a_scenario_that_came_along_keeps_its_name() -> None:
    ran = new("uithuisplaatsing")
    assert ran.status == 2
    assert "uithuisplaatsing.yaml" in ran.err


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for place in (tmp_path / "file" / "inside", tmp_path / "file"):
        ran = new("huur", "--folder", place)
        assert (ran.status, ran.out) == (2, "")
        assert str(tmp_path / "file") in ran.err
    assert new("huur", "--data-dir", tmp_path / "file" / "inside").status == 1
