"""What a rule is: one function, one code, one explanation (its docstring), and the place it points at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from trainer.authoring.study import Study
from trainer.errors import Problem, Severity
from trainer.scenario.shape import Spot, find

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule found: `path` leads to a key of the scenario, `inside` to a place in the text that stands there."""

    path: Path
    message: str
    hint: str
    inside: tuple[str, int] | None = None


Rule = Callable[[Study], Iterator[Remark]]
BY_LENGTH = ("P501", "P504")
"""The rules about scores for which it matters how long a response is."""
RULES: dict[str, tuple[Severity, Rule]] = {}


def rule(code: str, severity: Severity) -> Callable[[Rule], Rule]:
    """Enter a function in the list of rules."""

    def enter(function: Rule) -> Rule:
        RULES[code] = (severity, function)
        return function

    return enter


def problems(study: Study) -> Iterator[Problem]:
    """Yield what every rule finds in a scenario that was loaded from a file."""
    place = study.scenario.place
    if place is not None:
        yield from _told(study, RULES, partial(find, place))


def wording_problems(study: Study, spot: Callable[[Path], Spot | None]) -> Iterator[Problem]:
    """Yield what the rules for which words matter find in a translation; `spot` tells where a text stands in it.

    A text without a spot is the original's, where it is told already.
    """
    yield from _told(study, [code for code in RULES if code.startswith("W") or code in BY_LENGTH], spot)


def _told(study: Study, codes: Iterable[str], spot: Callable[[Path], Spot | None]) -> Iterator[Problem]:
    for code in codes:
        severity, find_remarks = RULES[code]
        for remark in find_remarks(study):
            found = spot(remark.path)
            if found is not None:
                source, mark = found.inside(*remark.inside) if remark.inside else found.at_key()
                yield replace(source.problem(mark, code, remark.message, remark.hint), severity=severity)
