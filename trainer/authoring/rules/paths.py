"""Rules about whole conversations: what they come to, where they end, and what the author's own walks show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from math import floor, isclose
from typing import Final

from trainer.authoring.bots import RANDOM, RANDOM_RUNS, Played
from trainer.authoring.rules.choosing import names, rewarding
from trainer.authoring.rules.rule import Remark, rule
from trainer.authoring.rules.showing import shown
from trainer.authoring.study import Study
from trainer.conversation import Session
from trainer.conversation.cast import castings
from trainer.conversation.transcript import Turn
from trainer.errors import ChoiceError
from trainer.language import N_, _, decimal
from trainer.scenario.model import Scenario, Walk

BOT_LIMIT: Final = 60.0
STEADY_LIMIT: Final = 65.0
STEADY: Final = ("always_SB", "always_SO")
"""Who does not listen stays under 60; one steady octant is measured coarsely and stays under 65. Proposal."""
REACHABLE: Final = 80.0
"""What the best conversation comes to at least. Proposal."""
HARD_LIMIT: Final = 75.0
"""What a conversation with a hard ending stays under. Proposal."""
FEW_CHOICES: Final = 20_000
"""Where more different choices can come up than this, it is not told in which scenes a bot does well."""
FEWEST_TURNS: Final = 4
ONE_NOTE_SHARE: Final = 0.5
"""A good walk of four turns or more has less than half of its responses in one octant. Proposal."""

_BOTS: Final[Mapping[str, str]] = {
    "first": N_("Whoever always takes the first response"),
    "last": N_("Whoever always takes the last response"),
    "longest": N_("Whoever always takes the longest response"),
    "shortest": N_("Whoever always takes the shortest response"),
    "friendliest": N_("Whoever always takes the friendliest response"),
    "closest": N_("Whoever always comes as close as possible"),
    "most_distant": N_("Whoever always keeps as far away as possible"),
    "always_SB": N_("Whoever always helps (SB)"),
    "always_SO": N_("Whoever always goes along (SO)"),
    RANDOM: N_("Whoever chooses at random"),
}


@rule("P504", "warning")
def reward_without_listening(study: Study) -> Iterator[Remark]:
    """Somebody who follows a simple rule and does not listen gets a good practice score here."""
    for name, played in study.bots.items() if study.choices.by_scene else ():
        limit = STEADY_LIMIT if name in STEADY else BOT_LIMIT
        if played.score >= limit:
            message = _("{who} comes to {score}, and should stay under {limit}.")
            told = message.format(who=_(_BOTS[name]), score=decimal(played.score, ".1f"), limit=decimal(limit))
            yield Remark(("scenes",), told, _resisting(study, name, played))


def _resisting(study: Study, name: str, played: Played) -> str:
    """Return how a scenario can resist a bot: where it takes the best response, and the conversation it had."""
    if name == RANDOM:
        hint = _("That is the mean of {n} talks. Let good responses differ more from the others.")
        return hint.format(n=RANDOM_RUNS)
    if name in ("first", "last"):
        hint = _("Put the responses in another order. The conversation: {way}.")
        return hint.format(way=shown(played.way))
    hint = _("Write moments at which this does not help. The conversation: {way}.")
    few = sum(map(len, study.choices.by_scene.values())) <= FEW_CHOICES
    scenes = rewarding(study, name) if few else []
    if scenes:
        hint = _("Write moments at which this does not help; now it is the best in {names}. The conversation: {way}.")
    return hint.format(names=names(scenes), way=shown(played.way))


@rule("P505", "warning")
def good_score_out_of_reach(study: Study) -> Iterator[Remark]:
    """No conversation reaches a practice score of 80, so doing well is not possible here."""
    best = study.scores.highest
    if best is not None and study.scores.exact and best.score < REACHABLE:
        message = _("No conversation reaches {wanted}; the best one comes to {score}.")
        hint = _("Look where even the best response is worth little. The conversation: {way}.")
        told = message.format(wanted=decimal(REACHABLE), score=_told(best.score))
        yield Remark(("scenes",), told, hint.format(way=shown(best.way)))


def _told(score: float) -> str:
    """Return a score as it is told: one that misses a limit by a hair does not look as if it reached it."""
    return decimal(floor(score * 10) / 10, ".1f")


@rule("P508", "warning")
def goal_out_of_reach(study: Study) -> Iterator[Remark]:
    """Responses name this goal, but none that serves it is ever on offer, so nobody can reach it."""
    if not study.exploration.complete:
        return
    for goal in study.scenario.goals:
        named = list(_naming(study.scenario, goal))
        serving = [(scene, key) for scene, key, points in named if points > 0]
        if named and not any(study.exploration.offers[place] for place in serving):
            message = _("No conversation can serve the goal `{name}`.").format(name=goal)
            if serving:
                scene, key = serving[0]
                hint = _("`{response}` in `{scene}` would, but it is never on offer.").format(response=key, scene=scene)
            else:
                hint = _("No response gives it more than 0.")
            yield Remark(("goals", goal), message, hint)


def _naming(scenario: Scenario, goal: str) -> Iterator[tuple[str, str, int]]:
    """Yield every response that names a goal, as scene and response, and how far it serves it."""
    for name, scene in scenario.scenes.items():
        for key, response in scene.responses.items():
            if goal in response.goals:
                yield name, key, response.goals[goal]


@rule("P511", "warning")
def best_talk_ends_badly(study: Study) -> Iterator[Remark]:
    """The conversation with the highest practice score does not end well: score and story disagree."""
    best = study.scores.highest
    if best is None or not study.scores.exact:
        return
    endings = study.scenario.endings
    ends = [key for key, scored in study.scores.by_ending.items() if isclose(scored.score, best.score)]
    if all(endings[key].outcome != "good" for key in ends):
        message = _("The best conversation comes to {score} and ends in `{ending}`, which is not a good ending.")
        hint = _("Lead it to a good ending, or look at its labels. The conversation: {way}.")
        told = message.format(score=_told(best.score), ending=best.ending)
        yield Remark(("scenes",), told, hint.format(way=shown(best.way)))


@rule("P512", "warning")
def hard_ending_with_a_good_score(study: Study) -> Iterator[Remark]:
    """A conversation ends hard here and has a good practice score all the same: score and story disagree."""
    for key, scored in study.scores.by_ending.items():
        if study.scenario.endings[key].outcome == "hard" and scored.score >= HARD_LIMIT:
            message = _("`{ending}` is a hard ending, and can be reached with {score}.")
            hint = _("Look at what leads here, or at its labels. The conversation: {way}.")
            told = message.format(ending=key, score=_told(scored.score))
            yield Remark(("endings", key), told, hint.format(way=shown(scored.way)))


@rule("P513", "warning")
def pitfall_in_a_good_walk(study: Study) -> Iterator[Remark]:
    """This walk shows how to do well (it has `at_least`), and yet there is a pitfall in it."""
    for name, turns in _good_walks(study.scenario):
        held = [f"`{turn.response}` (`{pitfall}`)" for turn in turns for pitfall in turn.judgement.pitfalls]
        if held:
            message = _("The walk `{name}` shows how to do well, and holds a pitfall: {held}.")
            hint = _("Choose something else there, or take out `at_least`.")
            yield Remark(("walks", name), message.format(name=name, held=", ".join(dict.fromkeys(held))), hint)


@rule("P515", "warning")
def walk_on_one_note(study: Study) -> Iterator[Remark]:
    """This walk shows how to do well, and half of it or more is one place on the Rose: nothing else is asked for."""
    for name, turns in _good_walks(study.scenario):
        octants = Counter(turn.judgement.rose.octant for turn in turns)
        del octants["M"]  # the middle is no octant
        octant, count = next(iter(octants.most_common(1)), ("", 0))
        if len(turns) >= FEWEST_TURNS and count >= ONE_NOTE_SHARE * len(turns):
            message = _("{n} of the {all} responses in the walk `{name}` are {octant}.")
            hint = _("Write moments that ask for something else: going along here, leading there.")
            yield Remark(("walks", name), message.format(n=count, all=len(turns), name=name, octant=octant), hint)


def _good_walks(scenario: Scenario) -> Iterator[tuple[str, tuple[Turn, ...]]]:
    """Yield the walks that show how to do well, with their turns; `trainer test` tells of one that cannot be made."""
    for name, walk in scenario.walks.items():
        turns: tuple[Turn, ...] = ()
        with suppress(ChoiceError):
            turns = _turns(scenario, walk) if walk.at_least is not None else ()
        if turns:
            yield name, turns


def _turns(scenario: Scenario, walk: Walk) -> tuple[Turn, ...]:
    """Return the turns of a walk with the first dispositions it is for; what it holds is the same with others.

    Raises ChoiceError when it cannot be made.
    """
    session = Session(scenario, disposition=next(castings(scenario, walk.disposition)))
    for choice in walk.choose:
        session.choose(choice)
    return session.transcript.turns
