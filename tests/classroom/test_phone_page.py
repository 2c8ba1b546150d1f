"""The page as phones have it: two of them in Chromium, each with its own memory, over loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.classroom.chromium import Browser, Screen
from tests.classroom.desks import CODE, MemoryDesk, classroom
from trainer.classroom.service import Service

WAITING = "As soon as there is a question"
KEPT = "Your vote is kept."
TAB, ENTER, SPACE, DOWN = ("Tab", 9, ""), ("Enter", 13, "\r"), (" ", 32, " "), ("ArrowDown", 40, "")


@asynccontextmanager
async def served(desk: MemoryDesk, browser: Browser) -> AsyncIterator[Service]:
    """Serve a class; what the browser complains about at the end fails the test."""
    async with classroom(desk) as (service, _phone):
        yield service
        assert browser.troubles == []


async def join(browser: Browser, service: Service, width: int = 390) -> Screen:
    """Return a phone that came in by the QR code."""
    screen = await browser.phone(service.entrance.join_url, width)
    await screen.until("localStorage.length && !document.querySelector('#join').offsetParent")
    return screen


async def test_two_phones_vote_and_one_is_reloaded_and_one_is_late(browser: Browser) -> None:
    desk = MemoryDesk()
    async with served(desk, browser) as service:
        one = await browser.phone(f"{service.entrance.origin}/", width=320)
        await one.says("Join the class")
        await one.run("document.getElementById('code').value = 'aaa'")
        await one.press("enter")
        await one.says("That is not the code of this class.")
        await one.run(f"document.getElementById('code').value = '{CODE[:3].lower()} {CODE[3:]}'")
        await one.press("enter")
        await one.says(WAITING)
        two = await join(browser, service)
        desk.ask()
        service.announce()
        for phone in (one, two):
            await phone.says("Wat zegt u?")
            await phone.says("You have not voted yet.")
        await one.press("vote")
        await one.says("Choose an answer first.")
        await one.choose("erken")
        await one.press("vote")
        await one.says(KEPT)
        assert [option for _seat, _number, option in desk.taken] == ["erken"]

        await one.call("Page.reload")
        await one.says(KEPT)
        assert await one.run("document.querySelector('input:checked').value") == "erken"
        await one.choose("zwijg")
        await one.says("You marked something else.")
        await one.press("vote")
        await one.says(KEPT)
        assert len(desk.given) == 2

        await two.choose("regel")
        desk.close()  # and nobody has told the phones yet
        await two.press("vote")
        await two.says("The vote closed before your answer came in. It does not count.")
        service.announce()
        await one.says("The vote is closed. Your vote counts.")
        assert not await one.run("document.getElementById('vote').offsetParent")
        assert desk.ballot is not None
        assert list(desk.ballot.votes.values()) == ["zwijg"]

        desk.close(told=True)
        service.announce()
        for phone in (one, two):
            await phone.says("How the class voted")
        assert (await one.text()).count("2. [stil]") == 1, "what could be chosen makes way"
        assert await one.run("document.querySelector('#counts .yours').closest('li').innerText.startsWith('1')")
        desk.ask("rose")
        service.announce()
        for phone in (one, two):
            await phone.says("Waar staat Anouk nu op de Roos?")
            assert "How strongly?" not in await phone.text()
        await one.choose("TB")
        await one.press("vote")
        await one.says("Choose how strongly as well.")
        await one.choose("3")
        await one.press("vote")
        await two.choose("M")
        await two.press("vote")
        for phone in (one, two):
            await phone.says(KEPT)
        assert sorted(desk.ballot.votes.values()) == ["M", "TB3"]
        for phone in (one, two):
            assert await phone.run("document.documentElement.scrollWidth <= innerWidth")


async def test_with_a_keyboard_alone(browser: Browser) -> None:
    desk = MemoryDesk()
    async with served(desk, browser) as service:
        phone = await browser.phone(f"{service.entrance.origin}/")
        await phone.says("Join the class")
        await phone.key(*TAB)
        assert await phone.run("document.activeElement.id") == "code"
        await phone.call("Input.insertText", text=CODE)
        await phone.key(*ENTER)
        await phone.says(WAITING)
        desk.ask("axis")
        service.announce()
        await phone.says("Hoe dichtbij was dit?")
        for key in (TAB, SPACE, *[DOWN] * 4, TAB):
            await phone.key(*key)
        assert await phone.run("document.activeElement.id") == "vote"
        await phone.key(*ENTER)
        await phone.says(KEPT)
        assert await phone.run("document.activeElement.id") == "vote", "focus stays where it was"
        assert [option for _seat, _number, option in desk.taken] == ["-1"]
        desk.close()
        service.announce()
        await phone.says("The vote is closed.")
        assert await phone.run("document.activeElement.id") == "status", "the button is gone"
        desk.ask()
        service.announce()
        await phone.says("Wat zegt u?")


async def test_a_lost_network_is_told_and_a_vote_goes_when_it_is_back(browser: Browser) -> None:
    desk = MemoryDesk()
    desk.ask()
    async with classroom(desk) as (service, _phone):
        port = service.entrance.port
        phone = await join(browser, service)
        await phone.says("Wat zegt u?")
    await phone.choose("regel")
    await phone.press("vote")
    await phone.says("Your vote has not been sent yet.")
    await phone.says("No connection.")
    assert desk.taken == []
    async with classroom(desk, port):
        await phone.says(KEPT)
    assert [option for _seat, _number, option in desk.taken] == ["regel"]
    assert browser.troubles == []


async def test_a_seat_of_an_earlier_class_leads_to_the_code(browser: Browser) -> None:
    async with classroom(MemoryDesk()) as (service, _phone):
        port = service.entrance.port
        phone = await join(browser, service)
        await phone.open(f"{service.entrance.origin}/")
        await phone.says(WAITING)
    async with classroom(MemoryDesk(), port):
        await phone.says("Your seat was in another class.")


async def test_an_error_on_the_page_is_told_with_a_way_out(browser: Browser) -> None:
    async with classroom(MemoryDesk()) as (service, _phone):
        phone = await join(browser, service)
        await phone.run("void setTimeout(() => { throw new Error('broken on purpose'); })")
        await phone.says("Something went wrong on this page.")
        await phone.press("again")
        await phone.until("!document.body.innerText.includes('Something went wrong')")
        await phone.says(WAITING)


async def test_a_phone_that_may_not_remember_keeps_its_seat_in_the_tab(browser: Browser) -> None:
    forbid = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }});"
    desk = MemoryDesk()
    async with served(desk, browser) as service:
        phone = await browser.phone("about:blank")
        await phone.call("Page.addScriptToEvaluateOnNewDocument", source=forbid)
        await phone.open(service.entrance.join_url)
        await phone.says("Keep this page open.")
        await phone.call("Page.reload")
        await phone.says(WAITING)
        assert len(desk.given) == 1


async def test_a_screen_reader_meets_groups_names_and_states(browser: Browser) -> None:
    desk = MemoryDesk(language="nl")
    desk.ask("rose")
    async with served(desk, browser) as service:
        phone = await join(browser, service)
        await phone.until("document.querySelector('#options input')")
        await phone.choose("SB")
        await phone.choose("2")
        await phone.press("vote")
        await phone.until("document.querySelectorAll('.yours').length === 2")
        met = await phone.reads()
        assert await phone.run("document.documentElement.lang") == "nl"
    assert ("heading", "De uithuisplaatsing") in met
    assert ("group", "Waar staat Anouk nu op de Roos?") in met
    assert ("radio", "leidend (BS): “luister naar mij”") in met
    assert sum(role == "radio" for role, _name in met) == 13
    assert [role for role, name in met if name.startswith("helpend (SB): “laat mij u helpen” ")] == ["radio"]
    assert {"status", "button"} <= {role for role, _name in met}
    assert all(name for role, name in met if role in ("radio", "button", "group", "heading"))
