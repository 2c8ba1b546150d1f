"""Every rule about what can happen: when it speaks, where, with which conversation, and when it is silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.authoring.explorer import MOST_CASTINGS
from trainer.authoring.rules import RULES
from trainer.authoring.rules.rule import Remark
from trainer.authoring.study import Study
from trainer.conversation import Session
from trainer.scenario import load_scenario

HEAD = """\
format: 1
title: De huur
language: nl
personas:
  anouk:
    name: Anouk
    home: OS2
    aim: SO2
    start: boos
    moods:
      boos: {label: boos, rose: TB3}
      rustig: {label: rustig, rose: SO2}
    shifts:
      - {from: boos, to: rustig, if: in_band and together}
    dispositions:
      moe: {}
      kalm: {start: rustig}
meters:
  moed: {start: 0, min: 0, max: 3}
start: begin
scenes:
"""
ENDINGS = """\
endings:
  klaar: {title: Klaar, outcome: good}
  ruzie: {title: Ruzie, outcome: hard}
"""
ASK = "      vraag: {say: Wat is er gebeurd?, rose: SB2, closeness: 0, meters: {moed: +1}, to: midden}\n"
PUSH = "      duw: {say: Nu praten., rose: BT3, closeness: -2, to: ruzie}\n"
BEGIN = f"  begin:\n    responses:\n{ASK}{PUSH}"


def told(folder: Path, code: str, scenes: str, most: int | None = None) -> list[Remark]:
    """Return what one rule says about a story of these scenes."""
    path = folder / "huur.yaml"
    path.write_text(HEAD + scenes + ENDINGS, encoding="utf-8")
    scenario = load_scenario(path)
    return list(RULES[code][1](Study(scenario) if most is None else Study(scenario, most)))


def scene(name: str, *responses: str) -> str:
    """Return a scene of responses written as `id: {...}`."""
    return f"  {name}:\n    responses:\n" + "".join(f"      {response}\n" for response in responses)


def nod(condition: str = "", to: str = "klaar") -> str:
    """Return a response that is on offer under a condition."""
    guard = f", if: {condition}" if condition else ""
    return f"knik: {{silence: U knikt., rose: SO2, closeness: 0{guard}, to: {to}}}"


# --- where the talk stops -----------------------------------------------------------------------------------


def test_a_situation_without_a_response_is_told_with_the_shortest_way(tmp_path: Path) -> None:
    [remark] = told(tmp_path, "E501", BEGIN + scene("midden", nod("anouk == boos")))
    assert remark.path == ("scenes", "midden")
    assert "2 situations of `midden`" in remark.message
    assert "--choose vraag --disposition moe" in remark.hint


def test_a_situation_that_only_one_disposition_comes_to_is_told_with_that_one(tmp_path: Path) -> None:
    story = scene("begin", nod("anouk == boos"))
    [remark] = told(tmp_path, "E501", story)
    assert "1 situation of `begin`" in remark.message
    assert "the start --disposition kalm" in remark.hint


def test_where_something_is_always_on_offer_nothing_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, "E501", BEGIN + scene("midden", nod("anouk == rustig"))) == []


# --- loops --------------------------------------------------------------------------------------------------

ROUND = BEGIN + scene("midden", "rond: {say: Nog eens., rose: SB2, closeness: 0, to: gang}")


def test_a_loop_without_a_way_out_is_told_once_where_it_is_entered(tmp_path: Path) -> None:
    [remark] = told(tmp_path, "E502", ROUND + scene("gang", nod("moed > 2"), nod(to="midden").replace("knik", "weer")))
    assert remark.path == ("scenes", "midden")
    assert "--choose vraag --disposition moe" in remark.hint


def test_a_loop_that_ends_when_a_meter_is_high_enough_is_no_problem(tmp_path: Path) -> None:
    again = "weer: {say: En toen?, rose: SB2, closeness: 0, meters: {moed: +1}, to: midden}"
    assert told(tmp_path, "E502", ROUND + scene("gang", nod("moed > 2"), again)) == []


def test_what_leads_only_to_a_stop_is_told_as_a_stop_and_not_as_a_loop(tmp_path: Path) -> None:
    story = BEGIN + scene("midden", nod(to="gang")) + scene("gang", nod("moed > 2"))
    assert told(tmp_path, "E502", story) == []
    assert [remark.path for remark in told(tmp_path, "E501", story)] == [("scenes", "gang")]


def test_a_loop_that_the_map_shows_is_told_by_the_map(tmp_path: Path) -> None:
    story = BEGIN + scene("midden", nod(to="midden"))
    assert told(tmp_path, "E502", story) == []
    assert [remark.path for remark in told(tmp_path, "S403", story)] == [("scenes", "midden")]


# --- what nobody sees ---------------------------------------------------------------------------------------

CLOSED = """\
  begin:
    responses:
      vraag:
        say: Wat is er gebeurd?
        rose: SB2
        closeness: 0
        meters: {moed: +1}
        to:
          - {if: moed > LEAST, to: PLACE}
          - to: klaar
      duw: {say: Nu praten., rose: BT3, closeness: -2, to: klaar}
"""


@pytest.mark.parametrize(("least", "found"), [("1", [("endings", "ruzie")]), ("0", [])])
def test_an_ending_behind_ways_that_never_open_is_told(least: str, found: list[object], tmp_path: Path) -> None:
    story = CLOSED.replace("LEAST", least).replace("PLACE", "ruzie")
    assert [remark.path for remark in told(tmp_path, "E503", story)] == found


@pytest.mark.parametrize(("least", "found"), [("1", [("scenes", "zolder")]), ("0", [])])
def test_a_scene_behind_ways_that_never_open_is_told(least: str, found: list[object], tmp_path: Path) -> None:
    story = CLOSED.replace("LEAST", least).replace("PLACE", "zolder") + scene("zolder", nod(to="ruzie"))
    assert [remark.path for remark in told(tmp_path, "E510", story)] == found


def test_what_the_map_does_not_lead_to_is_told_by_the_map_only(tmp_path: Path) -> None:
    story = scene("begin", nod()) + scene("zolder", nod(to="ruzie"))
    assert told(tmp_path, "E503", story) == []
    assert told(tmp_path, "E510", story) == []


@pytest.mark.parametrize(("least", "found"), [(2, ["knik"]), (1, [])])
def test_a_response_that_is_never_on_offer_is_told(least: int, found: list[str], tmp_path: Path) -> None:
    more = "luister: {silence: U luistert., rose: SO1, closeness: 0, to: klaar}"
    story = BEGIN + scene("midden", nod(f"moed >= {least}"), more)
    assert [remark.path[-1] for remark in told(tmp_path, "E504", story)] == found


def test_the_responses_of_a_scene_that_nobody_reaches_are_not_told_one_by_one(tmp_path: Path) -> None:
    story = CLOSED.replace("LEAST", "1").replace("PLACE", "zolder") + scene("zolder", nod(to="ruzie"))
    assert told(tmp_path, "E504", story) == []


# --- conditions ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("moed > 0", "E505"),
        ("visited(begin) and chosen(begin.vraag)", "E505"),
        ("disposition in (moe, kalm)", "E505"),
        ("moed in (0, 2, 3)", "E506"),
        ("disposition == moe", None),
        ("anouk == rustig and moed == 1", "E505"),
    ],
)
def test_a_condition_that_is_always_the_same_is_told_at_its_words(
    condition: str, code: str | None, tmp_path: Path
) -> None:
    lines = f"  midden:\n    lines:\n      - anouk: Goed.\n        if: {condition}\n    responses:\n      {nod()}\n"
    for rule in ("E505", "E506"):
        remarks = [r for r in told(tmp_path, rule, BEGIN + lines) if r.path[0] == "scenes"]
        assert [r.inside for r in remarks] == ([(condition, 0)] if rule == code else [])


def test_a_condition_of_a_way_is_asked_only_where_the_ways_before_it_are_closed(tmp_path: Path) -> None:
    ways = """\
  midden:
    responses:
      knik:
        silence: U knikt.
        rose: SO2
        closeness: 0
        to:
          - {if: anouk == rustig, to: klaar}
          - {if: moed > 0, to: ruzie}
          - to: klaar
"""
    assert [r.path[-2:] for r in told(tmp_path, "E505", BEGIN + ways) if r.path[0] == "scenes"] == [(0, "if")]
    assert told(tmp_path, "E506", BEGIN + ways) == []


def test_a_line_may_remember_what_nothing_else_does(tmp_path: Path) -> None:
    wait = "      wacht: {silence: U wacht., rose: SO1, closeness: 0, to: midden}\n"
    heard = (
        "  midden:\n    lines:\n      - anouk: U vroeg het.\n        if: chosen(begin.vraag)\n"
        "      - anouk: Nooit.\n        if: chosen(begin.duw)\n"
        f"    responses:\n      {nod()}\n"
    )
    assert [r for r in told(tmp_path, "E505", BEGIN + wait + heard) if r.path[0] == "scenes"] == []
    assert [r.path for r in told(tmp_path, "E506", BEGIN + wait + heard)] == [("scenes", "midden", "lines", 1, "if")]


def test_the_condition_of_a_shift_is_told_when_it_never_holds(tmp_path: Path) -> None:
    path = tmp_path / "huur.yaml"
    text = HEAD.replace("in_band and together}\n", "too_near}\n      - {from: boos, to: rustig, if: too_far}\n")
    path.write_text(text + BEGIN + scene("midden", nod()) + ENDINGS, encoding="utf-8")
    remarks = list(RULES["E506"][1](Study(load_scenario(path))))
    assert [r.path for r in remarks] == [("personas", "anouk", "shifts", 0, "if")]


@pytest.mark.parametrize(
    ("earlier", "later", "inside"),
    [
        ("from: any, to: rustig, if: in_band", "from: boos, to: rustig, if: in_band and together", True),
        ("from: any, to: rustig", "from: boos, to: rustig, if: in_band and together", True),
        ("from: any, to: boos", "from: boos, to: rustig", False),
    ],
)
def test_a_shift_that_an_earlier_one_always_precedes_is_told_with_the_place_of_that_one(
    earlier: str, later: str, inside: bool, tmp_path: Path
) -> None:
    path = tmp_path / "huur.yaml"
    shifts = f"{earlier}}}\n      - {{{later}"
    text = HEAD.replace("from: boos, to: rustig, if: in_band and together", shifts)
    path.write_text(text + BEGIN + scene("midden", nod()) + ENDINGS, encoding="utf-8")
    [remark] = RULES["E506"][1](Study(load_scenario(path)))
    assert remark.path[:4] == ("personas", "anouk", "shifts", 1)
    assert remark.inside == (("in_band and together", 0) if inside else None)
    assert "an earlier one does" in remark.message
    assert f"{path}:14." in remark.hint
    path.write_text(path.read_text(encoding="utf-8").replace("from: any", "from: rustig"), encoding="utf-8")
    assert list(RULES["E506"][1](Study(load_scenario(path)))) == []


# --- meters -------------------------------------------------------------------------------------------------


def test_a_meter_that_never_moves_is_told(tmp_path: Path) -> None:
    still = scene("begin", nod("moed == 0"), nod("moed > 0").replace("knik", "meer"))
    assert [r.path for r in told(tmp_path, "E507", still)] == [("meters", "moed")]
    assert told(tmp_path, "E507", BEGIN + scene("midden", nod())) == []


@pytest.mark.parametrize(("step", "found"), [(3, [("meters", "moed")]), (2, [])])
def test_a_meter_that_only_knows_its_edges_is_told(step: int, found: list[object], tmp_path: Path) -> None:
    story = BEGIN.replace("moed: +1", f"moed: +{step}") + scene("midden", nod())
    assert [r.path for r in told(tmp_path, "E508", story)] == found


# --- too large ----------------------------------------------------------------------------------------------


def test_a_story_that_is_too_large_is_said_to_be_so_and_nothing_is_claimed_to_never_happen(tmp_path: Path) -> None:
    story = BEGIN + scene("midden", nod("moed > 2"))
    assert [r.path for r in told(tmp_path, "E509", story, most=3)] == [("scenes",)]
    for code in ("E502", "E503", "E504", "E505", "E506", "E507", "E508", "E510"):
        assert told(tmp_path, code, story, most=3) == []
    assert told(tmp_path, "E509", story) == []


def test_a_stop_that_was_seen_is_told_however_large_the_story_is(tmp_path: Path) -> None:
    [remark] = told(tmp_path, "E501", BEGIN + scene("midden", nod("moed > 2")), most=3)
    session = Session(load_scenario(tmp_path / "huur.yaml"), disposition="moe")
    session.choose("vraag")
    assert session.moment.responses == ()
    assert remark.path == ("scenes", "midden")


def test_too_many_ways_to_show_up_are_told_as_that(tmp_path: Path) -> None:
    many = "".join(f"      d{n}: {{}}\n" for n in range(MOST_CASTINGS + 1))
    story = BEGIN + scene("midden", nod())
    path = tmp_path / "huur.yaml"
    path.write_text(HEAD.replace("      moe: {}\n      kalm: {start: rustig}\n", many) + story + ENDINGS, "utf-8")
    [remark] = RULES["E509"][1](Study(load_scenario(path)))
    assert remark.path == ("personas",)
    assert remark.message == "The clients can show up in 257 ways together; only the first 256 were looked at."
    assert "Fewer dispositions" in remark.hint
