"""Who may come in, and how fast: checks that need no network."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversation import PROFILE
from trainer.classroom import door
from trainer.classroom.address import Address, Entrance
from trainer.errors import UsageError

ENTRANCE = Entrance(Address("192.168.1.5", "network"), 8642, "KM3RTX")
HOST, ORIGIN = "192.168.1.5:8642", "http://192.168.1.5:8642"
VOTE: dict[str, type[int] | type[str]] = {"question": int, "option": str}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NEAR_MISSES = st.fixed_dictionaries({"question": JSON, "option": JSON}, optional={"name": JSON})
RUBBISH = st.binary(max_size=200) | (JSON | NEAR_MISSES).map(lambda value: json.dumps(value).encode())
"""What a phone never sends: any bytes, any JSON, and objects that look a little like a vote."""


@pytest.mark.parametrize(
    ("hosts", "origins", "reads", "writes"),
    [
        ([HOST], [ORIGIN], True, True),
        ([HOST], [], True, False),
        ([HOST], ["null"], False, False),
        ([HOST], ["https://192.168.1.5:8642"], False, False),
        ([HOST], ["http://192.168.1.5"], False, False),
        ([HOST], [ORIGIN, ORIGIN], False, False),
        (["evil.example:8642"], [ORIGIN], False, False),
        (["192.168.1.5"], [ORIGIN], False, False),
        ([HOST, HOST], [ORIGIN], False, False),
        ([], [], False, False),
    ],
)
def test_host_and_origin_must_be_this_address_and_port(
    hosts: list[str], origins: list[str], reads: bool, writes: bool
) -> None:
    assert door.is_meant(ENTRANCE, hosts, origins, writes=False) == reads
    assert door.is_meant(ENTRANCE, hosts, origins, writes=True) == writes


@pytest.mark.parametrize("typed", ["KM3RTX", "km3 rtx", " KM3-RTX ", "k m 3 r t x"])
def test_a_code_may_be_typed_in_any_way(typed: str) -> None:
    assert door.is_code(typed, "KM3RTX")


@pytest.mark.parametrize("typed", ["", "KM3RT", "KM3RTXX", "KM3RTW", "İKM3RT", "\ud800"])
def test_any_other_code_is_wrong(typed: str) -> None:
    assert not door.is_code(typed, "KM3RTX")


def test_a_seat_is_known_by_a_key_that_does_not_give_it_away() -> None:
    token = door.new_token()
    key = door.seat_of(f"Bearer {token}")
    assert key == door.seat_key(token)
    assert len(token) >= 22
    assert token not in str(key)


@pytest.mark.parametrize("shown", [None, "", "Bearer", "Bearer ", "Basic abc", "bearer abc", "Bearer " + "a" * 129])
def test_what_is_no_token_is_nobodys_seat(shown: str | None) -> None:
    assert door.seat_of(shown) is None


def test_a_pace_lets_many_come_at_once_and_then_a_few_at_a_time() -> None:
    pace = door.Pace(burst=3, per_second=2)
    assert [pace.take("a", 10.0) for _n in range(3)] == [0, 0, 0]
    assert pace.take("a", 10.0) == pytest.approx(0.5)
    assert pace.take("b", 10.0) == 0
    assert pace.take("a", 10.5) == 0
    assert pace.take("a", 10.5) > 0
    assert [pace.take("a", 99.0) for _n in range(4)][:3] == [0, 0, 0]


def test_a_pace_remembers_no_more_than_the_latest() -> None:
    pace = door.Pace(burst=1, per_second=0.001)
    for n in range(20_000):
        pace.take(str(n), 1.0)
    assert pace.take("19999", 1.0) > 0
    assert len(pace._left) < 5000


def test_wrong_codes_are_slowed_and_nobody_is_locked_out() -> None:
    knocks = door.Knocks()
    for _n in range(door.Knocks.FREE):
        assert knocks.wait("school", 1.0) == 0
        knocks.wrong("school", 1.0)
    waits = [knocks.wait("school", 1.0) for _n in range(30)]
    turns = [wait for wait in waits if wait is not None]
    assert turns[:20] == pytest.approx([0.2 * n for n in range(1, 21)])
    assert waits[-1] is None, "those who cannot wait their turn are told to come back"
    assert knocks.wait("elsewhere", 1.0) == 0
    assert knocks.wait("school", 4.0) is not None, "there is room again"
    assert knocks.wait("school", 120.0) == 0, "it is forgiven"


def test_a_vote_is_read_as_it_was_sent() -> None:
    assert door.fields(b'{"question": 3, "option": "SB2"}', VOTE) == {"question": 3, "option": "SB2"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b'{"question": 1}',
        b'{"question": 1, "option": "a", "name": "<script>"}',
        b'{"question": 1, "option": "a", "option": "b"}',
        b'{"question": true, "option": "a"}',
        b'{"question": 1.0, "option": "a"}',
        b'{"question": "1", "option": "a"}',
        b'{"question": -1, "option": "a"}',
        b'{"question": 99999999999, "option": "a"}',
        b'{"question": NaN, "option": "a"}',
        b'{"question": 1, "option": ["a"]}',
        b'{"question": 1, "option": "' + b"a" * 129 + b'"}',
        b'{"question": 1, "option": "a"',
        b'\xff\xfe{"question": 1}',
        b"[" * 4000,
        b'{"a":' * 800,
    ],
)
def test_anything_else_is_refused_in_plain_words(body: bytes) -> None:
    with pytest.raises(UsageError):
        door.fields(body, VOTE)


@PROFILE
@given(RUBBISH)
def test_no_rubbish_gets_through(body: bytes) -> None:
    with suppress(UsageError):
        found = door.fields(body, VOTE)
        assert found.keys() == VOTE.keys()
        assert [type(found[name]) for name in VOTE] == [int, str]
