"""A million characters with escape sequences in them, pasted where one writes: words, and nothing but words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.stage import SCENARIOS
from trainer.practice.memory import Memory
from trainer.practice.reflection import LONGEST
from trainer.practice.sitting import Sitting
from trainer.scenario import load_scenario

pytest.importorskip("pty", reason="pseudo-terminals are not on this system")
from tests.windows import window

HOSTILE = "\x1b[31mred\x1b[0m \x1b\x1b[A \x1b[<0;10;5M \x1b]52;c;aGFjaw==\x07 tired\t "
MILLION = HOSTILE * (1_000_000 // len(HOSTILE))


@pytest.mark.parametrize("brackets", [("\x1b[200~", "\x1b[201~"), ("", "")], ids=["brackets", "no brackets"])
def test_a_paste_of_a_million_characters(brackets: tuple[str, str], home: Path) -> None:
    home.mkdir()
    run = talked(home / "data")
    with window("resume", home=home) as one:
        one.wait_for("1/6")
        one.type(MILLION.join(brackets))
        one.wait_for("left out")
        one.wait_for("2/6", "\r")
    memory = Memory(home / "data")
    memory.open()
    assert memory.store is not None
    answers = memory.store.kept(run).answers
    assert set(answers) == {"feeling"}
    assert answers["feeling"].startswith("red tired red")
    assert answers["feeling"].isprintable()
    assert LONGEST - 10 < len(answers["feeling"]) <= LONGEST


def talked(folder: Path) -> str:
    """Hold a talk that waits for its questions, and return its run."""
    memory = Memory(folder)
    memory.open()
    sitting = Sitting(load_scenario(SCENARIOS / "uithuisplaatsing.yaml", "en"), seed=7, memory=memory)
    while sitting.page.options:
        sitting.choose(1)
    sitting.close()
    memory.close()
    assert sitting.record is not None
    return sitting.record.run
