"""Where phones find the class: addresses in words, ports, codes and QR codes."""

from __future__ import annotations

import socket

import pytest
import segno

from trainer.classroom import address
from trainer.classroom.address import Address, Entrance
from trainer.errors import UsageError

HERE = Address("127.0.0.1", "machine")


def test_the_machine_itself_can_always_be_chosen() -> None:
    assert address.addresses()[-1] == HERE
    assert address.choose("localhost") == address.choose("127.0.0.1") == HERE
    assert address.choose(None) == address.addresses()[0]


@pytest.mark.parametrize(
    ("host", "reach", "words"),
    [
        ("127.0.0.1", "machine", "only this machine"),
        ("::1", "machine", "only this machine"),
        ("192.168.1.20", "network", "everybody on this network"),
        ("100.64.3.4", "network", "everybody on this network"),
        ("8.8.8.8", "internet", "everybody who can reach this machine, perhaps from the whole internet"),
    ],
)
def test_it_is_told_to_whom_an_address_is_open(host: str, reach: str, words: str) -> None:
    chosen = address.choose(host)
    assert (chosen.reach, chosen.open_to) == (reach, words)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "224.0.0.1", "mijn-laptop", "127.0.0.1:80", "fe80::1%eth0", ""])
def test_what_is_not_one_address_is_refused_with_those_there_are(host: str) -> None:
    with pytest.raises(UsageError, match=r"no address of this machine.*127\.0\.0\.1"):
        address.choose(host)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(UsageError, match="no address of this machine"):
        address.listen(Address("192.0.2.7", "network"), 0)


def test_a_taken_port_is_told_clearly() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=f"Port {port} of 127.0.0.1 is taken.*--port"):
            address.listen(HERE, port)


def test_without_a_wish_the_first_free_port_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setattr(address, "PORT", other.getsockname()[1])
        with address.listen(HERE, None) as bound:
            assert bound.getsockname()[1] != other.getsockname()[1]
            with pytest.raises(UsageError, match="is taken"):
                address.listen(HERE, bound.getsockname()[1])


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_does_not_exist_is_refused(port: int) -> None:
    with pytest.raises(UsageError, match="from 1 to 65535"):
        address.listen(HERE, port)


def test_browsers_leave_out_port_80_and_put_brackets_around_long_addresses() -> None:
    assert Entrance(HERE, 80, "KM3RTX").origin == "http://127.0.0.1"
    assert Entrance(Address("::1", "machine"), 8642, "KM3RTX").join_url == "http://[::1]:8642/#KM3RTX"


def test_codes_are_short_and_have_no_signs_that_look_alike() -> None:
    codes = {address.new_code() for _n in range(200)}
    assert len(codes) == 200
    assert {len(code) for code in codes} == {6}
    assert not set("".join(codes)) & set("0O1IL2Z5S8B")
    assert address.spaced("KM3RTX") == "KM3 RTX"


@pytest.mark.parametrize("ink", ["dark", "light"])
@pytest.mark.parametrize("host", ["10.0.0.2", "192.168.178.123"])
def test_a_qr_code_fits_a_terminal_and_says_the_address(ink: str, host: str) -> None:
    url = Entrance(Address(host, "network"), 8642, "KM3RTX").join_url
    rows = address.qr_rows(url, "dark" if ink == "dark" else "light")
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows[0]) <= 41
    assert len(rows) <= 21
    blocks = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
    lines = [[blocks[sign][half] for sign in row] for row in rows for half in (0, 1)]
    wanted = [[int(bool(module) == (ink == "dark")) for module in row] for row in _modules(url)]
    assert lines[: len(wanted)] == wanted


def _modules(url: str) -> list[bytearray]:
    return [bytearray(row) for row in segno.make(url, error="l", micro=False).matrix_iter(border=4)]
