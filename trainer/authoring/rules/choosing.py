"""Rules about what is best in a scene: that must take listening to find out, not a trick.

Best is what is worth most at the moment of choosing. Only moments with two or more responses on offer count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from trainer.authoring.bots import TASTES
from trainer.authoring.choices import Choice
from trainer.authoring.rules.rule import Remark, rule
from trainer.authoring.rules.showing import shown
from trainer.authoring.study import Study
from trainer.language import _, plural
from trainer.scenario.model import Scenario

FEWEST_SCENES: Final = 2
"""With fewer scenes there is no pattern to speak of. Proposal."""
MUCH_BETTER: Final = 30.0
"""A response this much better than the next one leaves nothing to choose. Proposal."""
_NAMED: Final = 3


@rule("P501", "warning")
def longest_is_best(study: Study) -> Iterator[Remark]:
    """In most scenes the best response is the longest one, so whoever looks at length need not listen."""
    scenes = _given_away(study, "longest")
    if scenes:
        message = _("In {n} of {all} scenes the best response is the longest: {names}.")
        hint = _("Say it shorter, or give others as many words.")
        yield _about_scenes(study, message, scenes, hint)


@rule("P502", "warning")
def first_is_best(study: Study) -> Iterator[Remark]:
    """In most scenes the best response stands first in the file, as a class and the plain player on a pipe see it."""
    scenes = _given_away(study, "first")
    if scenes:
        message = _("In {n} of {all} scenes the best response stands first: {names}.")
        hint = _("Put them in another order; only the screen shuffles them.")
        yield _about_scenes(study, message, scenes, hint)


@rule("P503", "warning")
def friendliest_is_best(study: Study) -> Iterator[Remark]:
    """In most scenes the best response is the friendliest, furthest towards together: being nice is then enough."""
    scenes = _given_away(study, "friendliest")
    if scenes:
        message = _("In {n} of {all} scenes the best response is the friendliest: {names}.")
        hint = _("Write moments in which kindness alone does not help, and friendly responses that miss the point.")
        yield _about_scenes(study, message, scenes, hint)


def _given_away(study: Study, taste: str) -> list[str]:
    """Return the scenes in which a taste mostly takes the best, if those are over half of all and not too few."""
    found, scenes = rewarding(study, taste), study.choices.by_scene
    return found if len(scenes) >= FEWEST_SCENES and 2 * len(found) > len(scenes) else []


def rewarding(study: Study, taste: str) -> list[str]:
    """Return the scenes in which a taste takes the best response in most situations."""
    found, like = [], TASTES[taste]
    for scene, choices in study.choices.by_scene.items():
        responses = study.scenario.scenes[scene].responses
        wants = {key: like(number, response) for number, (key, response) in enumerate(responses.items())}
        hits = sum(choice.situations for choice in choices if _takes_the_best(choice, wants))
        if 2 * hits > sum(choice.situations for choice in choices):
            found.append(scene)
    return found


def _takes_the_best(choice: Choice, wants: Mapping[str, float]) -> bool:
    """Return whether what is wanted most (least of `wants`) is the best; where all are alike nothing is given away."""
    found = [wants[key] for key in choice.offered]
    least = min(found)
    if least == max(found) or len(choice.best) == len(found):
        return False
    return any(wants[key] == least for key in choice.best)


def _about_scenes(study: Study, message: str, scenes: Sequence[str], hint: str) -> Remark:
    told = message.format(n=len(scenes), all=len(study.choices.by_scene), names=names(scenes))
    return Remark(("scenes",), told, hint)


def names(keys: Sequence[str]) -> str:
    """Return the first few names, and how many there are besides."""
    first = ", ".join(f"`{key}`" for key in keys[:_NAMED])
    more = len(keys) - _NAMED
    return _("{names} and {n} more").format(names=first, n=more) if more > 0 else first


@rule("P506", "warning")
def nothing_to_choose(study: Study) -> Iterator[Remark]:
    """This response is always the best here, and so much better than the next one that there is nothing to choose."""
    if not study.exploration.complete:
        return
    for scene, choices in study.choices.by_scene.items():
        for key in study.scenario.scenes[scene].responses:
            if all(choice.lead(key) > MUCH_BETTER for choice in choices if key in choice.offered):
                among = [choice for choice in choices if key in choice.offered]
                if among:
                    yield _far_ahead(study.scenario, key, among, min(choice.lead(key) for choice in among))


def _far_ahead(scenario: Scenario, key: str, among: Sequence[Choice], lead: float) -> Remark:
    message = plural(
        "`{name}` is the best in the {n} situation in which it is on offer, by {lead} points or more.",
        "`{name}` is the best in all {n} situations in which it is on offer, by {lead} points or more.",
        sum(choice.situations for choice in among),
        name=key,
        lead=int(lead),
    )
    closest = min(among, key=lambda choice: choice.lead(key))
    shortest = min((choice.way for choice in among), key=lambda way: len(way.choices))
    hint = _(
        "Bring another one nearer, such as `{other}`, or let this one be less good. The shortest way there: {way}."
    )
    told = hint.format(other=_nearest(closest, key, scenario), way=shown(shortest))
    return Remark(("scenes", closest.scene, "responses", key), message, told)


def _nearest(choice: Choice, key: str, scenario: Scenario) -> str:
    """Return what could most easily be brought near the best response: rather one without a pitfall."""
    responses = scenario.scenes[choice.scene].responses
    others = (other for other in choice.offered if other != key)
    return min(others, key=lambda other: (bool(responses[other].pitfalls), -choice.offered[other]))


@rule("P509", "warning")
def silence_without_a_question(study: Study) -> Iterator[Remark]:
    """Silence is the best wherever it is on offer, or nowhere: it should help in some places and not in others."""
    found = {scene: set(_silence_is_best(study, choices)) for scene, choices in study.choices.by_scene.items()}
    scenes = [scene for scene, best in found.items() if best]
    verdicts = set().union(*found.values())
    if not study.exploration.complete or len(scenes) < FEWEST_SCENES or len(verdicts) > 1:
        return
    if True in verdicts:
        message = _("Silence is always the best where it is on offer, in {n} scenes: {names}.")
        hint = _("Write a moment at which somebody waits for a word.")
    else:
        message = _("Silence is never the best where it is on offer, in {n} scenes: {names}.")
        hint = _("Write a moment at which saying nothing gives room.")
    yield Remark(("scenes",), message.format(n=len(scenes), names=names(scenes)), hint)


def _silence_is_best(study: Study, choices: Sequence[Choice]) -> Iterator[bool]:
    """Yield for each choice with a silence in it whether that is the best."""
    for choice in choices:
        responses = study.scenario.scenes[choice.scene].responses
        silences = {key for key in choice.offered if responses[key].kind == "silence"}
        if silences:
            yield bool(silences & choice.best)
