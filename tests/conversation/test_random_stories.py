"""Random stories: the engine and the reference agree, whatever is chosen, and restoring changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from tests.conversation import PROFILE
from tests.conversation.drivers import Restored, Straight, kept, why
from tests.conversation.phrasing import written
from tests.conversation.reference import Reference
from tests.conversation.strategies import Plain, stories
from trainer.conversation import Session
from trainer.scenario.model import Scenario
from trainer.scenario.references import check

TURNS = 12
picks = st.lists(st.integers(0, 11), min_size=TURNS, max_size=TURNS)
seeds = st.integers(0, 50)


def loaded(story: Plain) -> Scenario:
    """Return a random story as a scenario; every one must be legal."""
    scenario = Scenario.model_validate(written(story))
    assert [finding.message for finding in check(scenario)] == []
    return scenario


def dispositions(session: Session) -> dict[str, str]:
    """Return how everyone showed up."""
    found, personas = session.disposition, session.scenario.personas
    if isinstance(found, str):
        return {key: found for key, persona in personas.items() if persona.dispositions}
    return dict(found or {})


def walk(talk: Straight, choices: list[int]) -> list[str]:
    """Choose by number for as long as something is on offer; return what was chosen."""
    made = []
    for pick in choices:
        if not talk.offered:
            break
        made.append(talk.offered[pick % len(talk.offered)])
        talk.choose(made[-1])
    return made


def compare(talk: Straight, reference: Reference) -> None:
    """Check that both stand at the same point of the same conversation."""
    moment = talk.moment
    assert moment.scene == reference.scene
    assert moment.ending == reference.ending
    assert moment.moods == reference.moods
    assert moment.meters == reference.meters
    assert talk.offered == reference.offered()
    assert [(line.speaker, line.text, line.shows, line.towards) for line in moment.lines] == reference.lines


def answers(talk: Straight) -> list[dict[str, Any]]:
    """Return the answers in activities as the reference writes them."""
    return [
        {
            "scene": given.scene, "answer": given.answer, "turns": given.turns, "moods": given.moods,
            "reason": given.reason,
        }
        for given in talk.transcript.answers
    ]  # fmt: skip


def numbers(talk: Straight) -> list[dict[str, Any]]:
    """Return the turns as the reference writes them."""
    return [
        {
            "scene": turn.scene, "response": turn.response, "phase": turn.phase,
            "moods": turn.moods, "meters": turn.meters, "offered": list(turn.offered),
            "client": tuple(turn.judgement.client), "rose": tuple(turn.judgement.rose.vector),
            "closeness": turn.judgement.closeness, "band": tuple(turn.judgement.band),
            "band_score": turn.judgement.band_score, "rose_fit": turn.judgement.rose_fit,
            "drawn_in": turn.judgement.drawn_in, "predicted": tuple(turn.judgement.predicted),
            "autonomy": turn.judgement.autonomy, "pitfalls": list(turn.judgement.pitfalls),
        }
        for turn in talk.turns
    ]  # fmt: skip


@PROFILE
@given(stories(), seeds, picks)
def test_the_engine_does_what_the_design_says(story: Plain, seed: int, choices: list[int]) -> None:
    talk = Straight(loaded(story), seed=seed)
    reference = Reference(story, dispositions(talk.session))
    compare(talk, reference)
    for pick in choices:
        if not talk.offered:
            break
        choice, reason = talk.offered[pick % len(talk.offered)], why(talk.session)
        answered = talk.moment.activity is not None
        talk.choose(choice)
        if answered:
            reference.give(choice, reason)
        else:
            reference.choose(choice)
        compare(talk, reference)
    assert answers(talk) == reference.answers
    event(f"{min(len(reference.answers), 3)} answers")
    event(f"{min(len(talk.turns), 4)}+ turns" if len(talk.turns) >= 4 else "a short talk")
    for ours, theirs in zip(numbers(talk), reference.turns, strict=True):
        for name, value in theirs.items():
            exact = not isinstance(value, float | tuple)
            assert ours[name] == (value if exact else pytest.approx(value, abs=1e-9)), name


@PROFILE
@given(stories(), seeds, picks)
def test_restoring_after_every_choice_changes_nothing(story: Plain, seed: int, choices: list[int]) -> None:
    scenario = loaded(story)
    straight, restored = Straight(scenario, seed=seed), Restored(scenario, seed=seed)
    assert walk(straight, choices) == walk(restored, choices)
    assert straight.moment == restored.moment
    assert straight.transcript.turns == restored.transcript.turns
    assert straight.transcript.answers == restored.transcript.answers
    assert straight.transcript.opening == restored.transcript.opening
    assert straight.session.run == restored.session.run


@PROFILE
@given(stories(), seeds, picks)
def test_the_same_seed_and_choices_give_the_same_conversation(story: Plain, seed: int, choices: list[int]) -> None:
    one, other = Straight(loaded(story), seed=seed), Straight(loaded(story), seed=seed)
    assert walk(one, choices) == walk(other, choices)
    assert one.moment == other.moment
    assert one.transcript.turns == other.transcript.turns
    assert kept(one.session.run) == other.session.run


@PROFILE
@given(stories(), seeds, picks)
def test_nothing_ever_leaves_its_range(story: Plain, seed: int, choices: list[int]) -> None:
    scenario = loaded(story)
    talk = Straight(scenario, seed=seed)
    walk(talk, choices)
    for meters in (*(turn.meters for turn in talk.turns), talk.moment.meters):
        for key, meter in scenario.meters.items():
            assert meter.min <= meters[key] <= meter.max
    for turn in talk.turns:
        reading = turn.judgement
        assert 0 <= reading.band_score <= 100
        assert 0 <= reading.rose_fit <= 100
        assert -1e-9 <= reading.drawn_in <= 1 + 1e-9
        assert reading.predicted.x**2 + reading.predicted.y**2 <= 1 + 1e-9
        assert turn.response in turn.offered
    if talk.moment.ending is not None:
        assert talk.offered == []
    assert (talk.moment.scene in scenario.endings) == (talk.moment.ending is not None)
