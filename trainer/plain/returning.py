"""Coming back to a run in plain text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trainer import language
from trainer.errors import TakenError
from trainer.language import _
from trainer.plain.asking import answer
from trainer.plain.paper import heading, say, show
from trainer.plain.player import go_on, play
from trainer.practice import asked
from trainer.practice.memory import Memory
from trainer.practice.resume import Return, returning, stage


def come_back(memory: Memory, run: str, shelves: Sequence[Path]) -> None:
    """Open a run: go on with it where it stopped, or look back on it."""
    found = returning(memory, run, shelves, language.current())
    if found.stopped:
        _answered(memory, found, answer(asked.stopped(found)), shelves)
    elif found.kept.past.reflected is not None:
        go_on(stage(found.reopen(memory))[0])
    elif found.changed:
        _answered(memory, found, answer(asked.changed(found)), shelves)
    else:
        _answered(memory, found, asked.GO_ON, shelves)


def _answered(memory: Memory, found: Return, given: str, shelves: Sequence[Path]) -> None:
    if given == asked.GO_ON:
        try:
            sitting, where = stage(found.go_on(memory))
        except TakenError:
            _instead(memory, found, answer(asked.taken(found)), shelves)
            return
        if where == "talk":
            if not sitting.at:
                heading(sitting.title)
            turn = len(sitting.session.transcript.turns)
            say(_("Where you were, after turn {turn}:").format(turn=turn) if turn else _("Where you were:"))
            print()
        go_on(sitting)
    else:
        if given == asked.RESTART:
            found.give_up(memory)
        _instead(memory, found, given, shelves)


def _instead(memory: Memory, found: Return, given: str, shelves: Sequence[Path]) -> None:
    """Do what leaves the run itself as it is."""
    if given == asked.RESTART:
        play(found.restart(memory))
    elif given == asked.READ:
        sitting = found.read(memory)
        heading(sitting.title)
        show(sitting.entries)
    elif given == asked.EXPORT:
        from trainer.practice.export import write_run

        say(_("Your talk is in {path}.").format(path=write_run(memory, found.kept.past.id, Path.cwd(), shelves)))
