"""The Dutch catalogue: whole, compiled, and with the same blanks to fill in as the English."""

from __future__ import annotations

import ast
import subprocess
import sys
from string import Formatter

from babel.messages.pofile import read_po

from tests import catalogue


def blanks(text: str) -> set[str]:
    """Return the names between braces in a message."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}


def test_every_message_has_a_translation_and_nothing_is_left_over() -> None:
    kept = {message.id for message in catalogue.read("nl") if message.id}
    assert kept == {message.id for message in catalogue.messages() if message.id}
    for message in catalogue.read("nl"):
        if message.id:
            assert not message.fuzzy
            assert all(catalogue.forms(message.string)), message.id


def test_the_compiled_catalogue_is_up_to_date() -> None:
    assert catalogue.path("nl", "mo").read_bytes() == catalogue.compiled(catalogue.read("nl"))


def test_translations_fill_in_the_same_blanks() -> None:
    for message in catalogue.read("nl"):
        for text in catalogue.forms(message.id) if message.id else ():
            wanted = blanks(text)
            for translated in catalogue.forms(message.string):
                assert blanks(translated) >= wanted - {"n"}, message.id
                assert blanks(translated) <= wanted | {"n"}, message.id


def test_the_words_of_the_command_line_are_compiled_too() -> None:
    with catalogue.path("nl", "po").with_name("click.po").open("rb") as file:
        kept = read_po(file, locale="nl")
    assert catalogue.path("nl", "mo").with_name("click.mo").read_bytes() == catalogue.compiled(kept)
    for message in kept:
        if message.id:
            assert [blanks(t) for t in catalogue.forms(message.id)] == [
                blanks(t) for t in catalogue.forms(message.string)
            ]


def test_the_help_is_dutch_through_and_through() -> None:
    command = [sys.executable, "-m", "trainer", "--language", "nl", "play", "--help"]
    shown = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    for english in ("Usage", "Options", "Show this message", "Hold one"):
        assert english not in shown


def test_no_message_stands_inside_a_formatted_string_where_it_is_not_found() -> None:
    hidden = []
    for path in catalogue.PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            calls = ast.walk(node) if isinstance(node, ast.JoinedStr) else ()
            hidden += [
                f"{path.name}:{call.lineno}"
                for call in calls
                if isinstance(call, ast.Call)
                and isinstance(call.func, ast.Name)
                and call.func.id in ("_", "N_", "plural")
                and isinstance(call.args[0], ast.Constant)
            ]
    assert hidden == []
