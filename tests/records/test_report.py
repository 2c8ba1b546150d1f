"""The page of a report: one file that needs nothing, in which every text stays text, drawn where things were."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.records.pages import Page
from trainer.records.report import TEMPLATES, Fact, Part, Piece, Report, Transcript, TurnCard, rendered
from trainer.records.rose_drawing import Places, RosePicture, RoseWords, point, rose_drawing
from trainer.records.rose_numbers import Mark
from trainer.records.timeline_drawing import LONGEST, TimelinePicture, TimelineTurn, timeline_drawing
from trainer.records.writing import put
from trainer.theory.closeness import Band, side
from trainer.theory.rose import Vector, position

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} {% endfor %} & \"x\" 'y' </textarea></style>"
OCTANTS = ("helping", "leading", "competitive", "attacking", "defiant", "withdrawn", "following", "cooperative")


WORDS = RoseWords("ABOVE", "BELOW", "TOGETHER", "AGAINST", OCTANTS)


def rose(*steps: tuple[str, str], end: str | None = None) -> RosePicture:
    """Return a picture of turns, each with your place and the client's as codes."""
    return RosePicture(
        title="Both tracks",
        description="Circles are you.",
        words=WORDS,
        steps=tuple(Places(n, position(you).vector, position(she).vector) for n, (you, she) in enumerate(steps, 1)),
        end=position(end).vector if end else None,
        end_name="end",
        you="you",
        client="the client",
    )


BAND = Band(0, 1)


def timeline(*steps: int, phases: str = "") -> TimelinePicture:
    """Return a picture of these steps; `phases` has a letter for every turn."""
    turns = (
        TimelineTurn(n, step, BAND, side(step, BAND), phases[n - 1] if phases else "middle")
        for n, step in enumerate(steps, 1)
    )
    names = tuple(f"{step:+d} name" for step in range(3, -4, -1))
    return TimelinePicture("Turn {first} to {last}", "Columns are turns.", names, tuple(turns), "band", "in", "n", "f")


def report(text: str = "A text.") -> Report:
    """Return a whole report in which every text that comes from somebody is this one."""
    pieces = (Piece("seen", "", text), Piece("client", text, text), Piece("narration", "", text))
    card = TurnCard(1, "Turn 1", "opening", (Piece("you", text, text),), (text,), (text,), (text,), "Remark on turn 1")
    talk = Transcript(pieces, (card, replace(card, turn=2)), (Piece("ending", "", text),), "A note.")
    drawn = replace(
        rose(("SB2", "OS3"), ("BS2", "TB3"), end="SO2"), title=text, description=text, you=text, client=text
    )
    line = replace(timeline(0, 3, -3), description=text, steps=(text,) * 7)
    parts = (Part(text, (text,)), Part("Rose", (text,), drawn), Part("Line", (), line), Part("Talk", (), talk))
    return Report("en", "nl", text, "Report", (Fact(text, text),), "On this page", parts, "Made.")


def page(text: str = "A text.") -> Page:
    """Return a whole report as a page that was read."""
    return Page(rendered(report(text)))


# --- the page -----------------------------------------------------------------------------------------------


def test_every_tag_is_closed_and_the_pictures_are_whole() -> None:
    assert len(page().svgs()) == 2


def test_the_page_needs_nothing_beside_it() -> None:
    found = page()
    assert not {"script", "img", "link", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in found.tags}
    for _tag, attributes in found.tags:
        assert "src" not in attributes
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert attributes.get("href", "#").startswith("#")
    assert "default-src 'none'" in found.all("meta")[2]["content"]
    assert not re.search(r"url\(|@import|https?:", (TEMPLATES / "report.css").read_text(encoding="utf-8"))


def test_what_is_pointed_at_is_there_once() -> None:
    found = page()
    assert len(found.ids) == len(set(found.ids))
    for _tag, attributes in found.tags:
        for name in ("href", "for", "aria-labelledby"):
            for target in attributes.get(name, "").split():
                assert target.removeprefix("#") in found.ids


def test_hostile_texts_stay_text() -> None:
    calm, hostile = page(), page(HOSTILE)
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in calm.tags]
    assert [sorted(attributes) for _, attributes in hostile.tags] == [sorted(attributes) for _, attributes in calm.tags]
    assert hostile.text.count(HOSTILE) == calm.text.count("A text.") > 20


def test_the_page_can_be_found_ones_way_in() -> None:
    found = page()
    assert found.all("html") == [{"lang": "en"}]
    assert len(found.all("h1")) == len(found.all("main")) == len(found.all("header")) == len(found.all("nav")) == 1
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in found.all("meta")
    assert [area["id"] for area in found.all("textarea")] == ["remark-1", "remark-2"]
    assert found.labels["remark-1"] == "Remark on turn 1"


def test_the_talk_says_so_where_it_is_in_another_language() -> None:
    assert {"class": "talk", "lang": "nl"} in page().all("div")
    same = Page(rendered(replace(report(), spoken="en")))
    assert not [attributes for tag, attributes in same.tags if "lang" in attributes and tag != "html"]


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour such as `#14181d`, as WCAG has it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_stands_out_from_every_ground() -> None:
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8").split("@media")[0]
    colours = {"paper": "#ffffff", **dict(re.findall(r"--(\w+): (#\w{6});", css))}
    for ink in ("ink", "quiet", "you", "client"):
        for ground in ("paper", "one", "other", "band"):
            dark, light = luminance(colours[ink]), luminance(colours[ground])
            assert (light + 0.05) / (dark + 0.05) >= 7, (ink, ground)


def test_on_paper_no_turn_is_cut_and_its_remark_has_three_lines() -> None:
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8").partition("@media print")[2]
    assert re.search(r"article[^{]*\{ break-inside: avoid; \}", css)
    assert "min-height: 24mm" in css
    assert "line-height: 8mm" in css


# --- the Rose -----------------------------------------------------------------------------------------------


def marks(picture: RosePicture) -> dict[str, list[Mark]]:
    """Return the marks of both tracks."""
    found: dict[str, list[Mark]] = {"you": [], "client": []}
    for mark in rose_drawing(picture).marks:
        found[mark.track].append(mark)
    return found


@pytest.mark.parametrize("code", ["SB4", "BS1", "BT3", "TB2", "TO4", "OT1", "OS2", "SO3"])
def test_a_mark_stands_where_the_vector_is(code: str) -> None:
    (mark,) = marks(rose((code, "M")))["you"]
    where = position(code).vector
    middle = rose_drawing(rose((code, "M"))).ground.rings[-1]
    assert mark.x == pytest.approx(middle * where.x, abs=0.1)
    assert mark.y == pytest.approx(-middle * where.y, abs=0.1)


def test_together_is_right_and_above_is_up() -> None:
    assert point(Vector(1, 0))[0] > 0 > point(Vector(-1, 0))[0]
    assert point(Vector(0, 1))[1] < 0 < point(Vector(0, -1))[1]


def test_the_drawn_marks_are_the_ones_that_were_worked_out() -> None:
    drawn = rose(("SB3", "OT3"), end="OS4")
    svg = Page(rendered(replace(report(), parts=(Part("Rose", (), drawn),)))).svgs()[0]
    (circle,) = svg.findall("g[@class='mark you']/circle")
    first, last = svg.findall("g[@class='mark client']/rect")
    assert float(circle.attrib["cx"]) > 0 > float(circle.attrib["cy"])
    assert float(first.attrib["x"]) < 0 < float(first.attrib["y"])
    assert float(last.attrib["x"]) > 0
    assert [word.text for word in svg.findall("text") if word.text and word.text.isupper()] == [
        "ABOVE", "BELOW", "AGAINST", "TOGETHER",
    ]  # fmt: skip
    assert next(svg.iter("textPath")).text == "helping  SB"


def test_turns_at_one_place_share_a_mark() -> None:
    found = marks(rose(("SB2", "OS3"), ("BS2", "OS3"), ("SB2", "OS3"), ("SB2", "TB3"), ("SB2", "TB3"), end="TB3"))
    assert sorted(mark.label for mark in found["you"]) == ["1, 3–5", "2"]
    assert sorted(mark.label for mark in found["client"]) == ["1–3", "4, 5, end"]


def test_both_at_one_place_stand_side_by_side() -> None:
    found = marks(rose(("SB2", "SB2")))
    (you,), (client,) = found["you"], found["client"]
    assert you.y == client.y
    assert you.x + 11 < client.x


def test_numbers_do_not_hide_each_other_in_a_busy_talk() -> None:
    busy = ["BS2", "BS2", "SB2", "BS2", "SO2", "SO1", "SB2", "SB2", "BS2", "BS2", "OS1", "BS2", "SO2", "SO2", "OS2"]
    clients = ["OS3"] * 6 + ["SO2"] * 3 + ["OS3"] + ["SO2"] * 3 + ["BS2", "SB2"]
    boxes = []
    for found in marks(rose(*zip(busy, clients, strict=True), end="SB2")).values():
        for mark in found:
            width = 6.0 * max(map(len, mark.lines))
            left = {"start": mark.text_x, "middle": mark.text_x - width / 2, "end": mark.text_x - width}[mark.anchor]
            boxes.append((left, mark.text_y[0] - 10, left + width, mark.text_y[-1]))
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            assert apart, (one, other)


# --- the timeline -------------------------------------------------------------------------------------------


def test_every_turn_has_a_point_whose_shape_tells_its_side() -> None:
    (strip,) = timeline_drawing(timeline(0, 3, -2, 1))
    assert [point.look for point in strip.points] == ["in", "near", "far", "in"]
    assert [point.turn for point in strip.points] == [1, 2, 3, 4]
    xs, ys = zip(*((point.x, point.y) for point in strip.points), strict=True)
    assert list(xs) == sorted(xs)
    assert ys[1] < ys[3] < ys[0] < ys[2]


def test_the_band_lies_around_the_points_in_it() -> None:
    (strip,) = timeline_drawing(timeline(0, 1, -1))
    ys = [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", strip.band)]
    first, second, outside = (point.y for point in strip.points)
    assert min(ys) < second < first < max(ys) < outside


def test_a_long_talk_is_drawn_in_strips_of_like_length() -> None:
    strips = list(timeline_drawing(timeline(*[0] * (2 * LONGEST + 1))))
    assert [strip.title for strip in strips] == ["Turn 1 to 11", "Turn 12 to 22", "Turn 23 to 33"]
    assert [point.turn for strip in strips for point in strip.points] == list(range(1, 34))


def test_phases_are_marked_where_they_begin() -> None:
    (strip,) = timeline_drawing(timeline(0, 0, 0, 0, phases="oomc"))
    assert [phase.text for phase in strip.phases] == ["o", "m", "c"]
    first, middle, closing = (phase.line_x for phase in strip.phases)
    assert first < strip.points[0].x
    assert strip.points[1].x < middle < strip.points[2].x < closing < strip.points[3].x


def test_names_of_short_phases_keep_apart() -> None:
    names = {"a": "opening", "b": "middle", "c": "closing"}
    turns = [TimelineTurn(n, 0, Band(0, 1), None, names["abc"[n % 3]]) for n in range(1, 15)]
    (strip,) = timeline_drawing(replace(timeline(0), turns=tuple(turns)))
    for n, one in enumerate(strip.phases):
        for other in strip.phases[n + 1 :]:
            assert one.y != other.y or one.x + 6 * len(one.text) < other.x


# --- the file -----------------------------------------------------------------------------------------------


def test_a_report_is_one_file_in_utf_8(tmp_path: Path) -> None:
    put(tmp_path / "report.html", rendered(report("Ééntje… “dus”")))
    assert "Ééntje… “dus”" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_when_writing_fails_the_old_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.html"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr("os.replace", failing)
    with pytest.raises(OSError, match="no room"):
        put(path, rendered(report()))
    assert path.read_text(encoding="utf-8") == "old"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        put(tmp_path / "nowhere" / "report.html", rendered(report()))


def failing(*_given: Any) -> Callable[..., None]:
    """Fail as a full disk does."""
    raise OSError("no room")
