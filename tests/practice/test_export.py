"""What leaves this machine: runs in the shape of the design, and opened elsewhere as the same talk."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conversation import PROFILE, some
from tests.conversation.phrasing import written
from tests.conversation.strategies import Plain, stories
from tests.conversation.test_random_stories import seeds
from tests.practice.sittings import choose
from tests.practice.test_resume import LONGER, NO_WAY, Trainee, moves, remembered
from tests.scenario import change, dumped, keep, translated
from trainer.conversation import Run, Session
from trainer.debrief.replay import replay
from trainer.errors import TrainerError, UsageError
from trainer.practice.arrival import opened
from trainer.practice.export import COLUMNS, as_json, as_table, write, write_run
from trainer.practice.report import report
from trainer.practice.resume import stage
from trainer.practice.sitting import Sitting
from trainer.practice.telling import sections
from trainer.records.store import Store
from trainer.records.transfer import BYTE_ORDER_MARK
from trainer.scenario import Scenario, load_scenario

ROUNDS = settings(
    PROFILE,
    max_examples=PROFILE.max_examples // 3,  # each writes to the disk many times
    suppress_health_check=[*PROFILE.suppress_health_check, HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "data")
    yield made
    made.close()


def held(store: Store, scenario: Scenario, *ids: str, **more: Any) -> Sitting:
    """Return a talk in which these responses were made, and kept."""
    sitting = Sitting(scenario, seed=5, memory=remembered(store), **more)
    choose(sitting, *ids)
    return sitting


def over(store: Store, path: Path, language: str = "nl") -> Sitting:
    """Return a talk in a file that is over, with own words and two ways tried."""
    sitting = held(store, load_scenario(path, language), "regel", "vraag", learner="K7")
    sitting.reflect({"feeling": "=tired", "rose": "SB3", "closeness": -1})
    sitting.intend("wait longer")
    choose(sitting.from_turn(1), "vraag")
    choose(sitting.from_turn(2), "regel", "vraag")
    sitting.close()
    return sitting


def out(store: Store, *shelves: Path) -> dict[str, Any]:
    """Return everything of everybody as it is exported."""
    runs = [past.id for learner in store.learners() for past in store.history(learner)]
    found: dict[str, Any] = json.loads(as_json(remembered(store), runs, shelves))
    return found


def replayed(scenario: Scenario, run: Run, choices: tuple[str, ...]) -> dict[str, Any]:
    """Return what `trainer replay --format json` tells of choices."""
    told = replay(Session.restore(scenario, replace(run, choices=choices)).transcript, run.seed)
    found: dict[str, Any] = json.loads(json.dumps(told))
    return found


# --- the shape --------------------------------------------------------------------------------------------------


@ROUNDS
@given(stories(), seeds, moves)
def test_any_talk_goes_out_as_it_was_and_is_the_same_talk_elsewhere(
    tmp_path: Path, store: Store, story: Plain, seed: int, steps: list[tuple[str, int]]
) -> None:
    path = tmp_path / "random.yaml"
    path.write_text(dumped(written(story)), encoding="utf-8")
    scenario = load_scenario(path)
    trainee = Trainee(Sitting(scenario, seed=seed, as_written=True, memory=remembered(store)))
    for move, number in steps:
        trainee.do(move, number)
    first = trainee.first
    first.close()
    if first.record is None or not first.record.run:
        return
    file = write_run(first.memory, first.record.run, tmp_path, ())
    path.unlink()
    data = json.loads(file.read_text(encoding="utf-8"))["runs"][0]
    run = first.run
    whole = replayed(scenario, run, run.choices)
    assert {key: data[key] for key in ("turns", "ending", "summary")} == {
        key: whole[key] for key in ("turns", "ending", "summary")
    }
    for found, way in zip(data["explored"], run.explored, strict=True):
        before = Session.restore(scenario, run).transcript.choices_before(way.at)
        tried = replayed(scenario, run, (*run.choices[:before], *way.choices))
        assert (found["at"], tuple(found["choices"])) == (way.at, way.choices)
        assert found["turns"] == tried["turns"][way.at - 1 :]
        assert (found["ending"], found["summary"]) == (tried["ending"], tried["summary"])
    with opened(file, None, (), "en") as again:
        assert replace(again.run, reflection=run.reflection, placed=run.placed) == run
        assert again.entries == first.entries
        if first.reflected:
            assert again.reflection == first.reflection
            assert sections(again)[0] == sections(first)[0]


def test_an_export_has_the_shape_of_the_design(store: Store, tmp_path: Path) -> None:
    sitting = over(store, keep(tmp_path, LONGER))
    other = held(store, sitting.scenario, "regel")
    found = out(store)
    by_id = {data["id"]: data for data in found["runs"]}
    assert sitting.record is not None
    assert other.record is not None
    assert by_id.keys() == {sitting.record.run, other.record.run}
    data = by_id[sitting.record.run]
    assert list(data)[: len(asdict(sitting.run)) + 4] == ["id", *asdict(sitting.run), "turns", "ending", "summary"]
    assert (data["choices"], data["ending"]) == (["regel", "vraag"], "klaar")
    assert [turn["response"] for turn in data["turns"]] == ["regel", "vraag"]
    assert [(way["at"], [turn["response"] for turn in way["turns"]]) for way in data["explored"]] == [
        (1, ["vraag"]),
        (2, ["regel", "vraag"]),
    ]
    assert data["reflection"] == {"feeling": "=tired", "intention": "wait longer"}
    assert data["placed"] == {"rose": "SB3", "closeness": -1}
    assert data["learner"] == "K7"
    assert all(data[key].endswith("Z") for key in ("started", "ended"))
    unfinished = by_id[other.record.run]
    assert (unfinished["ended"], unfinished["ending"], unfinished["learner"]) == (None, None, None)
    assert list(found["editions"]) == [data["edition"]]
    assert set(found["editions"][data["edition"]]) == {"huur.yaml", "personas/anouk.yaml"}


def table(store: Store) -> list[dict[str, str]]:
    """Return everything of K7 as a spreadsheet reads it."""
    runs = [past.id for past in store.history("K7")]
    text = as_table(remembered(store), runs, ()).removeprefix(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_table_has_a_row_for_every_turn_and_what_was_tried_apart(store: Store, tmp_path: Path) -> None:
    over(store, keep(tmp_path, change(LONGER, "Wat is er gebeurd?", '"=1+1, \\"zei\\" u"')))
    rows = table(store)
    assert tuple(rows[0]) == COLUMNS
    assert [(row["explored"], row["turn"], row["response"]) for row in rows] == [
        ("0", "1", "regel"), ("0", "2", "vraag"), ("1", "1", "vraag"), ("2", "2", "regel"), ("2", "3", "vraag"),
    ]  # fmt: skip
    assert rows[1]["said"] == '\'=1+1, "zei" u'
    assert [row["closeness"] for row in rows[:2]] == ["-2", "0"]
    assert [bool(row["practice_score"]) for row in rows] == [True, True, False, False, False]


# --- a scenario that is gone or changed -------------------------------------------------------------------------


@pytest.mark.parametrize("happens", ["gone", "changed"])
def test_a_talk_goes_out_with_the_scenario_of_then(happens: str, store: Store, tmp_path: Path) -> None:
    path = keep(tmp_path, LONGER)
    over(store, path)
    before, rows = out(store), table(store)
    if happens == "gone":
        path.unlink()
    else:
        keep(tmp_path, NO_WAY)
    assert out(store) == before
    assert table(store) == rows


def test_without_any_scenario_the_run_itself_still_goes_out(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.practice.record.texts", lambda scenario: {})
    sitting = over(store, keep(tmp_path, LONGER))
    (tmp_path / "huur.yaml").unlink()
    [data] = out(store)["runs"]
    assert (data["choices"], data["turns"], data["summary"]) == (["regel", "vraag"], [], None)
    assert data["reflection"] == dict(sitting.reflection.words)
    assert table(store) == []


# --- opened elsewhere -------------------------------------------------------------------------------------------


@pytest.fixture
def file(store: Store, tmp_path: Path) -> Path:
    """Return an exported talk that is over, as it arrives where there is no such scenario."""
    home = tmp_path / "from"
    home.mkdir()
    sitting = over(store, translated(home))
    assert sitting.record is not None
    path = write_run(sitting.memory, sitting.record.run, tmp_path, ())
    (home / "huur.yaml").unlink()
    return path


@pytest.fixture(autouse=True)
def longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the small scenario be one in which one can go round."""
    monkeypatch.setattr("tests.scenario.STORY", LONGER)
    monkeypatch.setattr(keep, "__defaults__", (LONGER, *(keep.__defaults__ or ())[1:]))


@pytest.mark.parametrize("spoken", ["nl", "en"])
def test_a_talk_is_opened_where_its_scenario_is_not_in_both_languages(spoken: str, file: Path) -> None:
    with opened(file, None, (), spoken) as sitting:
        told = " ".join(entry.text for entry in sitting.entries)
        assert ("Just like that." in told, "Nou gewoon." in told) == (spoken == "en", spoken == "nl")
        assert stage(sitting)[1] == "debrief"
        assert sitting.reflection.words["intention"] == "wait longer"
        assert [way.at for way in sitting.tried] == [1, 2]
        assert sitting.record is None


def test_another_scenario_of_that_name_here_does_not_get_in_the_way(file: Path, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    keep(shelf, change(NO_WAY, "title: De huur", "title: Iets anders"))
    with opened(file, None, (shelf,), "nl") as sitting:
        assert sitting.title == "De huur"
        assert sitting.run.choices == ("regel", "vraag")


def edited(file: Path, edit: Callable[[dict[str, Any]], object]) -> Path:
    """Change an exported file."""
    data = json.loads(file.read_text(encoding="utf-8"))
    edit(data)
    file.write_text(json.dumps(data), encoding="utf-8")
    return file


def test_without_its_scenario_the_one_of_that_name_here_is_used_if_it_fits(file: Path, tmp_path: Path) -> None:
    edited(file, lambda data: data["editions"].clear())
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    with pytest.raises(UsageError, match="no scenario huur"), opened(file, None, (shelf,), "nl"):
        pass
    keep(shelf, LONGER)
    with opened(file, None, (shelf,), "nl") as sitting:
        assert sitting.run.choices == ("regel", "vraag")
    keep(shelf, NO_WAY)
    with pytest.raises(UsageError, match="do not fit the scenario huur"), opened(file, None, (shelf,), "nl"):
        pass


def test_of_several_runs_one_must_be_named(file: Path) -> None:
    edited(file, lambda data: data["runs"].append({**data["runs"][0], "id": "beef", "learner": "K8"}))
    with pytest.raises(UsageError, match="beef"), opened(file, None, (), "nl"):
        pass
    with pytest.raises(UsageError, match="no such run"), opened(file, "zz", (), "nl"):
        pass
    with opened(file, "bee", (), "nl") as sitting:
        assert sitting.learner == "K8"


def test_a_talk_in_a_file_that_ends_in_yml_can_be_opened_elsewhere(store: Store, tmp_path: Path) -> None:
    path = keep(tmp_path, LONGER).rename(tmp_path / "huur.yml")
    sitting = over(store, path)
    assert sitting.record is not None
    file = write_run(sitting.memory, sitting.record.run, tmp_path, ())
    path.unlink()
    with opened(file, None, (), "nl") as again:
        assert again.run.choices == sitting.run.choices


def test_a_talk_that_was_stopped_has_no_numbers_elsewhere_either(store: Store, tmp_path: Path) -> None:
    sitting = held(store, load_scenario(keep(tmp_path, LONGER)), "regel")
    sitting.stop()
    assert sitting.record is not None
    with opened(write_run(sitting.memory, sitting.record.run, tmp_path, ()), None, (), "nl") as again:
        assert not again.reflected


NASTY = "\x1b]52;c;aGFjaw==\x07\u202e=cmd|' /C calc'!A0<script>[/b]{x}"


def nasty(data: dict[str, Any]) -> None:
    """Put in a run whatever could do harm."""
    data["runs"][0]["reflection"] = dict.fromkeys(("feeling", "plus", "delta", "asked", "intention", "more"), NASTY)
    data["runs"][0] |= {"learner": NASTY, "started": NASTY, "ended": NASTY, "language": NASTY, "digest": NASTY}


def test_words_from_elsewhere_do_not_steer_a_terminal(file: Path) -> None:
    with opened(edited(file, nasty), None, (), "en") as sitting:
        told = "\n".join(line for section in sections(sitting) for line in (section.title, *section.lines))
        words = [told, *sitting.reflection.words.values(), report(sitting).title]
        assert "[/b]{x}" in told
        assert not any(sign in "".join(words) for sign in "\x1b\x07\u202e")


PLACES = [
    ("seed",), ("disposition",), ("choices",), ("choices", 0), ("mode",), ("learner",), ("explored",), ("explored", 0),
    ("explored", 0, "at"), ("explored", 0, "choices"), ("explored", 1, "at"), ("explored", 1, "choices", 0),
    ("reflection",), ("reflection", "feeling"), ("placed",), ("placed", "rose"), ("placed", "closeness"), ("started",),
    ("ended",), ("scenario",), ("language",), ("digest",), ("id",), ("edition",),
]  # fmt: skip
VALUES: list[Any] = [
    None, True, 0, -1, 3, 99, 10**40, 0.5, "", "x", "SB9", "vraag", "regel", "assess", "woedend", "huur", "../huur",
    "a\x00b", "/etc/passwd", NASTY, "\ud800", [], ["vraag"], ["x"], [1], {}, {"anouk": "moe"}, {"a": 1},
    {"at": 0, "choices": []}, {"at": 9, "choices": ["x"]}, {"rose": "XX", "closeness": 4}, {"\ud800": "x"},
]  # fmt: skip


@pytest.mark.parametrize("place", PLACES, ids=lambda place: ".".join(map(str, place)))
def test_whatever_is_changed_in_a_file_is_shown_or_refused_in_words(place: tuple[Any, ...], file: Path) -> None:
    whole = file.read_text(encoding="utf-8")
    wrong = []
    for value in some(VALUES, PLACES.index(place), 3):
        data = json.loads(whole)
        spot = data["runs"][0]
        for step in place[:-1]:
            spot = spot[step]
        spot[place[-1]] = value
        file.write_text(json.dumps(data), encoding="utf-8")
        try:
            with opened(file, None, (), "en") as sitting:
                stage(sitting)
                if sitting.reflected:
                    assert sections(sitting)
                    assert report(sitting)
        except TrainerError:
            continue
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            wrong.append((value, repr(error)))
    assert wrong == []


@ROUNDS
@given(st.dictionaries(st.sampled_from(["huur.yaml", "personas/anouk.yaml", "huur.en.yaml"]), st.text(), min_size=1))
@example({"huur.yaml": "title: \ud800"})
def test_whatever_stands_in_a_scenario_that_came_along_is_shown_or_refused_in_words(
    file: Path, texts: dict[str, str]
) -> None:
    data = json.loads(file.read_text(encoding="utf-8"))
    files = {**next(iter(data["editions"].values())), **texts}
    there = file.with_name("changed.json")
    there.write_text(json.dumps({**data, "editions": {data["runs"][0]["edition"]: files}}), encoding="utf-8")
    try:
        with opened(there, None, (), "en") as sitting:
            assert sitting.run.choices == ("regel", "vraag")
    except TrainerError as error:
        assert str(error)  # noqa: PT017 - either is fine


def test_a_file_that_cannot_be_written_is_told(store: Store, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere" / "runs.json"):
        with pytest.raises(UsageError, match="cannot be written"):
            write(place, "{}")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
