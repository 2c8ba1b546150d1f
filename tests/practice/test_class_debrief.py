"""Looking back with a class: the path, the votes, where it was divided, what talking changed, other roads."""

from __future__ import annotations

from tests.practice.test_lesson import lesson, options, voted
from trainer.practice.class_debrief import Sheet, sheets
from trainer.practice.lesson import Lesson


def titles(given: Lesson) -> list[str]:
    return [sheet.title for sheet in sheets(given)]


def sheet(given: Lesson, title: str) -> Sheet:
    return next(found for found in sheets(given) if found.title == title)


def words(found: Sheet) -> str:
    return "\n".join(f"{line.label} {line.text}" for line in found.lines)


def held() -> Lesson:
    """Return a class that was divided, talked, voted again, went its own way once, and looked at another road."""
    given = lesson()
    first, second, *_rest = options(given)
    voted(given, first, first, second, second)
    given.tell()
    given.vote_again()
    given.cast([("a", second), ("b", second), ("c", second), ("d", first)])
    given.close_vote()
    given.tell()
    given.react()
    voted(given, *options(given)[:1] * 3)
    given.tell()
    given.take(2)
    given.fork(*given.roads[0])
    given.come_home()
    return given


def test_the_pages_come_in_the_order_in_which_they_teach() -> None:
    assert titles(held()) == [
        "The path of this class",
        "Turn 1: the votes",
        "Turn 2: the votes",
        "Where you were divided",
        "Before and after talking",
        "Roads not taken",
        "To talk about together",
    ]


def test_the_path_is_what_was_taken_and_not_the_road_that_was_looked_at() -> None:
    given = held()
    path = sheet(given, "The path of this class")
    assert [line.label for line in path.lines] == ["1", "2", ""]
    assert "not come to an end" in path.lines[-1].text
    assert path.lines[0].text.endswith("Yes. Noor's coming with us at three.")


def test_both_votes_at_a_moment_stand_side_by_side() -> None:
    told = words(sheet(held(), "Turn 1: the votes"))
    assert "What to do, 4 votes, first and after talking:" in told
    assert "2 → 1 ×" in told
    assert "2 → 3 ×" in told


def test_a_choice_other_than_most_voted_is_told() -> None:
    assert "Taken, other than most voted" in words(sheet(held(), "Turn 2: the votes"))
    assert "other than most voted" not in words(sheet(held(), "Turn 1: the votes"))


def test_only_the_moment_where_the_class_was_divided_is_told_as_such() -> None:
    told = words(sheet(held(), "Where you were divided"))
    assert "Turn 1:" in told
    assert "Turn 2:" not in told


def test_what_talking_changed_is_told() -> None:
    told = words(sheet(held(), "Before and after talking"))
    assert "Turn 1: 1 vote more for" in told


def test_roads_that_were_looked_at_stand_apart_from_the_others() -> None:
    given = lesson()
    given.take(2)
    given.take(1)
    looked_at, *others = given.roads
    given.fork(*looked_at)
    given.come_home()
    found = sheet(given, "Roads not taken").lines
    assert found[0].text == "Looked at together, from this turn on:"
    assert found[1].text.endswith("The talk did not come to an end.")
    assert found[2].text == "In this turn the talk would have gone on elsewhere with:"
    assert len(found) == 3 + len(others)


def test_a_road_from_a_way_stands_at_the_turn_in_which_it_left_that() -> None:
    given = lesson()
    given.take(1)
    given.take(1)
    given.go_back(1)
    given.take(2)
    given.take(2)
    given.take(1)
    turn, response = next(road for road in given.roads if road[0] > 1)
    given.fork(turn, response)
    given.come_home()
    found = sheet(given, "Roads not taken").lines
    assert [line.label for line in found[1:3]] == ["1", str(turn)]


def test_a_class_without_votes_has_a_path_and_something_to_talk_about() -> None:
    given = lesson()
    given.take(1)
    assert titles(given) == ["The path of this class", "Roads not taken", "To talk about together"]


def test_votes_on_places_and_on_another_road_are_told_as_such() -> None:
    given = lesson()
    given.take(1)
    given.take(1)
    given.open_vote("rose")
    given.count_hands({"OS2": 4, "TB2": 1})
    given.tell()
    given.open_vote("axis")
    given.count_hands({"1": 3})
    given.go_back(2)
    given.take(2)
    voted(given, options(given)[0])
    told = {found.title: words(found) for found in sheets(given)}
    places = told["Turn 3 on another road: the votes"]
    assert "Where the client was on the Rose, 5 votes:" in places
    assert "4 × OS following" in places
    assert "3 × +1 personally present" in places
    assert "Turn 3: the votes" in told


def test_no_page_tells_a_score() -> None:
    told = "\n".join(words(found) for found in sheets(held())).lower()
    assert "score" not in told
    assert "fit" not in told.split()
