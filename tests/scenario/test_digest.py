"""The digest covers structure and scoring: a mended typo or another language interrupts nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario import PERSONA, STORY, change, loaded, translated
from trainer.scenario import load_scenario

TEXTS = [
    ("title: De huur", "title: De huurschuld"),
    ("summary: De huur is niet betaald.", "note: Dit gaat over geld."),
    ("role: wijkwerker", "role: buurtwerker"),
    ("eerlijk: Eerlijk blijven", "eerlijk: Altijd eerlijk blijven"),
    ("label: Vertrouwen", "label: Trouw"),
    ("boos: [Daar ben je dan., Jij weer.]", "boos: Daar ben je dan weer."),
    ("        shows: Ze kijkt weg.\n", ""),
    ("say: Wat is er gebeurd?", "say: Wat is er toch gebeurd?"),
    ("        coach: Een open vraag.\n", ""),
    ("        reply: [{anouk: Nou gewoon.}]\n", ""),
    ("title: Klaar, outcome: good, reflect: [Wat hielp u.]", "title: Af, outcome: good"),
    ("if: vertrouwen >= 2", "if:   vertrouwen  >=  2"),
    ("phase: opening", "# de opening\n    phase: opening"),
    ("endings:\n", "walks: {weg: {choose: [vraag]}}\nendings:\n"),
]
STRUCTURE = [
    ("rose: BT2", "rose: BT3"),
    ("closeness: -2", "closeness: -1"),
    ("closeness: -2", "closeness: -2\n        autonomy: -1"),
    ("closeness: -2", "closeness: -2\n        pitfalls: [protocol]"),
    ("closeness: -2", "closeness: -2\n        once: true"),
    ("closeness: -2", "closeness: -2\n        if: vertrouwen > 0"),
    ("closeness: -2", "closeness: -2\n        mood: {anouk: kalm}"),
    ("closeness: -2", "closeness: -2\n        register: jargon"),
    ("closeness: -2", "closeness: -2\n        towards: between"),
    ("do: U pakt een formulier.", "say: U pakt een formulier."),
    ("goals: {eerlijk: 1}", "goals: {eerlijk: 2}"),
    ("meters: {vertrouwen: +1}", "meters: {vertrouwen: +2}"),
    ("if: vertrouwen >= 2", "if: vertrouwen >= 3"),
    ("          - to: ruzie\n", "          - to: klaar\n"),
    ("start: 1, min: 0, max: 5", "start: 1, min: 0, max: 4"),
    ("start: 1, min: 0, max: 5", "start: 2, min: 0, max: 5"),
    ("phase: opening", "phase: closing"),
    ("phase: opening", "phase: opening\n    asks: {limit: true}"),
    ("phase: opening", "phase: opening\n    asks: {closeness: [0, 2]}"),
    ("phase: opening", "phase: opening\n    asks: {rose: [SB, SO]}"),
    ("outcome: hard", "outcome: mixed"),
    ("      regel:", "      regels:"),
    ("  ruzie: {title", "  extra: {title: Extra, outcome: good}\n  ruzie: {title"),
]
PERSONAS = [
    ("home: OS2", "home: OT2"),
    ("aim: SO2", "aim: SO3"),
    ("start: boos\nmoods", "start: kalm\nmoods"),
    ("rose: TB3", "rose: TB4"),
    ("reads: [vertrouwen]", "reactance: 0.5"),
    ("reads: [vertrouwen]", "band: {opening: [0, 2]}"),
    ("address: u", "address: je"),
    ("in_band and together", "in_band"),
    ("from: boos", "from: any"),
    ("to: kalm, if", "to: kalm, heard: true, if"),
    ("moe: {weight: 2}", "moe: {weight: 3}"),
    ("moe: {weight: 2}", "moe: {weight: 2, aim: SO4}"),
    ("reactance: 0.6", "reactance: 0.7"),
]


def test_the_digest_is_sixteen_signs_and_always_the_same(tmp_path: Path) -> None:
    first, second = loaded(tmp_path).digest, loaded(tmp_path).digest
    assert first == second
    assert len(first) == 16
    assert set(first) <= set("0123456789abcdef")


@pytest.mark.parametrize(("old", "new"), TEXTS, ids=lambda words: words.strip()[:20])
def test_texts_do_not_change_the_digest(old: str, new: str, tmp_path: Path) -> None:
    assert loaded(tmp_path, change(STORY, old, new)).digest == loaded(tmp_path).digest


@pytest.mark.parametrize(("old", "new"), [("name: Anouk de Wit", "name: Anouk"), (", shows: Ze staat op.", "")])
def test_texts_of_a_persona_do_not_change_the_digest(old: str, new: str, tmp_path: Path) -> None:
    assert loaded(tmp_path, persona=change(PERSONA, old, new)).digest == loaded(tmp_path).digest


def test_another_language_does_not_change_the_digest(tmp_path: Path) -> None:
    path = translated(tmp_path)
    assert load_scenario(path, "en").digest == load_scenario(path, "nl").digest


@pytest.mark.parametrize(("old", "new"), STRUCTURE, ids=lambda words: words.strip()[:30])
def test_structure_and_scoring_change_the_digest(old: str, new: str, tmp_path: Path) -> None:
    assert loaded(tmp_path, change(STORY, old, new)).digest != loaded(tmp_path).digest


@pytest.mark.parametrize(("old", "new"), PERSONAS, ids=lambda words: words.strip()[:30])
def test_what_moves_a_persona_changes_the_digest(old: str, new: str, tmp_path: Path) -> None:
    assert loaded(tmp_path, persona=change(PERSONA, old, new)).digest != loaded(tmp_path).digest


def test_another_home_for_today_is_not_the_same_as_another_aim(tmp_path: Path) -> None:
    home = loaded(tmp_path, persona=change(PERSONA, "moe: {weight: 2}", "moe: {weight: 2, home: SO4}"))
    aim = loaded(tmp_path, persona=change(PERSONA, "moe: {weight: 2}", "moe: {weight: 2, aim: SO4}"))
    assert home.digest != aim.digest
