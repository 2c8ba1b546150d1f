"""What a rule is: one function, one code, one explanation (its docstring), and the place it points at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from trainer.authoring.study import Study
from trainer.errors import Problem, Severity
from trainer.scenario.shape import find

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule found: `path` leads to a key of the scenario, `inside` to a place in the text that stands there."""

    path: Path
    message: str
    hint: str
    inside: tuple[str, int] | None = None


Rule = Callable[[Study], Iterator[Remark]]
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
    if place is None:
        return
    for code, (severity, find_remarks) in RULES.items():
        for remark in find_remarks(study):
            spot = find(place, remark.path)
            source, mark = spot.inside(*remark.inside) if remark.inside else spot.at_key()
            yield replace(source.problem(mark, code, remark.message, remark.hint), severity=severity)
