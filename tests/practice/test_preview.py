"""What becomes of a talk when its scenario is changed under it, and where a preview begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversation.stories import persona, say, scene, story
from tests.practice.drafts import DRAFT, WALKS, draft, edit
from tests.practice.scales import SCALES, WHY, scales
from tests.practice.sittings import choose
from tests.scenario import change, spot
from trainer.conversation import Session
from trainer.conversation.cast import Wish
from trainer.conversation.run import Reason
from trainer.errors import Problem, UsageError
from trainer.practice.preview import Preview, Start, begin, begin_in, begin_on
from trainer.practice.watch import Watch, read
from trainer.scenario import load_scenario
from trainer.scenario.model import Scenario


def previewed(path: Path, *choices: str, wish: Wish = "moe") -> Preview:
    """Return a preview in which these responses were made."""
    scenario = load_scenario(path)
    made = Preview(scenario, begin(scenario, wish))
    choose(made.sitting, *choices)
    made.follow()
    return made


def save(made: Preview, old: str, new: str) -> None:
    """Change one place in the file, and let the preview go on in it."""
    path = made.sitting.scenario.path
    edit(path, old, new)
    made.take(read(path, "nl"))


def place(made: Preview) -> tuple[str, tuple[str, ...]]:
    """Return the scene one is in, and the choices that led there."""
    return made.sitting.session.moment.scene, made.sitting.session.run.choices


def notes(made: Preview) -> list[str]:
    """Return what is told, problems apart."""
    return [told.text for told in made.told if told.kind == "note"]


def status(made: Preview) -> str:
    """Return how it is with the files."""
    return next(told.text for told in made.told if told.kind == "status")


# --- the place ------------------------------------------------------------------------------------------------


def test_a_change_of_words_keeps_the_place(tmp_path: Path) -> None:
    made = previewed(draft(tmp_path), "vraag", "praat", "luister")
    save(made, "En nu?", "Wat nu?")
    assert place(made) == ("slot", ("vraag", "praat", "luister"))
    assert made.sitting.entries[-1].text == "Wat nu?"
    assert notes(made) == []


def test_the_first_choice_that_is_gone_is_named_and_the_talk_goes_on_from_there(tmp_path: Path) -> None:
    made = previewed(draft(tmp_path), "vraag", "praat", "luister")
    save(made, "      luister:", "      hoor:")
    assert place(made) == ("midden", ("vraag", "praat"))
    assert notes(made) == ["Turn 3: `luister` is no longer on offer in `midden`; you are where it was."]
    choose(made.sitting, "hoor")
    made.follow()
    assert notes(made) == []
    save(made, "En nu?", "Wat nu?")
    assert place(made) == ("slot", ("vraag", "praat", "hoor"))


def test_a_choice_that_comes_back_is_made_again(tmp_path: Path) -> None:
    made = previewed(draft(tmp_path), "vraag", "luister")
    save(made, "      vraag:", "      vragen:")
    assert place(made) == ("begin", ())
    save(made, "      vragen:", "      vraag:")
    assert place(made) == ("slot", ("vraag", "luister"))
    assert notes(made) == []


def test_what_is_chosen_instead_is_the_place_from_then_on(tmp_path: Path) -> None:
    made = previewed(draft(tmp_path), "vraag", "luister")
    save(made, "      luister:", "      hoor:")
    choose(made.sitting, "praat")
    made.follow()
    save(made, "      hoor:", "      luister:")
    assert place(made) == ("midden", ("vraag", "praat"))


def test_a_choice_whose_condition_fails_now_is_gone_as_well(tmp_path: Path) -> None:
    made = previewed(draft(tmp_path), "vraag", "luister", "plan")
    save(made, "if: vertrouwen >= 2", "if: vertrouwen >= 4")
    assert place(made) == ("slot", ("vraag", "luister"))
    assert notes(made) == ["Turn 3: `plan` is no longer on offer in `slot`; you are where it was."]


def test_a_talk_that_ends_sooner_now_stands_at_that_ending(tmp_path: Path) -> None:
    made = previewed(draft(tmp_path), "vraag", "luister", "plan")
    save(made, "meters: {vertrouwen: +1}, to: slot", "to: ruzie")
    assert place(made) == ("ruzie", ("vraag", "luister"))
    assert notes(made) == ["Turn 3: the talk ends in `ruzie` now, before `plan`; you are at that ending."]


@pytest.mark.parametrize("name", ["moe", "woedend"])
def test_clients_show_up_in_the_same_way_after_every_save(tmp_path: Path, name: str) -> None:
    made = previewed(draft(tmp_path), "vraag", wish=name)
    save(made, "En nu?", "Wat nu?")
    assert made.sitting.session.disposition == name
    made.begin_again()
    assert made.sitting.session.disposition == name


def test_a_disposition_that_is_gone_is_told_and_used_again_when_it_is_back(tmp_path: Path) -> None:
    made = previewed(draft(tmp_path), "vraag", wish="woedend")
    file = tmp_path / "personas" / "anouk.yaml"
    edit(file, "woedend:", "razend:")
    made.take(read(tmp_path / "huur.yaml", "nl"))
    assert notes(made) == ["`woedend` is no longer a disposition of `anouk`."]
    assert made.sitting.session.disposition in ("moe", "razend")
    assert f"({made.sitting.session.disposition})" in dict(made.situation)["anouk"]
    edit(file, "razend:", "woedend:")
    made.take(read(tmp_path / "huur.yaml", "nl"))
    assert made.sitting.session.disposition == "woedend"


def test_while_the_file_is_broken_the_talk_goes_on_as_it_was(tmp_path: Path) -> None:
    made = previewed(draft(tmp_path), "vraag")
    made.keep_check([problem("warning")])
    save(made, "to: slot", "to: slott")
    assert place(made) == ("midden", ("vraag",))
    assert notes(made) == ["The talk stays as it was until this is mended."]
    line, column = spot((tmp_path / "huur.yaml").read_text(encoding="utf-8"), "slott")
    assert [(told.code, told.place) for told in made.told if told.place] == [("L301", f"huur.yaml:{line}:{column}")]
    choose(made.sitting, "luister")
    made.follow()
    save(made, "to: slott", "to: slot")
    assert place(made) == ("slot", ("vraag", "luister"))
    assert notes(made) == []
    assert [told.kind for told in made.told if told.place] == ["warning"]


def test_a_broken_translation_holds_the_talk_only_where_that_language_is_spoken(tmp_path: Path) -> None:
    path = draft(tmp_path)
    scenario, problems = Watch(path).first("en")
    spoken = Preview(scenario, begin(scenario), problems)
    edit(tmp_path / "huur.en.yaml", "title: The rent", "title: [The rent")
    spoken.take(read(path, "en"))
    assert spoken.held
    assert spoken.sitting.title == "The rent"
    scenario, problems = Watch(path).first("en")
    own = Preview(scenario, begin(scenario), problems)
    edit(path, "title: De huur", "title: De achterstand")
    own.take(read(path, "en"))
    assert own.sitting.title == "De achterstand"
    assert notes(own) == []
    assert {told.place.split(":")[0] for told in own.told if told.place} == {"huur.en.yaml"}


# --- going back -----------------------------------------------------------------------------------------------


def test_one_goes_back_to_an_earlier_turn_and_on_from_there(tmp_path: Path) -> None:
    made = previewed(draft(tmp_path), "vraag", "praat", "luister")
    assert [name for name, _text in made.earlier_turn.answers] == ["1", "2", "3", "leave"]
    made.go_back(2)
    assert place(made) == ("midden", ("vraag",))
    save(made, "En nu?", "Wat nu?")
    assert place(made) == ("midden", ("vraag",))


def test_one_begins_again_where_the_preview_began(tmp_path: Path) -> None:
    scenario = load_scenario(draft(tmp_path))
    for start in (begin(scenario), begin_in(scenario, "slot")):
        assert start is not None
        made = Preview(scenario, start)
        first = place(made)
        choose(made.sitting, made.sitting.page.options[-1].id)
        made.follow()
        made.begin_again()
        assert place(made) == first


def test_looking_back_leaves_the_talk_as_it_is(tmp_path: Path) -> None:
    made = previewed(draft(tmp_path), "vraag", "luister", "plan")
    assert made.looked_back().debrief.summary.practice_score is not None
    assert not made.sitting.reflected


# --- a legal situation ----------------------------------------------------------------------------------------


def test_one_begins_in_a_scene_as_one_can_really_come_there(tmp_path: Path) -> None:
    scenario = load_scenario(draft(tmp_path))
    start = begin_in(scenario, "slot")
    assert start is not None
    session = Session(scenario, seed=start.seed, disposition=start.dispositions)
    for name in start.choices:
        session.choose(name)
    made = Preview(scenario, start)
    assert session.moment.scene == "slot"
    assert made.sitting.session.moment == session.moment
    assert dict(made.situation) == {
        "scene": "slot",
        "anouk": f"{session.moment.moods['anouk']} ({start.dispositions['anouk']})",
        "vertrouwen": str(session.moment.meters["vertrouwen"]),
    }
    assert notes(made) == [f"This leads to `slot`: {', '.join(start.choices)}."]
    choose(made.sitting, "weg")
    made.follow()
    assert notes(made) == []


@pytest.mark.parametrize("wish", ["moe", "woedend", {"anouk": "moe"}])
def test_one_begins_in_a_scene_with_the_disposition_one_asked_for(tmp_path: Path, wish: Wish) -> None:
    start = begin_in(load_scenario(draft(tmp_path)), "slot", wish)
    assert start is not None
    assert start.dispositions == {"anouk": wish if isinstance(wish, str) else "moe"}


def test_a_way_that_one_disposition_has_is_not_taken_with_another(tmp_path: Path) -> None:
    path = draft(
        tmp_path, change(DRAFT, "vraag: {say", "vraag: {if: anouk == kalm, say").replace("to: midden}", "to: ruzie}")
    )
    edit(tmp_path / "personas" / "anouk.yaml", "moe: {weight: 2}", "moe: {start: kalm}")
    scenario = load_scenario(path)
    start = begin_in(scenario, "midden")
    assert start is not None
    assert start.dispositions == {"anouk": "moe"}
    assert begin_in(scenario, "midden", "woedend") is None


def test_the_place_of_a_scene_is_kept_by_the_same_choices(tmp_path: Path) -> None:
    scenario = load_scenario(draft(tmp_path))
    start = begin_in(scenario, "slot")
    assert start is not None
    made = Preview(scenario, start)
    save(made, "En nu?", "Wat nu?")
    assert place(made) == ("slot", start.choices)


def test_a_scene_where_every_talk_begins_needs_no_choices(tmp_path: Path) -> None:
    scenario = load_scenario(draft(tmp_path))
    start = begin_in(scenario, "begin")
    assert start is not None
    assert notes(Preview(scenario, start)) == ["Every talk begins in `begin`."]


def test_what_is_no_scene_or_cannot_be_reached_is_said(tmp_path: Path) -> None:
    text = DRAFT.replace(
        "endings:\n",
        "  zijpad: {lines: [], responses: {ga: {say: Ga., rose: SB1, closeness: 0, to: ruzie}}}\nendings:\n",
    )
    scenario = load_scenario(draft(tmp_path, text, None))
    assert begin_in(scenario, "zijpad") is None
    with pytest.raises(UsageError, match=r"There is no scene `miden`\. Did you mean `midden`\?"):
        begin_in(scenario, "miden")
    with pytest.raises(UsageError, match="There is no disposition `blij`"):
        begin_in(scenario, "slot", "blij")


def test_narration_is_no_place_to_begin() -> None:
    scenes = {"a": {"to": "b", "lines": [{"narrator": "Later."}]}, "b": scene()}
    with pytest.raises(UsageError, match="Nothing is chosen in `a`"):
        begin_in(story(scenes), "a")


# --- on a walk ------------------------------------------------------------------------------------------------


@pytest.fixture
def walked(tmp_path: Path) -> Scenario:
    """Return the draft with walks."""
    return load_scenario(draft(tmp_path, DRAFT + WALKS, None))


@pytest.mark.parametrize(
    ("walk", "scene", "there", "choices"),
    [
        ("goed", None, "klaar", ("vraag", "praat", "luister", "plan")),
        ("goed", "slot", "slot", ("vraag", "praat", "luister")),
        ("goed", "midden", "midden", ("vraag",)),
        ("goed", "klaar", "klaar", ("vraag", "praat", "luister", "plan")),
        ("boos", "slot", "slot", ("regel", "luister")),
    ],
)
def test_one_begins_after_the_choices_of_a_walk(
    walk: str, scene: str | None, there: str, choices: tuple[str, ...], walked: Scenario
) -> None:
    start = begin_on(walked, walk, scene)
    made = Preview(walked, start)
    assert place(made) == (there, choices)
    assert notes(made) == [f"This leads to `{there}`, on the walk `{walk}`: {', '.join(choices)}."]
    made.begin_again()
    assert place(made) == (there, choices)


def test_a_walk_shows_who_it_is_about_unless_one_asks_for_somebody_else(walked: Scenario) -> None:
    assert begin_on(walked, "boos").dispositions == {"anouk": "woedend"}
    assert begin_on(walked, "boos", "slot", "moe").dispositions == {"anouk": "moe"}
    with pytest.raises(UsageError, match="There is no disposition `blij`"):
        begin_on(walked, "boos", None, "blij")


def test_a_walk_that_only_some_dispositions_can_take_to_a_scene_is_taken_with_one_of_those(tmp_path: Path) -> None:
    text = change(DRAFT + WALKS, "luister: {silence", "luister: {if: disposition == woedend, silence")
    scenario = load_scenario(draft(tmp_path, text, None))
    assert {begin_on(scenario, "goed", "slot").dispositions["anouk"] for _time in range(9)} == {"woedend"}


def test_a_choice_of_a_walk_that_is_not_on_offer_is_told_and_made_when_it_is(walked: Scenario) -> None:
    made = Preview(walked, begin_on(walked, "stuk"))
    assert place(made) == ("midden", ("vraag",))
    assert notes(made) == ["Turn 2: `plan` is no longer on offer in `midden`; you are where it was."]
    one_more = "      plan: {say: Samen?, rose: SB1, closeness: 0, to: midden}\n"
    save(made, "      praat: {say", f"{one_more}      praat: {{say")
    assert place(made) == ("slot", ("vraag", "plan", "luister"))


@pytest.mark.parametrize(
    ("walk", "scene", "said"),
    [
        ("goet", None, "There is no walk `goet`. There are: boos, goed, stuk. Did you mean `goed`?"),
        ("best", "slot", "There is no walk `best`. There are: boos, goed, stuk."),
        ("goed", "sloot", "There is no scene `sloot`. Did you mean `slot`?"),
        ("goed", "ruzie", "The walk `goed` does not come to `ruzie`. It comes to: `begin`, `midden`, `slot`, `klaar`."),
        ("stuk", "slot", "The walk `stuk` does not come to `slot`. It comes to: `begin`, `midden`."),
    ],
)
def test_a_walk_that_is_not_there_or_does_not_come_there_is_told(
    walk: str, scene: str | None, said: str, walked: Scenario
) -> None:
    with pytest.raises(UsageError) as told:
        begin_on(walked, walk, scene)
    assert str(told.value) == said


def test_without_walks_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no walk `goed`: this scenario has none"):
        begin_on(load_scenario(draft(tmp_path)), "goed")


# --- whatever an author does ----------------------------------------------------------------------------------

CHOICES = st.lists(st.sampled_from(["vraag", "regel", "luister", "praat", "plan", "weg", "gone"]), max_size=8)


@given(CHOICES, st.sampled_from(["moe", "woedend", "gone"]))
def test_the_place_is_the_longest_beginning_of_the_choices_that_can_be_made(
    choices: list[str], disposition: str
) -> None:
    scenario = drafted()
    made = Preview(scenario, Start(3, {"anouk": disposition}, "", tuple(choices)))
    kept = place(made)[1]
    assert list(kept) == choices[: len(kept)]
    on_offer = {option.id for option in made.sitting.page.options}
    if made.lost is None:
        assert len(kept) == len(choices)
    else:
        assert made.lost.turn == len(kept) + 1
        assert made.lost.choice == choices[len(kept)]
        assert made.lost.choice not in on_offer


def drafted() -> Scenario:
    """Return the draft without a file."""
    scenes = {
        "begin": scene(responses={"vraag": say(to="midden"), "regel": say(to="midden")}),
        "midden": scene(responses={"luister": say(to="slot"), "praat": say(to="midden")}),
        "slot": scene(responses={"plan": say(to="out"), "weg": say(to="out")}),
    }
    return story(scenes, start="begin", personas={"anouk": persona(dispositions={"moe": {}, "woedend": {}})})


# --- what is told ---------------------------------------------------------------------------------------------


def problem(severity: str, line: int = 1, file: str = "elsewhere.yaml") -> Problem:
    """Return a problem."""
    return Problem(file, line, 1, "C1", "error" if severity == "error" else "warning", "Something.", "Mend it.")


def test_errors_are_told_before_warnings_each_once(tmp_path: Path) -> None:
    path = draft(tmp_path)
    made = previewed(path)
    assert status(made) == "Checking..."
    made.keep_check([problem("warning", 1), problem("error", 9), problem("warning", 1), problem("warning", 2)])
    assert [told.place for told in made.told if told.place] == [f"elsewhere.yaml:{n}:1" for n in (9, 1, 2)]
    assert {told.text for told in made.told if told.place} == {"Something. Mend it."}
    assert status(made) == "3 problems."
    made.keep_check([])
    assert status(made) == "No problems."


def test_a_problem_is_told_by_its_file_beside_the_scenario(tmp_path: Path) -> None:
    made = previewed(draft(tmp_path))
    made.keep_check([problem("warning", 3, str(tmp_path / "personas" / "anouk.yaml"))])
    assert [told.place for told in made.told if told.place] == ["personas/anouk.yaml:3:1"]


def test_errors_that_were_mended_are_gone_before_the_next_check(tmp_path: Path) -> None:
    made = previewed(draft(tmp_path))
    made.keep_check([problem("error"), problem("warning")])
    save(made, "En nu?", "Wat nu?")
    assert [told.kind for told in made.told if told.place] == ["warning"]


# --- scales -----------------------------------------------------------------------------------------------------


def at_a_scale(tmp_path: Path) -> Preview:
    """Return a preview in which both scales of a story were answered, the first with a reason."""
    path = scales(tmp_path)
    made = Preview(load_scenario(path), begin(load_scenario(path)))
    choose(made.sitting, "luister")
    made.sitting.choose(7, WHY)
    choose(made.sitting, "10")
    made.follow()
    return made


def test_answers_and_their_reasons_stay_when_the_file_changes(tmp_path: Path) -> None:
    made = at_a_scale(tmp_path)
    save(made, "Hoe veilig is het hier?", "Hoe veilig is het nu?")
    assert place(made) == ("later", ("luister", "7", "10"))
    assert any(f"nu? 7, from 1 = helemaal niet veilig to 7 = helemaal veilig] {WHY}" in entry.text
               for entry in made.sitting.entries)  # fmt: skip


def test_a_step_that_is_gone_is_named_and_taken_again_when_it_is_back(tmp_path: Path) -> None:
    made = at_a_scale(tmp_path)
    save(made, "    reason: true\n", "    reason: true\n    steps: 5\n")
    assert place(made) == ("veilig", ("luister",))
    assert notes(made) == ["`7` is no longer on offer in `veilig`; you are where it was."]
    save(made, "    steps: 5\n", "")
    assert place(made) == ("later", ("luister", "7", "10"))
    assert made.sitting.run.reasons == (Reason(2, WHY),)
    assert notes(made) == []


def test_one_goes_back_to_a_turn_behind_answers_and_begins_again_without_them(tmp_path: Path) -> None:
    made = at_a_scale(tmp_path)
    choose(made.sitting, "nog")
    made.follow()
    made.go_back(2)
    assert place(made) == ("later", ("luister", "7", "10"))
    assert made.sitting.run.reasons == (Reason(2, WHY),)
    made.begin_again()
    assert place(made) == ("tafel", ())


def test_a_preview_begins_on_a_walk_through_an_answer_without_the_reason_of_another_time(tmp_path: Path) -> None:
    path = scales(tmp_path, SCALES + "walks:\n  goed: {choose: [luister, '7', '10', af], ending: eind}\n")
    scenario = load_scenario(path)
    made = Preview(scenario, begin_on(scenario, "goed", "zeker"))
    assert place(made) == ("zeker", ("luister", "7"))
    made.go_back(1)
    choose(made.sitting, "luister")
    made.sitting.choose(7, WHY)
    made.follow()
    made.begin_again()
    assert (place(made), made.sitting.run.reasons) == (("zeker", ("luister", "7")), ())
