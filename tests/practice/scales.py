"""A story with scales in a folder, in two languages, and sittings that stand at one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.practice.sittings import choose
from tests.scenario import keep
from trainer.practice.sitting import Sitting
from trainer.scenario import load_scenario

SCALES = """\
format: 1
title: Hoe veilig
language: nl
personas:
  anna:
    name: Anna
    home: OS2
    aim: SO2
    start: kalm
    moods: {kalm: {label: kalm, rose: SO2}, boos: {label: boos, rose: TB3, shows: Ze zucht.}}
start: tafel
scenes:
  tafel:
    lines: [{anna: Wat denkt u van ons?}]
    responses:
      luister: {say: Vertel eens., rose: SB2, closeness: 1, coach: Open gevraagd.}
      kil: {say: Dat staat in het rapport., rose: BT2, closeness: -2}
    to: veilig
  veilig:
    activity: scale
    lines: [{narrator: U denkt even na.}]
    prompt: Hoe veilig is het hier?
    ends: [helemaal niet veilig, helemaal veilig]
    reason: true
    outcomes:
      - {if: value == 1, mood: {anna: boos}, reply: [{anna: Helemaal niet?}], to: zeker}
      - {reply: [{anna: Fijn.}], to: zeker}
  zeker:
    activity: scale
    prompt: Hoe zeker weet u dat?
    ends: [niet, heel zeker]
    steps: 10
    outcomes: [{to: later}]
  later:
    responses:
      af: {say: Ik kom morgen terug., rose: SB1, closeness: 1, to: eind}
      nog: {say: Nog een keer., rose: BT2, closeness: -2, to: veilig}
endings:
  eind: {title: Tot morgen, outcome: good}
"""
ENGLISH = """\
title: How safe
personas: {anna: {moods: {kalm: {label: calm}, boos: {label: angry, shows: She sighs.}}}}
scenes:
  tafel:
    lines: [{anna: What do you think of us?}]
    responses:
      luister: {say: Tell me., coach: Asked openly.}
      kil: {say: It is in the report.}
  veilig:
    lines: [{narrator: You think for a moment.}]
    prompt: How safe is it here?
    ends: [not safe at all, quite safe]
    outcomes:
      - reply: [{anna: Not at all?}]
      - reply: [{anna: Good.}]
  zeker:
    prompt: How sure are you?
    ends: [not, very sure]
  later:
    responses:
      af: {say: I will be back tomorrow.}
      nog: {say: Once more.}
endings:
  eind: {title: Till tomorrow}
"""
WHY = "De buurvrouw belt elke dag."


def scales(folder: Path, text: str = SCALES, english: str | None = ENGLISH) -> Path:
    """Write the story, and its translation into English unless there is to be none."""
    path = keep(folder, text)
    if english is not None:
        path.with_suffix(".en.yaml").write_text(english, encoding="utf-8")
    return path


def at_scale(folder: Path, language: str = "nl", **more: Any) -> Sitting:
    """Return a sitting that has come to the first scale."""
    given = Sitting(load_scenario(scales(folder), language), seed=5, as_written=True, **more)
    choose(given, "luister")
    return given
