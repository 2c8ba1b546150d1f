"""Every rule about structure and names: when it speaks, where, and when it is silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario import PERSONA, STORY, change, checked, keep, spot
from trainer.authoring.check import explanation
from trainer.authoring.rules import RULES
from trainer.scenario.library import files, shipped

LOOSE = "  los:\n    responses:\n      weg: {say: Dag., rose: SB2, closeness: 0, to: klaar}\n"
ENDINGS = "endings:\n"
TO_FIGHT = "          - to: ruzie\n"
SECOND = "  carla: {name: Carla, home: OS2, aim: SO2, start: stil, moods: {stil: {label: stil, rose: OT2}}}\n"
FIRST = "  anouk:\n" + "".join(f"    {line}\n" for line in PERSONA.splitlines())
TWO = change(STORY, "personas: [anouk]\n", "personas:\n" + FIRST + SECOND)


def found(folder: Path, text: str, persona: str = PERSONA) -> list[tuple[str, int, int]]:
    """Return the codes and places of everything the check finds."""
    return [(p.code, p.line, p.column) for p in checked(keep(folder, text, persona))]


def codes(folder: Path, text: str, persona: str = PERSONA) -> list[str]:
    """Return the codes of everything the check finds."""
    return [code for code, _line, _column in found(folder, text, persona)]


def test_a_whole_scenario_has_no_problems(tmp_path: Path) -> None:
    assert codes(tmp_path, STORY) == []


# --- S401, S402: what nobody will see ---------------------------------------------------------------------


def test_a_scene_that_nothing_leads_to_is_told_at_its_key(tmp_path: Path) -> None:
    text = change(STORY, ENDINGS, LOOSE + ENDINGS)
    assert found(tmp_path, text) == [("S401", *spot(text, "los:"))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TO_FIGHT, "          - {to: los, if: vertrouwen >= 1}\n" + TO_FIGHT),
        ("        closeness: -2\n        to: ruzie\n", "        closeness: -2\n    to: los\n"),
    ],
    ids=["by a way with a condition", "by the way of its scene"],
)
def test_a_scene_that_something_leads_to_is_no_problem(old: str, new: str, tmp_path: Path) -> None:
    assert codes(tmp_path, change(change(STORY, old, new), ENDINGS, LOOSE + ENDINGS)) == []


def test_the_way_of_a_scene_that_every_response_passes_by_leads_nowhere(tmp_path: Path) -> None:
    text = change(change(STORY, ENDINGS, "    to: los\n" + ENDINGS), ENDINGS, LOOSE + ENDINGS)
    assert found(tmp_path, text) == [("S401", *spot(text, "los:"))]


def test_a_list_that_may_fall_through_leads_on_to_the_way_of_its_scene(tmp_path: Path) -> None:
    text = change(change(STORY, TO_FIGHT, ""), ENDINGS, "    to: los\n" + LOOSE + ENDINGS)
    assert codes(tmp_path, text) == []


def test_scenes_that_only_lead_to_each_other_are_told_together(tmp_path: Path) -> None:
    pair = LOOSE.replace("to: klaar", "to: vast") + LOOSE.replace("los:", "vast:").replace("to: klaar", "to: los")
    [problem] = checked(keep(tmp_path, change(STORY, ENDINGS, pair + ENDINGS)))
    assert problem.code == "S401"
    assert "`los`, nor to what lies beyond it: `vast`" in problem.message


def test_a_way_that_is_missing_is_one_problem_whatever_lies_beyond_it(tmp_path: Path) -> None:
    lost = LOOSE.replace("to: klaar", "to: verder") + LOOSE.replace("los:", "verder:").replace("to: klaar", "to: stil")
    text = change(
        change(STORY, ENDINGS, lost + ENDINGS), "  ruzie: {", "  stil: {title: Stil, outcome: mixed}\n  ruzie: {"
    )
    [problem] = checked(keep(tmp_path, text))
    assert (problem.code, problem.line) == ("S401", spot(text, "  los:")[0])
    assert "`verder`, `stil`" in problem.message


def test_a_ring_without_a_way_out_is_told_once_with_what_only_leads_there(tmp_path: Path) -> None:
    ring = LOOSE.replace("to: klaar", "to: rond") + LOOSE.replace("los:", "rond:").replace("to: klaar", "to: rond")
    text = change(
        change(STORY, ENDINGS, ring + ENDINGS), TO_FIGHT, "          - {to: los, if: vertrouwen >= 1}\n" + TO_FIGHT
    )
    [problem] = [problem for problem in checked(keep(tmp_path, text)) if problem.code == "S403"]
    assert (problem.line, problem.message) == (
        spot(text, "  rond:")[0],
        "From `rond` no ending can be reached, so neither from `los`.",
    )


def test_an_ending_that_nothing_leads_to_is_told_at_its_key(tmp_path: Path) -> None:
    text = STORY + "  niets: {title: Niets, outcome: mixed}\n"
    assert found(tmp_path, text) == [("S402", *spot(text, "niets:"))]


# --- S403: no way to an ending ----------------------------------------------------------------------------


def test_a_scene_without_a_way_to_an_ending_is_told(tmp_path: Path) -> None:
    text = change(STORY, TO_FIGHT, "          - to: los\n")
    text = change(text, ENDINGS, LOOSE.replace("to: klaar", "to: los") + ENDINGS)
    assert found(tmp_path, text) == [("S403", *spot(text, "  los:", 2))]


def test_a_scene_that_may_come_back_to_itself_but_has_a_way_out_is_no_problem(tmp_path: Path) -> None:
    round_again = "      rond: {say: Nog eens., rose: SB2, closeness: 0, to: los}\n"
    text = change(STORY, TO_FIGHT, "          - to: los\n")
    assert codes(tmp_path, change(text, ENDINGS, LOOSE + round_again + ENDINGS)) == []


def test_an_unreachable_scene_is_not_told_as_a_dead_end_too(tmp_path: Path) -> None:
    text = change(STORY, ENDINGS, LOOSE.replace("to: klaar", "to: los") + ENDINGS)
    assert codes(tmp_path, text) == ["S401"]


# --- S404 - S406: what is never used ----------------------------------------------------------------------


def test_a_meter_that_no_condition_reads_is_told(tmp_path: Path) -> None:
    text = change(STORY, "  vertrouwen: {label", "  ruimte: {start: 1}\n  vertrouwen: {label")
    text = change(text, "{vertrouwen: +1}", "{vertrouwen: +1, ruimte: +1}")
    assert found(tmp_path, text) == [("S404", *spot(text, "ruimte: {"))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("        shows: Ze kijkt weg.", "        shows: Ze kijkt weg.\n        if: not ruimte in (1, 2)"),
        ("        closeness: -2", "        closeness: -2\n        if: 0 <= ruimte < 3"),
        ("if: vertrouwen >= 2", "if: vertrouwen >= 2 or (anouk == kalm and ruimte > 1)"),
        ("[{anouk: Nou gewoon.}]", "[{anouk: Nou gewoon., if: ruimte == 1}]"),
        ("reflect: [", "lines: [{narrator: Stil., if: ruimte > 0}], reflect: ["),
    ],
    ids=["a line", "a response", "a way", "a reply", "an ending"],
)
def test_a_meter_that_a_condition_reads_is_no_problem(old: str, new: str, tmp_path: Path) -> None:
    text = change(STORY, "  vertrouwen: {label", "  ruimte: {start: 1}\n  vertrouwen: {label")
    assert codes(tmp_path, change(text, old, new)) == []


def test_a_meter_that_a_persona_reads_but_no_shift_uses_is_told(tmp_path: Path) -> None:
    text = change(STORY, "{if: vertrouwen >= 2, to: klaar}", "{if: anouk == boos, to: klaar}")
    assert codes(tmp_path, text) == ["S404"]


def test_a_meter_that_a_shift_uses_is_no_problem(tmp_path: Path) -> None:
    text = change(STORY, "{if: vertrouwen >= 2, to: klaar}", "{if: anouk == boos, to: klaar}")
    persona = change(PERSONA, "if: in_band", "if: vertrouwen > 1 and in_band")
    assert codes(tmp_path, text, persona) == []


def test_a_goal_that_no_response_serves_is_told(tmp_path: Path) -> None:
    text = change(STORY, "goals:\n", "goals:\n  moed: Moed geven\n")
    assert found(tmp_path, text) == [("S405", *spot(text, "moed:"))]


def test_a_pitfall_that_no_response_holds_is_told(tmp_path: Path) -> None:
    text = change(STORY, "start: begin\n", "pitfalls: {belofte: {label: Een belofte, side: near}}\nstart: begin\n")
    assert found(tmp_path, text) == [("S406", *spot(text, "belofte: {"))]
    text = change(text, "closeness: -2", "closeness: -2\n        pitfalls: belofte")
    assert codes(tmp_path, text) == []


# --- S407, S408: who is never seen ------------------------------------------------------------------------


SAD = change(PERSONA, "  kalm: {", "  bang: {label: bang, rose: OT3}\n  kalm: {")


def test_a_mood_that_nothing_brings_about_is_told_in_the_persona_file(tmp_path: Path) -> None:
    problem = checked(keep(tmp_path, STORY, SAD))[0]
    assert problem.code == "S407"
    assert Path(problem.file) == tmp_path / "personas" / "anouk.yaml"
    assert (problem.line, problem.column) == spot(SAD, "bang: {")


@pytest.mark.parametrize(
    "persona",
    [
        change(SAD, "shifts:\n", "shifts:\n  - {from: any, to: bang, if: too_near}\n"),
        change(SAD, "moe: {weight: 2}", "moe: {weight: 2, start: bang}"),
        change(SAD, "start: boos\nmoods", "start: bang\nmoods"),
    ],
    ids=["a shift", "a disposition", "the start"],
)
def test_a_mood_that_the_persona_can_have_is_no_problem(persona: str, tmp_path: Path) -> None:
    assert codes(tmp_path, STORY, persona) == []


def test_a_mood_that_a_response_brings_about_is_no_problem(tmp_path: Path) -> None:
    text = change(STORY, "closeness: -2", "closeness: -2\n        mood: {anouk: bang}")
    assert codes(tmp_path, text, SAD) == []


def test_a_persona_that_is_nowhere_is_told(tmp_path: Path) -> None:
    text = change(TWO, "    phase: opening\n", "    phase: opening\n    present: [anouk]\n")
    assert found(tmp_path, text) == [("S408", *spot(text, "carla: {"))]


def test_a_persona_that_is_somewhere_is_no_problem(tmp_path: Path) -> None:
    assert codes(tmp_path, TWO) == []


# --- S409: effects that are never applied -----------------------------------------------------------------


@pytest.mark.parametrize("effect", ["meters: {vertrouwen: +1}", "mood: {anouk: kalm}"])
def test_an_effect_of_the_start_scene_is_told(effect: str, tmp_path: Path) -> None:
    text = change(STORY, "    phase: opening\n", f"    phase: opening\n    {effect}\n")
    line, column = spot(text, f"    {effect}\n    lines", 4)
    assert found(tmp_path, text) == [("S409", line, column)]


def test_an_effect_of_a_later_scene_is_no_problem(tmp_path: Path) -> None:
    text = change(STORY, TO_FIGHT, "          - to: los\n")
    later = LOOSE.replace("    responses", "    meters: {vertrouwen: +1}\n    mood: {anouk: kalm}\n    responses")
    assert codes(tmp_path, change(text, ENDINGS, later + ENDINGS)) == []


# --- S410, and what was perhaps meant ---------------------------------------------------------------------


GOALS = change(STORY, "goals:\n", "goals:\n  erkennen: Erkennen\n  erkenen: Erkennen\n")
SERVED = change(GOALS, "closeness: -2\n", "closeness: -2\n        goals: {erkennen: 1}\n")


def hints(folder: Path, text: str, persona: str = PERSONA) -> dict[str, str]:
    """Return the hint of every problem by its code."""
    return {problem.code: problem.hint for problem in checked(keep(folder, text, persona))}


def test_a_name_that_is_hardly_used_and_looks_like_one_that_is_used_more_is_told(tmp_path: Path) -> None:
    text = change(SERVED, "goals: {eerlijk: 1}", "goals: {eerlijk: 1, erkennen: 1}")
    text = change(
        text, ENDINGS, "      rust: {do: U wacht., rose: SO1, closeness: 0, goals: {erkenen: 1}, to: ruzie}\n" + ENDINGS
    )
    assert found(tmp_path, text) == [("S410", *spot(text, "erkenen: Erk"))]
    assert "`erkennen`" in hints(tmp_path, text)["S410"]


def test_a_name_that_is_not_used_at_all_is_told_once_with_what_was_meant(tmp_path: Path) -> None:
    assert codes(tmp_path, SERVED) == ["S405"]
    assert "Did you mean `erkennen`?" in hints(tmp_path, SERVED)["S405"]


def test_two_names_that_are_used_as_often_are_both_meant(tmp_path: Path) -> None:
    text = change(SERVED, "goals: {eerlijk: 1}", "goals: {eerlijk: 1, erkenen: 1}")
    assert codes(tmp_path, text) == []


def test_what_was_perhaps_meant_is_one_that_is_used(tmp_path: Path) -> None:
    assert codes(tmp_path, GOALS) == ["S405", "S405"]
    assert "Did you mean" not in hints(tmp_path, GOALS)["S405"]


@pytest.mark.parametrize(
    ("text", "persona", "code", "meant"),
    [
        (change(STORY, ENDINGS, LOOSE.replace("los:", "beginn:") + ENDINGS), PERSONA, "S401", None),
        (STORY + "  klaaar: {title: Klaar, outcome: mixed}\n", PERSONA, "S402", "klaar"),
        (
            change(STORY, "  vertrouwen: {label", "  vertrouwn: {start: 1}\n  vertrouwen: {label"),
            PERSONA,
            "S404",
            "vertrouwen",
        ),
        (
            change(STORY, "start: begin\n", "pitfalls: {protocoll: {label: x, side: far}}\nstart: begin\n"),
            PERSONA,
            "S406",
            "protocol",
        ),
        (
            STORY,
            change(PERSONA.replace("kalm", "rustig"), "  rustig: {", "  rusttig: {label: x, rose: SO1}\n  rustig: {"),
            "S407",
            "rustig",
        ),
    ],
    ids=["a scene with a short name", "an ending", "a meter", "a pitfall that everyone knows", "a mood"],
)
def test_what_is_never_used_comes_with_what_it_looks_like(
    text: str, persona: str, code: str, meant: str | None, tmp_path: Path
) -> None:
    hint = hints(tmp_path, text, persona)[code]
    assert (f"Did you mean `{meant}`?" in hint) == (meant is not None)
    assert "take it out" in hint


def test_a_pitfall_that_looks_like_one_that_everyone_knows_is_told(tmp_path: Path) -> None:
    text = change(STORY, "start: begin\n", "pitfalls: {protocoll: {label: x, side: far}}\nstart: begin\n")
    assert codes(tmp_path, change(text, "closeness: -2", "closeness: -2\n        pitfalls: protocoll")) == ["S410"]


def test_a_scene_that_looks_like_another_is_told_if_the_other_is_led_to_more(tmp_path: Path) -> None:
    pair = LOOSE.replace("los:", "kantoor:") + LOOSE.replace("los:", "kanttoor:").replace("to: klaar", "to: kantoor")
    text = change(change(STORY, TO_FIGHT, "          - to: kantoor\n"), ENDINGS, pair + ENDINGS)
    text = change(text, "        closeness: -2\n        to: ruzie\n", "        closeness: -2\n        to: kanttoor\n")
    text = text.replace("  ruzie: {title: Ruzie, outcome: hard}\n", "")
    assert found(tmp_path, text) == [("S410", *spot(text, "kanttoor:\n"))]


def test_numbered_names_do_not_look_alike(tmp_path: Path) -> None:
    text = GOALS.replace("erkennen:", "erkennen_1:").replace("erkenen:", "erkennen_2:")
    text = change(text, "closeness: -2\n", "closeness: -2\n        goals: {erkennen_1: 1}\n")
    text = change(text, "goals: {eerlijk: 1}", "goals: {eerlijk: 1, erkennen_1: 1, erkennen_2: 1}")
    assert codes(tmp_path, text) == []


@pytest.mark.parametrize("path", files(shipped()), ids=lambda path: path.stem)
def test_no_name_in_a_shipped_scenario_looks_misspelt(path: Path) -> None:
    assert [p.message for p in checked(path, "S") if p.code in ("S410", "S413")] == []


# --- S413: dispositions -----------------------------------------------------------------------------------


WALK = "walks:\n  een: {choose: [regel], disposition: %s}\n"


def disposed(content: str) -> str:
    """Return the persona with a second disposition that has this content."""
    return change(PERSONA, "woedend: {start: boos, reactance: 0.6}", f"woedend: {{{content}}}")


def test_a_disposition_that_is_never_drawn_is_told_unless_a_walk_has_it(tmp_path: Path) -> None:
    persona = disposed("weight: 0, reactance: 0.6")
    [problem] = checked(keep(tmp_path, STORY, persona))
    assert (problem.code, problem.line, problem.column) == ("S413", *spot(persona, "woedend: {"))
    assert codes(tmp_path, STORY + WALK % "woedend", persona) == []
    assert codes(tmp_path, STORY + WALK % "{anouk: woedend}", persona) == []
    assert codes(tmp_path, STORY + WALK % "moe", persona) == ["S413"]


@pytest.mark.parametrize("content", ["", "weight: 3", "start: boos", "reactance: 0, home: OS2, aim: SO2"])
def test_a_disposition_that_is_the_same_as_another_is_told_at_the_second(content: str, tmp_path: Path) -> None:
    persona = disposed(content)
    [problem] = checked(keep(tmp_path, STORY, persona))
    assert (problem.code, problem.line, problem.column) == ("S413", *spot(persona, "woedend: {"))
    assert "`moe`" in problem.message


@pytest.mark.parametrize(
    ("text", "persona"),
    [
        (STORY, disposed("start: kalm")),
        (STORY, disposed("band: {middle: [0, 2]}")),
        (
            change(STORY, "shows: Ze kijkt weg.", "shows: Ze kijkt weg.\n        if: disposition == woedend"),
            disposed(""),
        ),
        (STORY, change(disposed(""), "if: in_band", "if: disposition(anouk) == moe or in_band")),
    ],
    ids=["another start", "another band", "a condition of a line", "a condition of a shift"],
)
def test_dispositions_that_something_tells_apart_are_no_problem(text: str, persona: str, tmp_path: Path) -> None:
    assert codes(tmp_path, text, persona) == []


# --- all together -----------------------------------------------------------------------------------------


def test_problems_are_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = change(STORY, ENDINGS, LOOSE + ENDINGS) + "  niets: {title: Niets, outcome: mixed}\n"
    text = change(text, "goals:\n", "goals:\n  moed: Moed geven\n")
    assert codes(tmp_path, text) == ["S405", "S401", "S402"]


def test_a_problem_of_structure_never_stops_play(tmp_path: Path) -> None:
    from trainer.conversation import Session
    from trainer.scenario import load_scenario

    path = keep(tmp_path, change(STORY, ENDINGS, LOOSE + ENDINGS))
    assert codes(tmp_path, change(STORY, ENDINGS, LOOSE + ENDINGS)) == ["S401"]
    assert Session(load_scenario(path)).choose("vraag").ending == "klaar"


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_is_explained(code: str) -> None:
    text = explanation(code)
    assert text
    assert text.endswith(".")


def test_a_code_that_is_no_rule_has_no_explanation() -> None:
    assert explanation("S999") is None
