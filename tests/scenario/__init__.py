"""What the tests of the loader share: a small scenario without mistakes, and ways to change, keep and load it."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
import yaml

from trainer.authoring.check import check
from trainer.authoring.rules import RULES
from trainer.errors import Problem, ScenarioError
from trainer.scenario import Scenario, load_scenario

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
BAD = Path(__file__).parent.parent / "bad"

PERSONA = """\
format: 1
name: Anouk de Wit
address: u
home: OS2
aim: SO2
reads: [vertrouwen]
start: boos
moods:
  boos: {label: boos, rose: TB3, shows: Ze staat op.}
  kalm: {label: kalm, rose: SO2}
shifts:
  - {from: boos, to: kalm, if: in_band and together}
dispositions:
  moe: {weight: 2}
  woedend: {start: boos, reactance: 0.6}
"""

STORY = """\
format: 1
title: De huur
language: nl
summary: De huur is niet betaald.
you: {role: wijkwerker, task: Zoek samen een eerste stap.}
goals:
  eerlijk: Eerlijk blijven
personas: [anouk]
meters:
  vertrouwen: {label: Vertrouwen, start: 1, min: 0, max: 5}
start: begin
scenes:
  begin:
    phase: opening
    lines:
      - anouk: {boos: [Daar ben je dan., Jij weer.], otherwise: Dag.}
        shows: Ze kijkt weg.
    responses:
      vraag:
        say: Wat is er gebeurd?
        rose: SB2
        closeness: 0
        goals: {eerlijk: 1}
        meters: {vertrouwen: +1}
        reply: [{anouk: Nou gewoon.}]
        coach: Een open vraag.
        to:
          - {if: vertrouwen >= 2, to: klaar}
          - to: ruzie
      regel:
        do: U pakt een formulier.
        rose: BT2
        closeness: -2
        to: ruzie
endings:
  klaar: {title: Klaar, outcome: good, reflect: [Wat hielp u.]}
  ruzie: {title: Ruzie, outcome: hard}
"""


ENGLISH = """\
title: The rent
summary: The rent was not paid.
you: {role: community worker, task: Find a first step together.}
goals: {eerlijk: Stay honest}
meters: {vertrouwen: {label: Trust}}
scenes:
  begin:
    lines: [{anouk: {boos: ["There you are.", "You again."], otherwise: Hello.}, shows: She looks away.}]
    responses:
      vraag: {say: What happened?, reply: [{anouk: Just like that.}], coach: An open question.}
      regel: {do: You take a form.}
endings:
  klaar: {title: Done, reflect: [What helped you?]}
  ruzie: {title: A row}
"""
ANOUK = "name: Anouk\nmoods: {boos: {label: angry, shows: She gets up.}, kalm: {label: calm}}\n"


def change(text: str, old: str, new: str) -> str:
    """Return the text with one place in it changed; that place must be there exactly once."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the text"
    return text.replace(old, new)


def keep(folder: Path, text: str = STORY, persona: str | None = PERSONA, name: str = "huur") -> Path:
    """Write a scenario, and its persona beside it, into a folder."""
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    if persona is not None:
        (folder / "personas").mkdir(exist_ok=True)
        (folder / "personas" / "anouk.yaml").write_text(persona, encoding="utf-8", newline="")
    return path


def translated(folder: Path, english: str = ENGLISH, anouk: str = ANOUK) -> Path:
    """Write a scenario with its translation into English."""
    path = keep(folder)
    (folder / "huur.en.yaml").write_text(english, encoding="utf-8")
    (folder / "personas" / "anouk.en.yaml").write_text(anouk, encoding="utf-8")
    return path


def loaded(folder: Path, text: str = STORY, persona: str | None = PERSONA) -> Scenario:
    """Load a scenario from text."""
    return load_scenario(keep(folder, text, persona))


def problems(folder: Path, text: str = STORY, persona: str | None = PERSONA) -> list[Problem]:
    """Return what is the matter with a scenario that cannot be loaded."""
    with pytest.raises(ScenarioError) as caught:
        loaded(folder, text, persona)
    return list(caught.value.problems)


def only_problem(folder: Path, text: str = STORY, persona: str | None = PERSONA) -> Problem:
    """Return the one thing that is the matter."""
    found = problems(folder, text, persona)
    assert len(found) == 1, [f"{p.line}:{p.column} {p.code} {p.message}" for p in found]
    return found[0]


def checked(path: Path, families: str = "LSTW") -> list[Problem]:
    """Return what the check finds with some families of rules only: the first letters of their codes."""
    few = {code: entry for code, entry in RULES.items() if code[0] in families}
    with patch.dict(RULES, few, clear=True):
        return [problem for problem in check(path) if problem.code[0] in families]


def dumped(data: object) -> str:
    """Return data as YAML, keys in their own order."""
    text: str = yaml.dump(data, Dumper=_DUMPER, sort_keys=False, allow_unicode=True)
    return text


def spot(text: str, words: str, within: int = 0) -> tuple[int, int]:
    """Return the line and column, from 1, of words that stand once in a text; or of a place within them."""
    assert text.count(words) == 1, f"{words!r} stands {text.count(words)} times in the text"
    before = text[: text.index(words) + within]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def place(problem: Problem) -> tuple[int, int]:
    """Return where a problem stands."""
    return problem.line, problem.column
