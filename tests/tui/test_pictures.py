"""The pictures of the debrief and the fields to place oneself, as one sees and uses them."""

from __future__ import annotations

import random
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui.stage import sitting
from tests.tui.test_looks import contrast
from trainer import language, tui
from trainer.debrief import debrief
from trainer.debrief.pictures import Step, TimelinePoint, Tracks
from trainer.theory import names
from trainer.theory.closeness import Band
from trainer.theory.constants import OCTANTS
from trainer.theory.rose import Vector, position
from trainer.tui.themes import PROJECTOR, THEMES
from trainer.tui.widgets.placing import AxisField, RoseField
from trainer.tui.widgets.rose_canvas import Frame, empty_rose
from trainer.tui.widgets.rose_marks import draw_tracks, ways_to_write
from trainer.tui.widgets.rose_tracks import RosePicture
from trainer.tui.widgets.timeline import TimelinePicture

LEAST, MOST = (36, 18), (60, 30)
CODES = ["M", *(f"{octant}{intensity}" for octant in OCTANTS for intensity in (1, 2, 3, 4))]
MARKED = re.compile(r"([\d,–…]*)([◇▷]*)([●○◉])([◇▷]*)([\d,–…]*)")


class Wall(App[None]):
    """Shows one widget, as large as the terminal, and keeps what it says."""

    CSS_PATH = [Path(tui.__path__[0]) / name for name in ("trainer.tcss", "screens/debrief.tcss")]  # noqa: RUF012

    def __init__(self, widget: Widget, theme: str) -> None:
        super().__init__()
        for known in THEMES.values():
            self.register_theme(known)
        self.theme = THEMES[theme].name
        self.widget = widget
        self.heard: list[str | int | None] = []

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_rose_field_placed(self, event: RoseField.Placed) -> None:
        self.heard.append(event.code)

    def on_axis_field_placed(self, event: AxisField.Placed) -> None:
        self.heard.append(event.step)


@asynccontextmanager
async def hung(widget: Widget, size: tuple[int, int] = LEAST, theme: str = "dark") -> AsyncIterator[Pilot[None]]:
    """Hang a widget on a wall of this size and give it the keys."""
    async with Wall(widget, theme).run_test(size=size) as pilot:
        widget.focus()
        await pilot.pause()
        yield pilot


def heard(pilot: Pilot[None]) -> list[str | int | None]:
    """Return what the widget said."""
    assert isinstance(pilot.app, Wall)
    return pilot.app.heard


def segments(widget: Widget) -> Iterator[Segment]:
    """Yield what is painted, piece by piece."""
    for y in range(widget.size.height):
        yield from widget.render_line(y)


def text(widget: Widget) -> str:
    """Return what is painted as text; the shading with half blocks is left out."""
    rows = (widget.render_line(y).text.replace("▀", " ").rstrip() for y in range(widget.size.height))
    return "\n".join(rows)


def reversed_text(widget: Widget) -> str:
    """Return what stands out without any colour."""
    return "".join(part.text if part.style and part.style.reverse else " " for part in segments(widget))


def talk(*turns: tuple[str, str], end: str = "M") -> Tracks:
    """Return the tracks of a talk with one client from places as an author writes them."""
    then = [*(client for _you, client in turns[1:]), end]
    steps = (
        Step(n, position(you).vector, position(client).vector, ("anna",), (position(after).vector,))
        for n, ((you, client), after) in enumerate(zip(turns, then, strict=False), 1)
    )
    return Tracks(tuple(steps), (("anna", position(end).vector),), None, None)


def points(*steps: int, band: tuple[int, int] = (0, 1)) -> tuple[TimelinePoint, ...]:
    """Return the closeness of a talk, in one band."""
    low, high = band
    return tuple(
        TimelinePoint(n, step, Band(low, high), "near" if step > high else "far" if step < low else None)
        for n, step in enumerate(steps, 1)
    )


def real() -> Tracks:
    """Return the tracks of a talk as somebody played it."""
    given = sitting()
    for name in given.scenario.walks["redder"].choose:
        given.choose(next(option.number for option in given.page.options if option.id == name))
    return debrief(given.session.transcript).tracks


# --- the Rose -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("speaks", ["nl", "en"])
@pytest.mark.parametrize("size", [LEAST, MOST, (80, 24)])
async def test_the_axis_words_are_whole_and_in_place(speaks: str, size: tuple[int, int]) -> None:
    language.use(speaks)
    picture = RosePicture(real())
    async with hung(picture, size):
        for turn in range(len(picture.tracks.steps) + 1):
            picture.turn = turn
            rows = text(picture).splitlines()
            above, below, together, against = (
                next((x, y) for y, row in enumerate(rows) if (x := row.find(language._(word))) >= 0)
                for word in (names.ABOVE, names.BELOW, names.TOGETHER, names.AGAINST)
            )
            assert above[1] < together[1] == against[1] < below[1]
            assert against[0] < above[0] < together[0]
            assert all(any(octant in row for row in rows) for octant in OCTANTS)


@pytest.mark.parametrize(("size", "rows"), [(LEAST, 17), (MOST, 29), ((80, 24), 23), ((200, 60), 29)])
async def test_the_rose_grows_with_its_room_and_stays_round_and_in_the_middle(size: tuple[int, int], rows: int) -> None:
    picture = RosePicture(talk(("SB4", "TO4")))
    async with hung(picture, size):
        assert picture.frame.rows == rows
        axis = next(row for row in text(picture).splitlines() if "TOGETHER" in row)
        assert len(axis.strip()) == 2 * rows - 1
        assert abs(axis.index("AGAINST") - (size[0] - len(axis))) <= 2


async def test_a_turn_shows_you_the_client_what_you_invited_and_where_the_client_went() -> None:
    picture = RosePicture(talk(("SB3", "OT3"), ("BS2", "TB2"), ("SB2", "SO2"), end="SO2"))
    async with hung(picture):
        picture.turn = 1
        out = reversed_text(picture)
        assert "●1" in out
        assert "○1" in out or "1○" in out
        assert out.count("◇") == out.count("▷") == 1
        picture.turn = 3
        assert "○◇▷3" in reversed_text(picture), "all three are in one place: as invited, and there the client stayed"
        picture.turn = 0
        assert reversed_text(picture).strip() == ""


async def test_what_was_invited_is_the_mirror_image() -> None:
    picture = RosePicture(talk(("SB4", "TO1")))
    async with hung(picture):
        picture.turn = 1
        rows = text(picture).splitlines()
        middle = next(y for y, row in enumerate(rows) if "TOGETHER" in row)
        you, invited = (next(y for y, row in enumerate(rows) if sign in row) for sign in "●◇")
        assert you < middle < invited
        assert middle - you == invited - middle
        assert rows[you].index("●") == rows[invited].index("◇")


async def test_both_in_one_cell_have_a_sign_of_their_own() -> None:
    picture = RosePicture(talk(("SO2", "SO2"), ("SB3", "SO2")))
    async with hung(picture):
        assert "1◉1,2" in text(picture), "yours before it, the client's after it"
        picture.turn = 1
        assert "◉▷1" in reversed_text(picture)


async def test_where_somebody_went_is_shown_also_when_the_next_turn_was_with_somebody_else() -> None:
    first, second = talk(("SB3", "OT3"), ("BS2", "TB2")).steps
    steps = (replace(first, after=(position("SO4").vector,)), replace(second, clients=("bert",)))
    picture = RosePicture(Tracks(steps, (), None, None))
    async with hung(picture):
        picture.turn = 1
        rows = text(picture).splitlines()
        went = picture.frame.cell(position("SO4").vector)
        assert any("▷" in row for row in rows[went.y - 1 : went.y + 2])


async def test_a_turn_that_is_not_there_is_the_nearest_one() -> None:
    picture = RosePicture(talk(("SB3", "OT3"), ("BS2", "TB2")))
    async with hung(picture):
        picture.turn = 9
        assert picture.turn == 2
        picture.turn = -1
        assert picture.turn == 0
    async with hung(RosePicture(talk())):
        pass


@pytest.mark.parametrize("rows", [17, 29])
def test_every_place_has_a_cell_of_its_own(rows: int) -> None:
    assert len({Frame(rows).cell(position(code).vector) for code in CODES}) == len(CODES)


def test_the_current_turn_is_whole_wherever_everybody_is() -> None:
    near = ["M", *(f"{octant}{intensity}" for octant in OCTANTS for intensity in (1, 2))]
    for you, client, then in product(near, near, ["M", "SB1", "SO1", "BS2", "OT1"]):
        sheet, frame = empty_rose(Frame(17)), Frame(17)
        places = position(you).vector, position(client).vector
        draw_tracks(sheet, [Step(28, *places, ("anna",), (position(then).vector,))] * 28, 28)
        drawn = "\n".join("".join(sign or " " for sign in row) for row in sheet.signs)
        numbers = re.findall(r"\d+", drawn)
        assert numbers == (["28"] if you == client else ["28", "28"]), (you, client, then)
        assert drawn.count("◇") == drawn.count("▷") == 1
        for place, signs in zip(places, ("●◉", "○◉"), strict=True):
            cell = frame.cell(place)
            assert sheet.signs[cell.y][cell.x] in signs, (you, client, then)


@pytest.mark.parametrize("rows", [17, 21, 29])
def test_no_number_is_ever_cut_or_run_into_another(rows: int) -> None:
    chance, frame = random.Random(1), Frame(rows)
    for turns in (5, 12, 30, 60, 120):
        tracks = talk(*((chance.choice(CODES), chance.choice(CODES)) for _n in range(turns)))
        for turn in (0, 1, turns // 2, turns):
            sheet = empty_rose(frame)
            draw_tracks(sheet, tracks.steps, turn)
            for y, signs in enumerate(sheet.signs):
                row = "".join(sign or " " for sign in signs)
                assert not re.search(r"\d", MARKED.sub("", row)), "every number stands at a mark"
                for found in MARKED.finditer(row):
                    you, client = here(tracks, frame, found.start(3), y)
                    before, after = written(found[1]), written(found[5])
                    assert before | after <= you | client
                    if found[3] == "◉" and turn not in before | after:
                        assert before <= you
                        assert after <= client


def here(tracks: Tracks, frame: Frame, x: int, y: int) -> tuple[set[int], set[int]]:
    """Return the turns in which you and the client were in a cell."""

    def turns(places: Sequence[Vector]) -> set[int]:
        return {n for n, place in enumerate(places, 1) if frame.cell(place) == (x, y)}

    return turns([step.trainee for step in tracks.steps]), turns([step.client for step in tracks.steps])


def written(numbers: str) -> set[int]:
    """Return the turns in a text such as `1–3,7…`."""
    found = set()
    for part in numbers.rstrip("…").split(",") if numbers else ():
        first, _dash, last = part.partition("–")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def test_what_is_left_out_of_a_list_of_turns_is_told() -> None:
    assert ways_to_write([1, 2, 3, 5, 12, 13]) == ["1–3,5,12,13", "1–3,5,12…", "1–3,5…", "1–3…"]
    assert ways_to_write([12]) == ["12"]


async def test_the_legend_names_every_sign() -> None:
    picture = RosePicture(talk(("SB3", "OT3")))
    assert all(sign in picture.legend() for sign in "●○◉◇▷")
    assert [len(line) <= 36 for line in picture.legend().splitlines()] == [True, True]
    line = TimelinePicture(points(0))
    assert all(sign in line.legend() for sign in "░●▲▼")


async def test_without_colour_the_turn_still_stands_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    picture = RosePicture(real())
    async with hung(picture, (80, 24)) as pilot:
        assert pilot.app.no_color
        picture.turn = 10
        await pilot.pause()
        strips = pilot.app.screen._compositor.render_strips()
        out = "".join(part.text for strip in strips for part in strip if part.style and part.style.reverse)
        assert "●10" in out
        assert "○10" in out


async def test_another_theme_paints_in_other_colours() -> None:
    picture = RosePicture(real())
    async with hung(picture) as pilot:
        before = [part.style for part in segments(picture)]
        pilot.app.theme = PROJECTOR.name
        await pilot.pause()
        assert [part.style for part in segments(picture)] != before


def test_every_place_in_the_pictures_has_colours_that_stand_out_seven_to_one() -> None:
    for theme in THEMES.values():
        colours = {**theme.variables, "background": theme.background, "panel": theme.panel}
        colours["foreground"] = theme.foreground
        grounds = {
            "foreground": ("background", "rose-one", "rose-other", "panel"),
            "quiet": ("background", "rose-one", "rose-other"),
            "you": ("background", "rose-one", "rose-other", "panel"),
            "client": ("background", "rose-one", "rose-other"),
        }
        for front, backs in grounds.items():
            for back in backs:
                ratio = contrast(str(colours[front]), str(colours[back]))
                assert ratio >= 7, f"{theme.name}: {front} on {back} is {ratio:.1f}:1"
        for back in ("background", "rose-one", "rose-other"):
            assert contrast(str(colours["border"]), str(colours[back])) >= 3, "the axes and the band are seen"


# --- the timeline -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("speaks", ["nl", "en"])
async def test_the_names_of_the_steps_are_whole(speaks: str) -> None:
    language.use(speaks)
    picture = TimelinePicture(points(*[0] * 40))
    async with hung(picture, (76, 10)):
        assert all(names.closeness(step) in text(picture) for step in range(-3, 4))
        assert "›" in text(picture)


async def test_near_and_far_have_marks_of_their_own_and_the_band_shows_behind() -> None:
    picture = TimelinePicture(points(2, 1, 0, -1, -3))
    async with hung(picture, (76, 10)):
        rows = text(picture).splitlines()
        assert "▲" in rows[1]
        assert "●" in rows[2]
        assert "░" in rows[2]
        assert "●" in rows[3]
        assert "▼" in rows[4]
        assert "▼" in rows[6]
        assert "░" not in rows[0] + rows[1] + rows[4] + rows[5] + rows[6]


async def test_the_turn_has_its_mark_its_caret_and_its_number_in_one_column() -> None:
    picture = TimelinePicture(points(0, 1, 2, 1))
    async with hung(picture, (76, 10)):
        assert "^" not in text(picture)
        picture.turn = 3
        rows = text(picture).splitlines()
        assert rows[1].index("▲") == rows[7].index("^") == rows[8].index("3")
        out = reversed_text(picture)
        assert "▲" in out
        assert "3" in out
        assert out.count("●") == 0


@pytest.mark.parametrize("turns", [1, 23, 24, 60])
async def test_the_turn_stays_in_view_and_its_number_whole(turns: int) -> None:
    picture = TimelinePicture(points(*[0] * turns))
    async with hung(picture, (76, 10)):
        for turn in range(1, turns + 1):
            picture.turn = turn
            window = picture.window
            assert window.first <= turn <= window.last
            assert 2 <= window.width <= 6
            numbers = text(picture).splitlines()[8]
            assert str(turn) in re.findall(r"\d+", numbers)
            assert {int(n) for n in re.findall(r"\d+", numbers)} <= set(range(window.first, window.last + 1))
            assert ("‹" in numbers) == (window.first > 1)
            assert ("›" in numbers) == (window.last < turns)


@pytest.mark.parametrize(("turns", "width", "columns"), [(4, 76, 6), (12, 76, 4), (40, 76, 2), (30, 160, 4)])
async def test_columns_take_the_room_there_is(turns: int, width: int, columns: int) -> None:
    picture = TimelinePicture(points(*[0] * turns))
    async with hung(picture, (width, 10)):
        assert picture.window.width == columns


# --- placing oneself ----------------------------------------------------------------------------------------


async def test_arrow_keys_move_the_mark_and_the_words_follow() -> None:
    field = RoseField()
    async with hung(field, (80, 24)) as pilot:
        assert "You have not placed yourself yet." in text(field)
        await pilot.press("right")
        assert field.code == "M"
        await pilot.press(*["right"] * 9, "up", "up")
        assert field.code == "SB2"
        assert "helping (SB), as if to say: let me help you" in text(field)
        await pilot.press(*["down"] * 4)
        assert field.code == "SO2"
        await pilot.press("enter")
        assert heard(pilot) == ["SO2"]


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        (["right"] * 18, "SB4"),
        (["right"] * 18 + ["up"], "SB4"),
        (["up"] * 18 + ["left"], "BT4"),
        (["left"] * 18 + ["down"], "TO4"),
        (["down"] * 18 + ["right"], "OS4"),
    ],
)
async def test_the_mark_stays_within_the_rim(keys: list[str], code: str) -> None:
    field = RoseField()
    async with hung(field) as pilot:
        await pilot.press(*keys)
        assert field.code == code
        assert "●" in text(field)
        assert all(word in text(field) for word in ("ABOVE", "BELOW", "TOGETHER", "AGAINST"))


async def test_a_click_points_at_a_place_and_beside_the_rose_at_none() -> None:
    field = RoseField()
    async with hung(field, (80, 24)) as pilot:
        corner, frame = field.corner, field.frame
        cell = frame.cell(position("TB3").vector)
        await pilot.click(field, offset=(corner.x + cell.x, corner.y + cell.y))
        assert field.code == "TB3"
        await pilot.click(field, offset=(corner.x, corner.y))
        assert field.code in ("BT4", "TB4")
        await pilot.click(field, offset=(0, 12))
        assert field.code in ("BT4", "TB4")


async def test_enter_alone_skips_and_a_mark_can_be_taken_away() -> None:
    field = RoseField()
    async with hung(field) as pilot:
        await pilot.press("enter")
        await pilot.press("up", "up", "up", "delete", "enter")
        assert heard(pilot) == [None, None]


async def test_a_place_that_was_given_is_shown_again() -> None:
    field = RoseField("SO3")
    async with hung(field) as pilot:
        assert "cooperative (SO)" in text(field)
        field.code = "OT2"
        assert "withdrawn (OT)" in text(field)
        await pilot.press("enter")
        assert heard(pilot) == ["OT2"]
    with pytest.raises(ValueError, match="XX"):
        RoseField("XX")


@pytest.mark.parametrize("speaks", ["nl", "en"])
@pytest.mark.parametrize(("size", "rows"), [((36, 19), 2), ((62, 19), 1)])
async def test_every_place_fits_in_words(speaks: str, size: tuple[int, int], rows: int) -> None:
    language.use(speaks)
    field = RoseField()
    async with hung(field, size):
        for octant in ("M", *OCTANTS):
            field.code = octant
            below = " ".join(text(field).split("\n")[-rows:])
            assert " ".join(below.split()).endswith(names.wish(position(octant).vector))
            assert language._(names.BELOW) in text(field)


async def test_the_mark_keeps_its_place_when_the_room_changes() -> None:
    field = RoseField("BS3")
    async with hung(field, (80, 24)) as pilot:
        for size in ((36, 19), (120, 40)):
            await pilot.resize_terminal(*size)
            assert field.code == "BS3"
            assert "●" in text(field)


async def test_keys_choose_a_step_of_closeness() -> None:
    field = AxisField()
    async with hung(field) as pilot:
        await pilot.press("enter")
        assert "›" not in str(field.render())
        await pilot.press("down")
        assert field.step == 0
        await pilot.press("up")
        assert "› +1 personally present" in str(field.render())
        await pilot.press(*["up"] * 9, "enter", *["down"] * 9, "enter", "delete", "enter")
        assert heard(pilot) == [None, 3, -3, None]


async def test_a_click_chooses_a_step_and_a_given_one_is_shown() -> None:
    field = AxisField(2)
    async with hung(field) as pilot:
        assert "› +2 too close" in str(field.render())
        await pilot.click(field, offset=(3, 6))
        assert field.step == -3
        await pilot.click(field, offset=(3, 0))
        assert field.step == 3


@pytest.mark.parametrize("speaks", ["nl", "en"])
async def test_the_steps_have_their_whole_names(speaks: str) -> None:
    language.use(speaks)
    field = AxisField()
    async with hung(field):
        assert all(names.closeness(step) in str(field.render()) for step in range(-3, 4))
        assert field.size.height == 7
