"""Rules about activities: whether every outcome can happen, and what answers cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.authoring.answers import activities, outcomes, witnesses
from trainer.authoring.rules.rule import Remark, rule
from trainer.authoring.study import Study
from trainer.language import _
from trainer.scenario.scene import Scale


@rule("E511", "warning")
def outcome_without_answer(study: Study) -> Iterator[Remark]:
    """No answer leads to this outcome: its condition never holds, or the outcomes before it take every answer."""
    if not study.exploration.complete:
        return
    for name, scale in activities(study.scenario).items():
        if study.exploration.visits[name]:
            for n, answer in enumerate(witnesses(study.exploration, name)):
                if answer is None:
                    message = _("No answer leads to this outcome.")
                    hint = _("The answers are {first} to {last}, and the first outcome that holds is taken.")
                    told = hint.format(first=scale.answers[0], last=scale.answers[-1])
                    yield Remark(("scenes", name, "outcomes", n), message, told)


@rule("P518", "warning")
def ends_that_cost_nothing(study: Study) -> Iterator[Remark]:
    """An answer at an end of this scale costs nothing, so the firmest answer is also the easiest one."""
    if not study.exploration.complete:
        return
    for name, scale in activities(study.scenario).items():
        found = outcomes(study.exploration, name)
        for end, at in enumerate((0, scale.steps - 1)):
            if found and all(_is_free(scale, met, at) for met in found):
                message = _("The answer {answer} (`{end}`) costs nothing.")
                hint = _("Let its outcome lower a meter, bring about a mood, or lead elsewhere than the middle does.")
                told = message.format(answer=scale.answers[at], end=scale.ends[end])
                yield Remark(("scenes", name, "ends", end), told, hint)


def _is_free(scale: Scale, met: Sequence[int], at: int) -> bool:
    """Return whether an answer at an end costs nothing, where each answer comes to the outcome that was `met`.

    Between an even number of answers no one is the middle; then it is the one of two that lies further from this end.
    """
    middle = (scale.steps - 1) // 2 if at else scale.steps // 2
    outcome, usual = scale.outcomes[met[at]], scale.outcomes[met[middle]]
    lowers = any(change < 0 for change in outcome.meters.values())
    return not lowers and not outcome.mood and outcome.to == usual.to
