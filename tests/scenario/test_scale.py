"""Scales in a file: what an author may write of one, what is told where it goes wrong, and what a run depends on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario import (
    ENGLISH,
    STORY,
    change,
    checked,
    loaded,
    only_problem,
    place,
    problems,
    spot,
    translated,
)
from trainer.errors import Problem
from trainer.scenario import load_scenario
from trainer.scenario.scene import Scale
from trainer.text import fingerprint

OUTCOMES = """\
    outcomes:
      - {if: value < 3, meters: {vertrouwen: -1}, reply: [{anouk: O.}], to: ruzie}
      - if: value == 3
        to: begin
      - {mood: {anouk: kalm}, reply: [{narrator: Het is stil.}, {anouk: Ja.}], to: klaar}
"""
SCALE = f"""\
  schaal:
    activity: scale
    prompt: Hoe veilig is het?
    ends: [onveilig, veilig]
    steps: 5
    lines: [{{narrator: U denkt na.}}]
{OUTCOMES}"""
ASKING = change(STORY, "endings:\n", f"{SCALE}endings:\n")
ENGLISH_SCALE = """\
  schaal:
    prompt: How safe is it?
    ends: [unsafe, safe]
    lines: [{narrator: You think.}]
    outcomes:
      - reply: [{anouk: Oh.}]
      - {}
      - reply: [{narrator: It is quiet.}, {anouk: Yes.}]
"""
ASKED = change(ENGLISH, "endings:\n", f"{ENGLISH_SCALE}endings:\n")


def asking(old: str, new: str) -> str:
    """Return the scenario with one place in it changed."""
    return change(ASKING, old, new)


def scale(folder: Path, text: str = ASKING) -> Scale:
    """Return the scale of a scenario."""
    found = loaded(folder, text).scenes["schaal"]
    assert isinstance(found, Scale)
    return found


# --- what can be written ----------------------------------------------------------------------------------


def test_a_scale_has_its_prompt_its_ends_and_as_many_answers_as_steps(tmp_path: Path) -> None:
    found = scale(tmp_path)
    assert (found.prompt, found.ends, found.reason) == ("Hoe veilig is het?", ("onveilig", "veilig"), False)
    assert found.answers == ("1", "2", "3", "4", "5")
    assert [outcome.to for outcome in found.outcomes] == ["ruzie", "begin", "klaar"]


@pytest.mark.parametrize(("steps", "many"), [("", 7), ("    steps: 2\n", 2), ("    steps: 10\n", 10)])
def test_a_scale_has_seven_steps_unless_it_says_so(steps: str, many: int, tmp_path: Path) -> None:
    found = scale(tmp_path, asking("    steps: 5\n", steps))
    assert found.answers == tuple(str(n) for n in range(1, many + 1))


def test_an_outcome_may_ask_for_the_answer_and_everything_else(tmp_path: Path) -> None:
    condition = "if: 2 <= value < vertrouwen and not (anouk == boos or visited(begin) and chosen(begin.vraag))"
    assert scale(tmp_path, asking("if: value < 3", condition)).outcomes[0].condition is not None
    who = 'if: "disposition == moe or value in (1, vertrouwen)"'
    assert scale(tmp_path, asking("if: value < 3", who)).outcomes[0].condition is not None


def test_where_nothing_is_answered_a_meter_may_be_called_value(tmp_path: Path) -> None:
    text = change(STORY, "meters:\n", "meters:\n  value: {start: 1}\n")
    assert loaded(tmp_path, text).meters["value"].start == 1


# --- what goes wrong --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "at", "told"),
    [
        ("activity: scale", "activity: slider", "slider", "L204 The text `slider` cannot stand here."),
        ("    activity: scale\n", "", "schaal:", "L202 The key `activity` is missing here."),
        ("    prompt: Hoe veilig is het?\n", "", "schaal:", "L202 The key `prompt` is missing here."),
        ("    ends: [onveilig, veilig]\n", "", "schaal:", "L202 The key `ends` is missing here."),
        (OUTCOMES, "", "schaal:", "L202 The key `outcomes` is missing here."),
        ("[onveilig, veilig]", "[onveilig]", "[onveilig]", "L204 A scale has exactly two ends."),
        ("[onveilig, veilig]", "[]", "[]\n    steps", "L204 A scale has exactly two ends."),
        ("[onveilig, veilig]", "[a, b, c]", "[a, b, c]", "L204 A scale has exactly two ends."),
        ("[onveilig, veilig]", "[onveilig, 10]", "10]", "L203 A text was expected here, not the number 10."),
        ("[onveilig, veilig]", "onveilig", "onveilig\n", "L203 A list was expected here, not the text `onveilig`."),
        ("steps: 5", "steps: 1", "1\n    lines", "L204 `steps` is at least 2, not 1."),
        ("steps: 5", "steps: 11", "11\n", "L204 `steps` is at most 10, not 11."),
        ("steps: 5", "reason: graag", "graag", "L203 `true` or `false` was expected here, not the text `graag`."),
        ("reply: [{anouk: O.}], to: ruzie}", "to: ruzi}", "ruzi}", "L301 There is no scene or ending `ruzi`."),
        ("{vertrouwen: -1}", "{vertrouw: -1}", "vertrouw:", "L304 There is no meter `vertrouw`."),
        ("{mood: {anouk: kalm}", "{mood: {anouk: blij}", "blij}", "L303 There is no mood `blij`."),
        ("[{anouk: O.}]", "[{anne: O.}]", "anne:", "L302 There is no persona `anne`."),
        ("[{anouk: O.}]", '[{anouk: O., if: "value > 1"}]', "value > 1", "L307 `value` is not known here."),
        ("{narrator: U denkt na.}", "{narrator: U., if: value > 1}", "value > 1", "L307 `value` is not known here."),
        ("if: vertrouwen >= 2", "if: value >= 2", "value >= 2", "L307 `value` is not known here."),
        ("if: value < 3", "if: value and value > 1", "value and", "L309 `value` alone is no condition."),
        ("if: value < 3", "if: closeness < 3", "closeness < 3", "L307 `closeness` cannot be used here."),
        ("steps: 5", "to: klaar", "to: klaar\n    lines", "L318 An activity goes on by its `outcomes`;"),
        ("steps: 5", "asks: {limit: true}", "asks:", "L318 An activity goes on by its `outcomes`;"),
        ("steps: 5", "responses: {}", "responses: {}", "L318 An activity goes on by its `outcomes`;"),
        ("    prompt: Hoe", "    once: true\n    prompt: Hoe", "once", "L201 The key `once` is not known here."),
    ],
)  # fmt: skip
def test_a_mistake_is_one_problem_at_its_place(old: str, new: str, at: str, told: str, tmp_path: Path) -> None:
    text = asking(old, new) if old != "[onveilig, veilig]" else asking(f"ends: {old}", f"ends: {new}")
    problem = only_problem(tmp_path, text)
    assert place(problem) == spot(text, at)
    assert f"{problem.code} {problem.message}".startswith(told)


@pytest.mark.parametrize("ends", ["[onveilig, veilig]", "[onveilig]"])
def test_responses_beside_a_scale_are_one_problem_and_mistakes_in_them_are_their_own(ends: str, tmp_path: Path) -> None:
    response = "responses: {ja: {say: Ja., rose: SB, closeness: 0, to: klaar}}"
    text = change(asking("steps: 5", response), "ends: [onveilig, veilig]", f"ends: {ends}")
    found = problems(tmp_path, text)
    assert [place(problem) for problem in found if problem.code == "L318"] == [spot(text, "responses: {ja")]
    assert len(found) == 1 + (ends == "[onveilig]")


def test_a_last_outcome_with_a_condition_may_leave_the_talk_with_nowhere_to_go(tmp_path: Path) -> None:
    text = asking("{mood: {anouk: kalm}", "{if: value > 3, mood: {anouk: kalm}")
    problem = only_problem(tmp_path, text)
    assert (problem.code, *place(problem)) == ("L311", *spot(text, "outcomes:"))
    assert problem.hint == "Add a last entry without `if`."


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("    outcomes:", "    outcome:", "Did you mean `outcomes`?"),
        ("steps: 5", "step: 5", "Did you mean `steps`?"),
        ("ends: [", "end: [", "Did you mean `ends`?"),
        ("prompt: Hoe", "promt: Hoe", "Did you mean `prompt`?"),
        ("activity: scale", "activitie: scale", "Did you mean `activity`?"),
        ("activity: scale", "activity: scales", "Did you mean `scale`?"),
        ("steps: 5", "reasons: true", "Did you mean `reason`?"),
        ("if: value < 3", "if: valeu < 3", "Did you mean `value`?"),
        ("steps: 5", "rose: SB2", "`rose` belongs to a response or a mood, not to an activity."),
        ("{mood: {anouk: kalm}", "{once: true", "`once` belongs to a response, not to an entry of `outcomes`."),
        ("phase: opening", "steps: 4", "`steps` belongs to an activity, not to a scene."),
        ("phase: opening", "prompt: Hoe?", "`prompt` belongs to an activity, not to a scene."),
        ("phase: opening", "ends: [a, b]", "`ends` belongs to an activity, not to a scene."),
        ("phase: opening", "reason: true", "`reason` belongs to an activity, not to a scene."),
        ("phase: opening", "outcomes: [{to: klaar}]", "`outcomes` belongs to an activity, not to a scene."),
        ("if: value < 3", "if: anouk == vertrouwen", "Known here: `boos`, `kalm`."),
    ],
)
def test_a_mistake_comes_with_what_was_meant(old: str, new: str, hint: str, tmp_path: Path) -> None:
    problem = only_problem(tmp_path, asking(old, new))
    assert problem.hint == hint


def test_a_list_of_answers_that_its_comma_cut_is_one_problem_with_what_to_do(tmp_path: Path) -> None:
    text = asking("if: value < 3", "if: value in (1, 2)")
    problem = only_problem(tmp_path, text)
    assert (problem.code, *place(problem)) == ("L114", *spot(text, "2), meters"))
    assert problem.hint.startswith("Put double quotes around the whole text")


@pytest.mark.parametrize(("kind", "name"), [("personas", "value"), ("meters", "value")])
def test_beside_a_scale_nobody_and_nothing_is_called_value(kind: str, name: str, tmp_path: Path) -> None:
    person = "personas:\n  value: {name: V, home: M, aim: M, start: a, moods: {a: {label: a, rose: M}}}\n"
    if kind == "personas":
        text = change(change(ASKING, "personas: [anouk]\n", person), "narrator: U denkt na.", "value: Nou.")
        found = [problem for problem in problems(tmp_path, text) if problem.code == "L313"]
    else:
        text = asking("meters:\n", f"meters:\n  {name}: {{start: 1}}\n")
        found = [only_problem(tmp_path, text)]
    assert [(problem.code, *place(problem)) for problem in found] == [("L313", *spot(text, "  value: {", 2))]


# --- walks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("choose", ["[vraag, 5]", '[vraag, "5"]', "[1, 2, 3, 4, 5]"])
def test_a_walk_may_give_an_answer(choose: str, tmp_path: Path) -> None:
    text = change(ASKING, "endings:\n", f"walks: {{weg: {{choose: {choose}}}}}\nendings:\n")
    assert loaded(tmp_path, text).walks["weg"].choose[-1] == "5"


@pytest.mark.parametrize("answer", ["0", "-1", "6", "11", '"05"'])
def test_an_answer_that_no_scale_has_is_told_with_those_there_are(answer: str, tmp_path: Path) -> None:
    text = change(ASKING, "endings:\n", f"walks: {{weg: {{choose: [vraag, {answer}]}}}}\nendings:\n")
    problem = only_problem(tmp_path, text)
    assert (problem.code, *place(problem)) == ("L316", *spot(text, f", {answer}]}}", 2))
    assert problem.message == f"No activity has the answer `{answer.strip(chr(34))}`."
    assert problem.hint == "Answers are numbers from 1 to 5."


def test_without_a_scale_a_number_is_no_response_either(tmp_path: Path) -> None:
    text = change(STORY, "endings:\n", "walks: {weg: {choose: [5]}}\nendings:\n")
    problem = only_problem(tmp_path, text)
    assert (problem.code, problem.message) == ("L316", "There is no response `5`.")


@pytest.mark.parametrize(("old", "new"), [("activity: scale", "activity: slider"), ("steps: 5", "steps: 50")])
def test_an_answer_to_a_scale_that_was_refused_is_not_told_too(old: str, new: str, tmp_path: Path) -> None:
    text = change(asking(old, new), "endings:\n", "walks: {weg: {choose: [vraag, 9]}}\nendings:\n")
    assert only_problem(tmp_path, text).code == "L204"


def test_a_walk_through_a_scene_that_was_refused_is_not_told_too(tmp_path: Path) -> None:
    text = change(ASKING, "endings:\n", "  fout: []\nwalks: {weg: {choose: [vraag, elders]}}\nendings:\n")
    assert [problem.code for problem in problems(tmp_path, text)] == ["L203"]


# --- the digest -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Hoe veilig is het?", "Hoe veilig was het?"),
        ("[onveilig, veilig]", "[heel onveilig, heel veilig]"),
        ("[{anouk: O.}]", "[{anouk: Oh.}]"),
        ("reply: [{anouk: O.}], ", ""),
        ("    steps: 5\n", "    steps: 5\n    reason: true\n"),
        ("U denkt na.", "U wacht."),
        ("if: value < 3", "if:  value  <  3"),
    ],
)
def test_texts_of_a_scale_do_not_change_the_digest(old: str, new: str, tmp_path: Path) -> None:
    assert loaded(tmp_path, asking(old, new)).digest == loaded(tmp_path, ASKING).digest


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    steps: 5\n", ""),
        ("steps: 5", "steps: 6"),
        ("if: value < 3", "if: value < 2"),
        ("meters: {vertrouwen: -1}", "meters: {vertrouwen: -2}"),
        ("mood: {anouk: kalm}", "mood: {anouk: boos}"),
        ("      - if: value == 3\n        to: begin\n", ""),
        ("        to: begin\n", "        to: klaar\n"),
        ("      - if: value == 3\n", "      - if: value == 3\n        mood: {anouk: kalm}\n"),
    ],
)
def test_steps_and_outcomes_change_the_digest(old: str, new: str, tmp_path: Path) -> None:
    assert loaded(tmp_path, asking(old, new)).digest != loaded(tmp_path, ASKING).digest


def test_a_story_without_activities_has_the_digest_it_had_before_there_were_any(tmp_path: Path) -> None:
    assert loaded(tmp_path).digest == "2a479dd66b1d97ab"


# --- translations -----------------------------------------------------------------------------------------


def asked(folder: Path, english: str = ASKED) -> list[Problem]:
    """Return what is the matter with a translation of the scenario."""
    path = translated(folder, english)
    path.write_text(ASKING, encoding="utf-8")
    return checked(path, "LT")


def test_prompt_ends_and_replies_are_translated_by_their_place(tmp_path: Path) -> None:
    assert asked(tmp_path) == []
    found = load_scenario(tmp_path / "huur.yaml", "en").scenes["schaal"]
    assert isinstance(found, Scale)
    assert (found.prompt, found.ends) == ("How safe is it?", ("unsafe", "safe"))
    replies = [[line.text for line in outcome.reply] for outcome in found.outcomes]
    assert replies == [["Oh."], [], ["It is quiet.", "Yes."]]
    assert load_scenario(tmp_path / "huur.yaml", "en").digest == load_scenario(tmp_path / "huur.yaml").digest


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("    prompt: How safe is it?\n", "", "`scenes.schaal.prompt`"),
        ("    ends: [unsafe, safe]\n", "", "`scenes.schaal.ends` (2)"),
        ("ends: [unsafe, safe]", "ends: [unsafe]", "`scenes.schaal.ends.1`"),
        (", {anouk: Yes.}", "", "`scenes.schaal.outcomes.2.reply.1`"),
        ("      - reply: [{anouk: Oh.}]\n", "      - {}\n", "`scenes.schaal.outcomes.0.reply`"),
    ],
)
def test_a_text_of_a_scale_that_is_not_translated_is_told(old: str, new: str, names: str, tmp_path: Path) -> None:
    [problem] = asked(tmp_path, change(ASKED, old, new))
    assert problem.code == "T601"
    assert f"{names}." in problem.message


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("ends: [unsafe, safe]", "ends: [unsafe, safe, safest]", "ends.2"),
        ("      - {}\n", "      - {reply: [{anouk: Hm.}]}\n", "outcomes.1"),
        ("      - {}\n", "      - {to: klaar}\n", "outcomes.1"),
        ("{anouk: Yes.}]\n", "{anouk: Yes.}]\n      - {}\n", "outcomes.3"),
        ("prompt: How", "reason: true\n    prompt: How", "reason"),
    ],
)
def test_what_translates_nothing_of_a_scale_is_told(old: str, new: str, path: str, tmp_path: Path) -> None:
    [problem] = asked(tmp_path, change(ASKED, old, new))
    assert problem.code == "T603"
    assert problem.message == f"This text translates nothing: `scenes.schaal.{path}` does not exist in the original."


def test_a_text_of_a_scale_that_changed_since_is_told(tmp_path: Path) -> None:
    fresh = f"{{text: How safe is it?, of: {fingerprint('Hoe veilig is het?')}}}"
    assert asked(tmp_path, change(ASKED, "How safe is it?", fresh)) == []
    stale = "ends: [{text: unsafe, of: 12345678}, safe]"
    text = change(ASKED, "ends: [unsafe, safe]", stale)
    [problem] = asked(tmp_path, text)
    assert (problem.code, *place(problem)) == ("T602", *spot(text, "{text: unsafe"))
