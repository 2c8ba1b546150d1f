"""Both tracks on a Rose: many turns fall on few places, so what is written where is decided here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import groupby, product
from typing import NamedTuple

from trainer.debrief.pictures import Step
from trainer.theory.rose import mean, mirror
from trainer.tui.widgets.rose_canvas import FIXED, Cell, Sheet

YOU, CLIENT, BOTH, INVITED, WENT = "●", "○", "◉", "◇", "▷"
"""Your response, the client then, both in one place, what you invited, and where the client went."""
MIRRORED, ON = "┊", "·"
"""The ways from your response to what it invited, and from the client's place to the next."""
RIGHT, LEFT = 1, -1


@dataclass
class Stay:
    """The turns in which you and the client were in one cell."""

    you: list[int] = field(default_factory=list)
    client: list[int] = field(default_factory=list)

    def mark(self, turn: int) -> tuple[str, str]:
        """Return the sign and its role; what only comes after the current turn is quiet."""
        sign, role = (BOTH, "both") if self.you and self.client else (YOU, "you") if self.you else (CLIENT, "client")
        return sign, "quiet" if turn and min(self.you + self.client) > turn else role


class Chip(NamedTuple):
    """What the current turn has in one cell: signs with their roles, and its number where a track passes."""

    cell: Cell
    signs: tuple[tuple[str, str], ...]
    number: str

    def way(self, up: int, side: int) -> dict[Cell, tuple[str, str]]:
        """Return the cells it takes with what stands in them: the number outermost, to the right or the left."""
        number = self.number[::side]
        text = [*self.signs, *((digit, self.signs[0][1]) for digit in number)]
        return {Cell(self.cell.x + side * n, self.cell.y - up): found for n, found in enumerate(text)}


def draw_tracks(sheet: Sheet, steps: Sequence[Step], turn: int) -> None:
    """Draw both tracks; the current turn first, so that nothing gets in its way. Turn 0 is none."""
    stays: dict[Cell, Stay] = {}
    for step in steps:
        stays.setdefault(sheet.cell(step.trainee), Stay()).you.append(step.turn)
        stays.setdefault(sheet.cell(step.client), Stay()).client.append(step.turn)
    if turn:
        chips = _chips(sheet, steps[turn - 1])
        for chip in chips:
            _write_chip(sheet, chip, {other.cell for other in chips}, stays.keys())
    marks = {cell: stay for cell, stay in stays.items() if not is_now(sheet, cell)}
    for cell, stay in marks.items():
        sheet.write(cell, *stay.mark(turn))
    for cell, stay in sorted(stays.items(), key=lambda item: _apart(item[1], turn)):
        if cell in marks:
            _write_turns(sheet, cell, stay)
        elif turn in stay.you + stay.client:
            _write_other_turns(sheet, cell, stay, turn)
    if turn:
        _write_ways(sheet, steps[turn - 1])


# --- the current turn ---------------------------------------------------------------------------------------


def is_now(sheet: Sheet, cell: Cell) -> bool:
    """Return whether something of the current turn stands in a cell."""
    return sheet.role(cell).startswith("now")


def _chips(sheet: Sheet, step: Step) -> list[Chip]:
    """Return what there is to see of a turn, by cell; your response comes first and finds the most room."""
    you, client = sheet.cell(step.trainee), sheet.cell(step.client)
    signs: dict[Cell, list[tuple[str, str]]] = {}
    if you == client:
        signs[you] = [(BOTH, "now-both")]
    else:
        signs[you], signs[client] = [(YOU, "now-you")], [(CLIENT, "now-client")]
    signs.setdefault(sheet.cell(mirror(step.trainee)), []).append((INVITED, "now-you"))
    signs.setdefault(sheet.cell(mean(step.after)), []).append((WENT, "now-client"))
    numbered = {you: str(step.turn), client: str(step.turn)}
    return [Chip(cell, tuple(found), numbered.get(cell, "")) for cell, found in signs.items()]


def _write_chip(sheet: Sheet, chip: Chip, homes: Set[Cell], marks: Set[Cell]) -> None:
    """Write a chip to the right of its cell or else to the left, where it hides the fewest marks of other turns."""
    ways = [chip.way(up, side) for up, side in product((0, 1, -1), (RIGHT, LEFT))]
    open_ways = [way for way in ways if _may_stand(sheet, way, homes - {chip.cell})]
    rows = groupby(open_ways or ways[:1], key=lambda way: next(iter(way)).y)
    best = min(next(rows)[1], key=lambda way: len(marks & way.keys()))
    for cell, (sign, role) in best.items():
        if sheet.holds(cell):
            sheet.write(cell, sign, role)


def _may_stand(sheet: Sheet, way: Mapping[Cell, object], homes: Set[Cell]) -> bool:
    """Return whether a chip keeps off words and off the others, with a gap after its number."""
    first, last = next(iter(way)), next(reversed(list(way)))
    gap = Cell(last.x + (1 if last.x > first.x else -1), last.y)
    if any(not sheet.holds(cell) or cell in homes or _taken(sheet, cell) for cell in way):
        return False
    return len(way) == 1 or not sheet.holds(gap) or not is_now(sheet, gap)


def _taken(sheet: Sheet, cell: Cell) -> bool:
    return sheet.role(cell) in FIXED or is_now(sheet, cell)


def _write_other_turns(sheet: Sheet, cell: Cell, stay: Stay, turn: int) -> None:
    """Write the other turns of a track that passes here now, on the side that the current number leaves free."""
    track = stay.you if turn in stay.you else stay.client
    others = [n for n in track if n != turn]
    for side in (LEFT, RIGHT) if others else ():
        beside = Cell(cell.x + side, cell.y)
        if sheet.holds(beside) and not is_now(sheet, beside):
            _write_numbers(sheet, cell, others, "quiet", (side,))


def _write_ways(sheet: Sheet, step: Step) -> None:
    """Write the way from your response to what it invited, and the client's to the next place, where there is room."""
    ways = (
        (step.trainee, mirror(step.trainee), MIRRORED, "way-you"),
        (step.client, mean(step.after), ON, "way-client"),
    )
    for start, end, sign, role in ways:
        for cell in cells_between(sheet.cell(start), sheet.cell(end)):
            if not sheet.role(cell):
                sheet.write(cell, sign, role)


def cells_between(start: Cell, end: Cell) -> Iterator[Cell]:
    """Yield the cells between two others; on the way across every second one."""
    dx, dy = end.x - start.x, end.y - start.y
    steps = max(abs(dx) // 2, abs(dy))
    for n in range(1, steps):
        yield Cell(start.x + round(dx * n / steps), start.y + round(dy * n / steps))


# --- the other turns ----------------------------------------------------------------------------------------


def _apart(stay: Stay, turn: int) -> tuple[int, int]:
    """Return how far in time a stay is from the current turn: the nearest numbers are written first."""
    turns = stay.you + stay.client
    return min(abs(n - turn) for n in turns), min(turns)


def _write_turns(sheet: Sheet, cell: Cell, stay: Stay) -> None:
    """Write the turns beside a mark; beside a double one yours come before it and the client's after it."""
    role = sheet.role(cell)
    if stay.you and stay.client:
        _write_numbers(sheet, cell, stay.you, role, (LEFT,))
        _write_numbers(sheet, cell, stay.client, role, (RIGHT,))
    else:
        _write_numbers(sheet, cell, stay.you or stay.client, role, (RIGHT, LEFT))


def _write_numbers(sheet: Sheet, cell: Cell, turns: Sequence[int], role: str, sides: Sequence[int]) -> None:
    """Write turn numbers beside a cell, as many as there is room for, with a gap to what stands further on."""
    for text, side in product(ways_to_write(turns), sides):
        start = cell.x + 1 if side == RIGHT else cell.x - len(text)
        cells = [Cell(x, cell.y) for x in range(start, start + len(text))]
        gap = Cell(cell.x + side * (len(text) + 1), cell.y)
        fits = len(text) <= sheet.frame.rows // 2 and all(sheet.holds(c) and _open(sheet, c) for c in cells)
        if fits and (not sheet.holds(gap) or _open(sheet, gap)):
            sheet.write(cells[0], text, role)
            return


def _open(sheet: Sheet, cell: Cell) -> bool:
    return sheet.role(cell) in ("", "axis")


def ways_to_write(turns: Sequence[int]) -> list[str]:
    """Return turn numbers as text, the most complete first; where numbers are left out there is a "…"."""
    runs: list[list[int]] = []
    for n in sorted(turns):
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    parts = [part for run in runs for part in _run(run)]
    return [",".join(parts), *(",".join(parts[:n]) + "…" for n in range(len(parts) - 1, 0, -1))]


def _run(run: Sequence[int]) -> list[str]:
    return [f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(n) for n in run]
