"""Phones of a class, without a browser: joining, asking, voting, coming back."""

from __future__ import annotations

import asyncio
import re
from collections import Counter

import pytest

from tests.classroom.desks import CODE, HERE, MemoryDesk, classroom
from trainer import language
from trainer.classroom.ballot import PLACES
from trainer.classroom.page import as_json, web_page, words
from trainer.classroom.service import Service
from trainer.errors import UsageError
from trainer.theory.constants import INTENSITIES, OCTANTS


async def test_the_page_comes_whole_and_may_run_nothing_else() -> None:
    async with classroom(MemoryDesk()) as (_service, phone):
        page = await phone.send("GET", "/")
    policy = page.headers["Content-Security-Policy"]
    assert page.status == 200
    assert "unsafe" not in policy
    assert "script-src 'sha256-" in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.headers
    assert "Python" not in page.headers["Server"]
    assert not re.search(r"(src|href)=\"(?!data:,)", page.data), "nothing is fetched from elsewhere"
    assert CODE not in page.data
    assert '<div id="fallback">' in page.data, "without scripts one reads what to do"
    assert '<div id="page" hidden>' in page.data


def test_words_in_the_page_cannot_end_their_element() -> None:
    assert as_json("</script><b>&\u2028") == '"\\u003c/script\\u003e\\u003cb\\u003e\\u0026\\u2028"'
    assert b"{{" not in web_page("nl").body


def test_the_page_knows_every_place() -> None:
    said = words("en")
    octants = [code for code, _text in said["octants"]]  # type: ignore[attr-defined]
    strengths = [code for code, _text in said["strengths"]]  # type: ignore[attr-defined]
    assert sorted(octants) == sorted((*OCTANTS, "M"))
    assert len(strengths) == INTENSITIES
    assert {"M", *(octant + n for octant in octants if octant != "M" for n in strengths)} == set(PLACES["rose"])
    assert [code for code, _text in said["steps"]] == list(reversed(PLACES["axis"]))  # type: ignore[attr-defined]


@pytest.mark.parametrize("theme", [0, 1])
def test_everything_stands_out_on_its_ground(theme: int) -> None:
    page = web_page("nl").body.decode()
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", page.split(":root {")[theme + 1].split("}")[0]))
    text = "ink/paper ink/field ink/chosen ink/bar soft/paper on-button/button bad/paper mark/field mark/chosen"
    for pair in text.split():
        front, ground = pair.split("/")
        assert contrast(colours[front], colours[ground]) >= 7, pair
    for ground in ("paper", "field", "chosen"):
        assert contrast(colours["line"], colours[ground]) >= 3


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 has it, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_the_page_speaks_the_language_of_the_scenario() -> None:
    language.use("en")
    async with classroom(MemoryDesk(language="nl")) as (_service, phone):
        assert '"octants": [["BS", "leidend' in (await phone.send("GET", "/")).data
    async with classroom(MemoryDesk(language="fr")) as (_service, phone):
        page = (await phone.send("GET", "/")).data
    assert '"language": "en", "spoken": "fr"' in page
    assert language.current() == "en"


async def test_a_phone_joins_and_votes_and_changes_its_vote() -> None:
    desk = MemoryDesk()
    async with classroom(desk) as (_service, stranger):
        phone = await stranger.join("km3 rtx")
        assert (await phone.ask()).data["question"] is None
        desk.ask()
        question = (await phone.ask()).data["question"]
        assert question["yours"] is None
        assert question["options"][1] == ["zwijg", "2. [stil] U blijft zitten en wacht."]
        assert (await phone.vote("zwijg")).data == {"kept": "zwijg"}
        assert (await phone.vote("erken")).data == {"kept": "erken"}
        assert (await phone.ask()).data["question"]["yours"] == "erken"
    assert desk.ballot is not None
    assert list(desk.ballot.votes.values()) == ["erken"]


async def test_a_phone_that_waits_is_told_at_once_what_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = MemoryDesk()
    async with classroom(desk) as (service, stranger):
        phone = await stranger.join()
        mark = (await phone.ask()).data["mark"]
        waiting = asyncio.create_task(phone.ask(mark))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        desk.ask("rose")
        service.announce()
        told = (await waiting).data
        assert told["question"]["asks"] == "rose"
        monkeypatch.setattr("trainer.classroom.service.WAIT", 0.02)
        assert (await phone.ask(told["mark"])).status == 204


async def test_the_distribution_is_told_only_when_the_screen_shows_it() -> None:
    desk = MemoryDesk()
    async with classroom(desk) as (_service, stranger):
        phone = await stranger.join()
        desk.ask()
        await phone.vote("regel")
        assert (await phone.ask()).data["question"]["told"] is None
        desk.close()
        assert (await phone.ask()).data["question"]["told"] is None
        desk.close(told=True)
        assert (await phone.ask()).data["question"]["told"] == [["erken", 0], ["zwijg", 0], ["regel", 1]]


async def test_votes_that_come_too_late_are_refused_and_change_nothing() -> None:
    desk = MemoryDesk()
    async with classroom(desk) as (_service, stranger):
        phone = await stranger.join()
        desk.ask()
        await phone.vote("erken")
        desk.close()
        late = await phone.vote("regel")
        assert (late.status, late.data) == (409, {"error": "The vote is closed."})
        desk.ask()
        assert (await phone.vote("regel", question=1)).status == 409
        assert (await phone.vote("bestaat_niet", question=2)).status == 409
        assert (await phone.vote("SB2", question=2)).status == 409
    assert [option for _seat, _number, option in desk.taken] == ["erken"]


async def test_a_phone_comes_back_to_its_seat_after_the_app_was_stopped() -> None:
    desk = MemoryDesk()
    desk.ask()
    async with classroom(desk) as (service, stranger):
        port = service.entrance.port
        seat = (phone := await stranger.join()).seat
        await phone.vote("zwijg")
    async with classroom(desk, port) as (_service, stranger):
        again = type(stranger)(stranger.http, stranger.origin, seat)
        assert (await again.ask()).data["question"]["yours"] == "zwijg"
        assert (await again.vote("regel")).status == 200
        late = await stranger.join()
        assert (await late.vote("regel")).status == 200
    assert desk.ballot is not None
    assert desk.ballot.counts == {"erken": 0, "zwijg": 0, "regel": 2}


async def test_stopping_does_not_wait_for_phones_that_wait() -> None:
    desk = MemoryDesk()
    async with classroom(desk) as (_service, stranger):
        phone = await stranger.join()
        waiting = asyncio.create_task(phone.ask((await phone.ask()).data["mark"]))
        await asyncio.sleep(0.05)
        begun = asyncio.get_running_loop().time()
        await _service.__aexit__(None, None, None)
        assert asyncio.get_running_loop().time() - begun < 2
        assert (await waiting).status == 200


async def test_two_hundred_phones_vote_at_once_and_none_is_lost_or_double() -> None:
    desk = MemoryDesk()
    async with classroom(desk) as (service, stranger):
        phones = await asyncio.gather(*(stranger.join() for _n in range(200)))
        mark = (await phones[0].ask()).data["mark"]
        waiting = [asyncio.create_task(phone.ask(mark)) for phone in phones]
        await asyncio.sleep(0.2)
        desk.ask()
        service.announce()
        assert {(await one).data["question"]["number"] for one in waiting} == {1}
        options = ["erken", "zwijg", "regel"]
        first = await asyncio.gather(*(phone.vote(options[n % 3]) for n, phone in enumerate(phones)))
        changed = await asyncio.gather(*(phone.vote("zwijg") for phone in phones[:50]))
    assert {answer.status for answer in (*first, *changed)} == {200}
    assert desk.ballot is not None
    wanted = Counter(["zwijg"] * 50 + [options[n % 3] for n in range(50, 200)])
    assert desk.ballot.counts == dict(wanted) | {}
    assert len(desk.taken) == 250
    assert len(desk.given) == 200


async def test_a_taken_port_is_told_before_anything_is_shown() -> None:
    async with classroom(MemoryDesk()) as (service, _phone):
        with pytest.raises(UsageError, match="is taken"):
            async with Service(MemoryDesk(), HERE, CODE, service.entrance.port):
                pass
