"""A turn looked at again: the question gives nothing away, and the answer tells what there is to say."""

from __future__ import annotations

import re

import pytest

from tests.conversation.stories import pair, say, scene, story
from tests.debrief.talks import endless, walker
from tests.practice.sittings import RICH, choose, reflected, rich, sitting
from trainer import language
from trainer.conversation.run import Mode
from trainer.language import _
from trainer.practice.entries import Entry
from trainer.practice.review import Review, answer, key_turn, reviews
from trainer.practice.sitting import Sitting
from trainer.scenario.model import Scenario
from trainer.theory import names

CODE = re.compile(r"\b(SB|BS|BT|TB|TO|OT|OS|SO)[1-4]?\b")


def asked(given: Sitting) -> dict[int, Review]:
    """Return the questions by turn."""
    return {review.turn: review for review in reviews(given, given.debrief)}


def question(review: Review) -> str:
    """Return all that is shown before the answer."""
    texts = [review.title, review.question]
    texts += [f"{entry.speaker} {entry.text}" for entry in review.entries]
    return "\n".join([*texts, *(option.text for option in review.options)])


def told(given: Sitting, turn: int, picked: int | None = None, mode: Mode = "practice") -> tuple[str, ...]:
    """Return what is told about a turn."""
    return answer(given.debrief, asked(given)[turn], picked, mode)


# --- the question -----------------------------------------------------------------------------------------


def giveaways(scenario: Scenario) -> set[str]:
    """Return every word of a judgement, in the language spoken now."""
    maps = (names.OCTANT_NAMES, names.OCTANT_WISHES, names.CLOSENESS_NAMES, names.PITFALL_NAMES)
    found = {_(word) for group in maps for word in group.values()}
    found |= {pitfall.label for pitfall in scenario.pitfalls.values()}
    found |= {_(word) for word in ("strong", "workable", "works against", "Rose fit")}
    found |= {"too near", "too far", "band", "te dichtbij", "te ver", "bandbreedte", "moved back", "terug"}
    return found | {"Breathe first.", "She felt sent off.", "Oh.", "Hm."}


@pytest.mark.parametrize("code", ["en", "nl"])
def test_a_question_gives_nothing_of_the_answer_away(code: str) -> None:
    language.use(code)
    given = reflected(rich(), *RICH)
    words = giveaways(given.scenario)
    assert list(asked(given)) == [2, 3]
    for turn, review in asked(given).items():
        before, after = question(review), "\n".join(told(given, turn))
        assert {word for word in words if re.search(rf"\b{re.escape(word)}", before)} == set()
        assert not CODE.search(before)
        assert re.findall(r"\d+", before) == [str(turn)]
        assert CODE.search(after)
        assert len({word for word in words if re.search(rf"\b{re.escape(word)}", after)}) > 3


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("as_written", [False, True])
def test_responses_have_the_numbers_they_were_played_with(seed: int, as_written: bool) -> None:
    given = sitting(rich(), seed=seed, as_written=as_written)
    pages = []
    for name in RICH:
        pages.append(given.page.options)
        choose(given, name)
    given.reflect({})
    for turn, review in asked(given).items():
        assert review.options == pages[turn - 1]
        assert review.options[review.made - 1].id == RICH[turn - 1]
        assert [option.number for option in review.options] == list(range(1, len(review.options) + 1))


def test_some_of_those_numbers_are_shuffled() -> None:
    orders = {tuple(option.id for option in asked(reflected(rich(), *RICH, seed=n))[2].options) for n in range(4)}
    assert len(orders) > 1


def test_what_was_not_on_offer_then_cannot_be_chosen_now() -> None:
    responses = {"spent": say(once=True), "hidden": say(**{"if": "ada == angry"}), "near": say(closeness=3)}
    (review,) = asked(reflected(endless(responses), "spent", "near", seed=1)).values()
    assert {option.id for option in review.options} == {"near", "leave"}


def test_one_reads_what_was_said_before_and_what_one_did() -> None:
    given = reflected(rich(), *RICH)
    assert asked(given)[2].entries == (Entry("client", "Ada to Bob", "Well?"), Entry("you", "You", "Stiffen."))
    first = reflected(endless({"near": say(closeness=3, say="Come.")}, personas=pair()), "near")
    assert asked(first)[1].entries == (Entry("you", "You", "Come."),)


def test_before_the_first_turn_one_reads_the_opening() -> None:
    lines = [{"narrator": "It rains."}, {"ada": "Come in.", "shows": "She opens."}]
    near = {"near": say(closeness=3, say="Come.")}
    given = reflected(story({"at": scene(lines=lines, responses=near)}), "near")
    assert [(entry.kind, entry.text) for entry in asked(given)[1].entries] == [
        ("narration", "It rains."),
        ("seen", "She opens."),
        ("client", "Come in."),
        ("you", "Come."),
    ]


def test_a_calm_talk_has_no_questions() -> None:
    assert asked(reflected(endless({"ok": say()}), "ok", "ok")) == {}


def test_only_the_weightiest_turns_are_asked_about() -> None:
    moves = {"lift": "so4", "drop": "tb2", "hold": "tb2", "mend": "so4"}
    responses = {name: say(mood={"ada": mood}, closeness=3 if name == "hold" else 0) for name, mood in moves.items()}
    given = reflected(endless(responses, personas={"ada": walker("TB4")}), *responses)
    assert len(given.debrief.key_turns) == 4
    assert list(asked(given)) == [2, 3]


def test_a_talk_that_plays_on_is_asked_about_as_it_went_this_time() -> None:
    again = reflected(rich(), *RICH).from_turn(2)
    choose(again, "vow", "move_on", "part")
    review = asked(again)[2]
    assert (review.options[review.made - 1].id, review.entries[-1].text) == ("vow", "Vow.")


# --- the answer -------------------------------------------------------------------------------------------


def test_what_one_would_choose_now_is_told_first() -> None:
    given = reflected(rich(), *RICH)
    review = asked(given)[2]
    for option in review.options:
        first = told(given, 2, option.number)[0]
        same = option.number == review.made
        assert first == (
            f"Now you would do the same: {option.text}" if same else f"Now you would choose: {option.text}"
        )


def test_who_only_looks_is_told_the_rest_and_nothing_of_a_choice() -> None:
    given = reflected(rich(), *RICH)
    looked = told(given, 2)
    assert not any(line.startswith("Now you") for line in looked)
    assert looked == told(given, 2, 1)[1:] == told(given, 2, asked(given)[2].made)[1:]


def test_the_answer_tells_why_what_it_invited_what_happened_and_what_else_there_was() -> None:
    assert told(reflected(rich(), *RICH), 2) == (
        "Why this turn: the largest step out of the band: too far, after this the client moved back most.",
        "On the Rose this is cooperative (SO), as if to say: be kind to me. It invited: helping (SB).",
        "Closeness -3 dismissive: further off than the band (0 to +1).",
        "Pitfall: hiding behind rules.",
        "Pitfall: A promise.",
        "Ada went from calm, cooperative (SO), to angry, attacking (TB).",
        "Bob went from calm, cooperative (SO), to angry, attacking (TB).",
        "She felt sent off.",
        "Ada thought: Oh.",
        "Bob thought: Hm.",
        "Coach: Breathe first.",
        "Also on offer: Ask. [0 engaged; helping (SB)]",
        "Also on offer: Go on. [0 engaged; helping (SB)]",
        "Also on offer: Vow. [+2 too close; helping (SB)] Pitfall: A promise.",
        "Also on offer: Cling. [+3 boundary crossed; helping (SB)] Pitfall: rescuing.",
    )


def test_the_section_of_a_turn_tells_the_same_after_what_was_said() -> None:
    given = reflected(rich(), *RICH)
    for key in given.debrief.flagged:
        section = key_turn(given.debrief, key)
        assert section.turn == key.turn
        assert section.lines[0] == f"You: {asked(given)[key.turn].entries[-1].text}"
        assert section.lines[1:] == told(given, key.turn)[1:]


def test_after_an_assessment_coach_thoughts_and_reasons_stay_silent() -> None:
    given = reflected(rich(), *RICH, mode="assess")
    practised, silent = told(given, 2), told(given, 2, mode="assess")
    voices = [line for line in practised if line not in silent]
    assert voices == ["She felt sent off.", "Ada thought: Oh.", "Bob thought: Hm.", "Coach: Breathe first."]
    assert [line for line in practised if line not in voices] == list(silent)
    key = next(key for key in given.debrief.flagged if key.turn == 2)
    assert key_turn(given.debrief, key, "assess").lines[1:] == silent[1:]


def test_a_thought_without_a_name_is_that_of_the_first_who_was_addressed() -> None:
    given = reflected(endless({"near": say(closeness=3, thought="Hm.")}, personas=pair()), "near")
    assert "Ada thought: Hm." in told(given, 1)
    only = reflected(endless({"near": say(closeness=3, thought="Hm.", towards="bob")}, personas=pair()), "near")
    assert "Bob thought: Hm." in told(only, 1)


def test_a_client_who_stays_is_told_as_staying() -> None:
    given = reflected(endless({"near": say(closeness=3)}), "near")
    assert "Ada stayed as before: calm, cooperative (SO)." in told(given, 1)


def test_a_repair_tells_where_the_contact_broke() -> None:
    responses = {"far": say(mood={"ada": "tb1"}), "back": say(mood={"ada": "so4"})}
    given = reflected(endless(responses, personas={"ada": walker("SO4")}), "far", "back")
    assert "In turn 1 the contact broke; here it came back." in told(given, 2)
    assert not any("the contact broke" in line for line in told(given, 1))


# --- why the mood went another way ------------------------------------------------------------------------

WHY = "It went another way."


def moved(moods: dict[str, str], rose: str = "SB4", start: str = "M", **more: str) -> bool:
    """Return whether it is told why the moods (`ada`, `bob`) went where they did after one response."""
    act = say(rose=rose, closeness=3, because=WHY, mood=moods, **more)
    people = {key: walker(start, "SB4", key.title()) for key in ("ada", "bob")}
    given = reflected(endless({"act": act}, personas=people), "act")
    return WHY in told(given, 1)


@pytest.mark.parametrize("to", ["so4", "sb1", "sb4", "os4", "bs4", "ot1", "m"])
def test_why_is_not_told_of_a_mood_that_went_about_where_it_was_expected(to: str) -> None:
    assert not moved({"ada": to}, towards="ada"), "from the middle, helping invites cooperation"


@pytest.mark.parametrize("to", ["bt1", "bt4", "tb4", "tb1", "to2", "to4"])
def test_why_is_told_of_a_mood_that_went_more_than_a_right_angle_from_there(to: str) -> None:
    assert moved({"ada": to}, towards="ada")


def test_what_was_expected_depends_on_the_response() -> None:
    assert moved({"ada": "so4"}, "SB4", towards="ada") is False
    assert moved({"ada": "so4"}, "TO4", towards="ada") is True


def test_of_two_addressed_their_common_way_counts() -> None:
    assert moved({"ada": "tb4", "bob": "tb4"}) is True
    assert moved({"ada": "so1", "bob": "tb4"}) is True
    assert moved({"ada": "so4", "bob": "tb1"}) is False
    assert moved({"ada": "so4"}) is False


def test_who_only_overheard_needs_no_because() -> None:
    assert moved({"ada": "so4", "bob": "tb4"}, towards="ada") is False
    assert moved({"ada": "tb4", "bob": "so4"}, towards="ada") is True


def test_without_a_reason_of_the_author_none_is_told() -> None:
    act = say(rose="SB4", closeness=3, mood={"ada": "tb4"}, towards="ada")
    given = reflected(endless({"act": act}, personas={"ada": walker("M")}), "act")
    assert [line for line in told(given, 1) if "Ada" in line] == [
        "Ada went from at M, in the middle, to at TB4, attacking (TB)."
    ]
