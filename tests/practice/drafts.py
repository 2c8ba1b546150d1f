"""A scenario that somebody is writing, in a folder, with its persona and its translation."""

from __future__ import annotations

from pathlib import Path

from tests.scenario import ANOUK, PERSONA, change, keep

DRAFT = """\
format: 1
title: De huur
language: nl
personas: [anouk]
meters:
  vertrouwen: {label: Vertrouwen, start: 1, min: 0, max: 5}
start: begin
scenes:
  begin:
    phase: opening
    lines: [{anouk: Daar ben je dan.}]
    responses:
      vraag: {say: Wat is er gebeurd?, rose: SB2, closeness: 0, meters: {vertrouwen: +1}, to: midden,
              coach: Open gevraagd.}
      regel: {do: U pakt een formulier., rose: BT2, closeness: -2, to: midden}
  midden:
    lines: [{anouk: [Nou gewoon., Nog iets?]}]
    responses:
      luister: {silence: U wacht., rose: SB1, closeness: 0, meters: {vertrouwen: +1}, to: slot}
      praat: {say: Dat hoor ik vaker., rose: BS2, closeness: -1, to: midden}
  slot:
    phase: closing
    lines: [{anouk: En nu?}]
    responses:
      plan: {say: Zullen we samen bellen?, rose: SB2, closeness: +1, if: vertrouwen >= 2, to: klaar}
      weg: {say: U hoort nog van ons., rose: TB2, closeness: -2, to: ruzie}
endings:
  klaar: {title: Klaar, outcome: good, lines: [{anouk: Dank je wel.}]}
  ruzie: {title: Ruzie, outcome: hard}
"""
WALKS = """\
walks:
  boos: {choose: [regel, luister, weg], disposition: woedend}
  goed: {choose: [vraag, praat, luister, plan], ending: klaar}
  stuk: {choose: [vraag, plan, luister]}
"""
ENGLISH = """\
title: The rent
meters: {vertrouwen: {label: Trust}}
scenes:
  begin:
    lines: [{anouk: There you are.}]
    responses:
      vraag: {say: What happened?, coach: Asked openly.}
      regel: {do: You take a form.}
  midden:
    lines: [{anouk: [Just like that., Anything else?]}]
    responses:
      luister: {silence: You wait.}
      praat: {say: I hear that a lot.}
  slot:
    lines: [{anouk: And now?}]
    responses:
      plan: {say: Shall we call them together?}
      weg: {say: You will hear from us.}
endings:
  klaar: {title: Done, lines: [{anouk: Thank you.}]}
  ruzie: {title: A row}
"""


def draft(folder: Path, text: str = DRAFT, english: str | None = ENGLISH) -> Path:
    """Write a scenario with its persona, and its translation into English unless there is to be none."""
    path = keep(folder, text, PERSONA)
    if english is not None:
        (folder / "huur.en.yaml").write_text(english, encoding="utf-8")
        (folder / "personas" / "anouk.en.yaml").write_text(ANOUK, encoding="utf-8")
    return path


def edit(path: Path, old: str, new: str) -> None:
    """Change one place in a file."""
    path.write_text(change(path.read_text(encoding="utf-8"), old, new), encoding="utf-8")
