"""Walks: the author's own tests, choices and what they must lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from trainer.conversation import Session
from trainer.debrief import summarize
from trainer.errors import ChoiceError
from trainer.language import _
from trainer.scenario.model import Expectation, Scenario, Walk


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one walk went with one set of dispositions; `failure` is the first difference, or ''."""

    walk: str
    disposition: Mapping[str, str]
    ending: str | None
    score: float | None
    failure: str


def outcomes(scenario: Scenario) -> Iterator[Outcome]:
    """Yield every walk with every disposition it must hold for."""
    for name, walk in scenario.walks.items():
        for disposition in castings(scenario, walk.disposition):
            yield take(scenario, name, walk, disposition)


def castings(scenario: Scenario, wish: str | Mapping[str, str] | None = None) -> list[dict[str, str]]:
    """Return every combination of dispositions that fits a wish."""
    options: dict[str, list[str]] = {k: list(p.dispositions) for k, p in scenario.personas.items() if p.dispositions}
    if isinstance(wish, str):
        key = next(key for key, names in options.items() if wish in names)
        options[key] = [wish]
    for key, name in (wish if isinstance(wish, Mapping) else {}).items():
        options[key] = [name]
    return [dict(zip(options, names, strict=True)) for names in product(*options.values())]


def take(scenario: Scenario, name: str, walk: Walk, disposition: Mapping[str, str]) -> Outcome:
    """Return how a walk goes with these dispositions."""
    session = Session(scenario, disposition=disposition)
    failure = _unmet(session, walk.expect, 0)
    for n, choice in enumerate(walk.choose, 1):
        if failure:
            break
        try:
            session.choose(choice)
        except ChoiceError as error:
            failure = _("Choice {n}: {why}").format(n=n, why=error)
            break
        failure = _unmet(session, walk.expect, n)
    late = [expectation.after for expectation in walk.expect if expectation.after > len(walk.choose)]
    if late and not failure:
        failure = _("Something is expected after choice {n}, but the walk has only {last}.").format(
            n=min(late), last=len(walk.choose)
        )
    transcript = session.transcript
    score = summarize(transcript).practice_score
    return Outcome(name, disposition, transcript.ending, score, failure or _end(walk, transcript.ending, score))


def _end(walk: Walk, ending: str | None, score: float | None) -> str:
    if walk.ending is not None and ending != walk.ending:
        if ending is None:
            return _("Ending `{wanted}` was expected, but the conversation goes on.").format(wanted=walk.ending)
        return _("Ending `{wanted}` was expected, not `{found}`.").format(wanted=walk.ending, found=ending)
    found = score if score is not None else 0.0
    if walk.at_least is not None and found < walk.at_least:
        return _("At least {wanted:g} was expected; the practice score is {found:.1f}.").format(
            wanted=walk.at_least, found=found
        )
    if walk.below is not None and found >= walk.below:
        return _("Below {wanted:g} was expected; the practice score is {found:.1f}.").format(
            wanted=walk.below, found=found
        )
    return ""


def _unmet(session: Session, expectations: tuple[Expectation, ...], n: int) -> str:
    """Return the first thing expected after `n` choices that is not so."""
    moment = session.moment
    for expectation in expectations:
        if expectation.after != n:
            continue
        for wanted, found in ((expectation.mood, moment.moods), (expectation.meters, moment.meters)):
            for key, value in wanted.items():
                if found[key] != value:
                    return _("After choice {n}: `{name}` is `{found}`, not `{wanted}`.").format(
                        n=n, name=key, found=found[key], wanted=value
                    )
        offered = [response.id for response in moment.responses]
        if expectation.offered is not None and sorted(offered) != sorted(expectation.offered):
            return _("After choice {n}: on offer are {found}, not {wanted}.").format(
                n=n, found=", ".join(offered) or "-", wanted=", ".join(expectation.offered) or "-"
            )
    return ""
