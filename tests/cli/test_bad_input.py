"""Whatever a file holds, `trainer check` answers with a place and a clear message, never with a traceback."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli import Ran, run
from tests.scenario import PERSONA, STORY, change, keep, spot

SAY = "say: Wat is er gebeurd?"
RESPONSE = "      vraag:\n"
FOUR_HUNDRED = "".join(f"      r{n}: {{silence: U wacht., rose: SO1, closeness: 0, to: ruzie}}\n" for n in range(400))
LEVELS = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9 if n else ['lol'] * 9)}]\n" for n in range(9))


def told(file: str, text: str, words: str, within: int = 0) -> str:
    """Return the place in a text as the command tells it."""
    line, column = spot(text, words, within)
    return f"{file}:{line}:{column}:"


def with_change(old: str, new: str, words: str, within: int = 0) -> Callable[[Path], tuple[Path, str]]:
    """Return what makes a scenario with one mistake, and the place where that is."""

    def make(folder: Path) -> tuple[Path, str]:
        text = change(STORY, old, new)
        path = keep(folder, text)
        return path, told(str(path), text, words, within)

    return make


def of_text(text: str, place: str) -> Callable[[Path], tuple[Path, str]]:
    """Return what makes a file of any text, and the place where its mistake is."""

    def make(folder: Path) -> tuple[Path, str]:
        path = keep(folder, text)
        return path, f"{path}:{place}:"

    return make


def duplicate_far_away(folder: Path) -> tuple[Path, str]:
    """The same response twice, with 400 lines between."""
    twin = "      vraag: {say: Nog eens., rose: SB2, closeness: 0, to: ruzie}\n"
    text = change(STORY, "endings:\n", FOUR_HUNDRED + twin + "endings:\n")
    path = keep(folder, text)
    return path, told(str(path), text, twin, 6)


def windows_1252(folder: Path) -> tuple[Path, str]:
    """A file saved by an old editor."""
    text = change(STORY, "title: De huur", "title: Eén huur")
    path = folder / "huur.yaml"
    path.write_bytes(text.encode("cp1252"))
    return path, told(str(path), text, "Eén", 1)


def climbing_persona(folder: Path) -> tuple[Path, str]:
    """A persona that would be read from another folder."""
    (folder / "inside").mkdir()
    keep(folder)
    text = change(STORY, "personas: [anouk]", "personas: [../../personas/anouk]")
    path = keep(folder / "inside", text)
    return path, told(str(path), text, "../../personas/anouk")


def linked_persona(folder: Path) -> tuple[Path, str]:
    """A persona file that is a link to a file elsewhere."""
    (folder / "inside" / "personas").mkdir(parents=True)
    (folder / "outside.yaml").write_text(PERSONA, encoding="utf-8")
    (folder / "inside" / "personas" / "anouk.yaml").symlink_to(folder / "outside.yaml")
    path = keep(folder / "inside", persona=None)
    return path, told(str(path), STORY, "personas: [anouk]", 11)


def broken_persona(folder: Path) -> tuple[Path, str]:
    """A mistake in the persona's own file."""
    persona = change(PERSONA, "aim: SO2", "aim: XX2")
    path = keep(folder, persona=persona)
    return path, told(str(folder / "personas" / "anouk.yaml"), persona, "XX2")


def old_mac(folder: Path) -> tuple[Path, str]:
    """A condition with a typo, in a file with the line ends of long ago."""
    text = change(STORY, "if: vertrouwen >= 2", "if: vertrouwen = 2")
    path = keep(folder, text.replace("\n", "\r"))
    return path, told(str(path), text, "= 2")


MISTAKES: dict[str, Callable[[Path], tuple[Path, str]]] = {
    "an unknown key": with_change(SAY, f"{SAY}\n        kleur: rood", "kleur"),
    "a wrong type": with_change("closeness: 0", "closeness: dichtbij", "dichtbij"),
    "a key twice, 400 lines apart": duplicate_far_away,
    "references that grow without end": of_text(LEVELS, "1:5"),
    "200,000 brackets": of_text("[" * 200_000, "1:41"),
    "200,000 braces": of_text("{" * 200_000, "1:41"),
    "a tab": with_change("        rose: SB2", "\trose: SB2", "\trose"),
    "another encoding": windows_1252,
    "an empty file": of_text("", "1:1"),
    "only blank lines": of_text("\n\n  \n", "1:1"),
    "two documents": with_change("endings:\n", "endings:\n  goed: {title: G, outcome: good}\n---\n", "---\n"),
    "no as an id": with_change(RESPONSE, "      no:\n", "no:"),
    "a target that does not exist": with_change("- to: ruzie", "- to: klaarr", "klaarr"),
    "a condition with a typo": with_change("if: vertrouwen >= 2", "if: vertrouwn >= 2", "vertrouwn"),
    "a persona from another folder": climbing_persona,
    "a persona behind a link": linked_persona,
    "a mistake in a persona": broken_persona,
    "a text instead of a scenario": of_text("Hallo allemaal\n", "1:1"),
    "a list instead of a scenario": of_text("- een\n- twee\n", "1:1"),
    "old Mac line ends and a typo": old_mac,
    "bytes that are no text": of_text("\x00\x01\x02", "1:1"),
}


def check(path: Path, *words: str) -> Ran:
    """Run `trainer check` on a file."""
    ran = run("check", path, *words)
    assert "Traceback" not in ran.out + ran.err
    return ran


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_place(mistake: str, tmp_path: Path) -> None:
    path, place = MISTAKES[mistake](tmp_path)
    ran = check(path)
    assert ran.status == 1
    assert any(line.startswith(place) for line in ran.out.splitlines()), ran.out[:2000]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_as_data(mistake: str, tmp_path: Path) -> None:
    path, place = MISTAKES[mistake](tmp_path)
    ran = check(path, "--format", "json")
    assert ran.status == 1
    found = ran.json()
    assert found
    for problem in found:
        assert list(problem) == ["file", "line", "column", "code", "severity", "message", "hint"]
        assert re.fullmatch(r"[LST]\d{3}", problem["code"])
        assert problem["severity"] in ("error", "warning")
        assert problem["message"]
        assert problem["line"] >= 1
        assert problem["column"] >= 1
    assert place in {f"{p['file']}:{p['line']}:{p['column']}:" for p in found}


@pytest.mark.parametrize("verb", ["play", "replay", "test"])
def test_other_verbs_tell_a_mistake_too(verb: str, tmp_path: Path) -> None:
    path, place = MISTAKES["a target that does not exist"](tmp_path)
    ran = run(verb, path, *(["--choose", "vraag"] if verb == "replay" else []))
    assert ran.status == 1
    assert ran.out == ""
    assert ran.err.startswith(place)


@pytest.mark.parametrize("mistake", ["references that grow without end", "200,000 brackets", "no as an id"])
def test_the_installed_command_survives_it(mistake: str, tmp_path: Path) -> None:
    path, place = MISTAKES[mistake](tmp_path)
    command = [sys.executable, "-m", "trainer", "--language", "nl", "check", str(path)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=tmp_path)
    assert ran.returncode == 1
    assert place in ran.stdout
    assert "Traceback" not in ran.stderr


def test_three_mistakes_are_told_in_one_go(tmp_path: Path) -> None:
    text = change(STORY, "closeness: 0", "closeness: 9")
    text = change(text, SAY, f"{SAY}\n        kleur: rood")
    text = change(text, "- to: ruzie", "- to: klaarr")
    found = check(keep(tmp_path, text), "--format", "json").json()
    assert [p["code"] for p in found] == ["L201", "L204", "L301"]


def test_a_misspelt_key_is_one_problem_that_knows_what_was_meant(tmp_path: Path) -> None:
    found = check(keep(tmp_path, change(STORY, "closeness: 0", "closenes: 0")), "--format", "json").json()
    assert len(found) == 1
    assert found[0]["hint"] == "Did you mean `closeness`?"


def test_a_mistake_in_a_persona_names_the_persona_file(tmp_path: Path) -> None:
    persona = change(PERSONA, "aim: SO2\n", "")
    found = check(keep(tmp_path, persona=persona), "--format", "json").json()
    assert [(p["file"], p["code"]) for p in found] == [(str(tmp_path / "personas" / "anouk.yaml"), "L202")]
    assert (found[0]["line"], found[0]["column"]) == (1, 1)


def test_a_missing_persona_does_not_hide_other_mistakes(tmp_path: Path) -> None:
    text = change(STORY, "- to: ruzie", "- to: klaarr")
    found = check(keep(tmp_path, text, persona=None), "--format", "json").json()
    assert [p["code"] for p in found] == ["L315", "L301"]


def test_a_missing_start_does_not_hide_other_mistakes(tmp_path: Path) -> None:
    text = change(change(STORY, "start: begin\n", ""), "- to: ruzie", "- to: klaarr")
    found = check(keep(tmp_path, text), "--format", "json").json()
    assert [p["code"] for p in found] == ["L202", "L301"]


def test_a_refused_id_does_not_hide_other_mistakes(tmp_path: Path) -> None:
    text = change(change(STORY, "if: vertrouwen >= 2, to: klaar", "if: vertrouwen >= 2, to: Klaar!"), "{eerlijk: 1}",
                  "{eerlik: 1}")  # fmt: skip
    found = check(keep(tmp_path, text), "--format", "json").json()
    assert [p["code"] for p in found] == ["L305", "L205"]


def test_a_response_that_is_refused_makes_no_echo_in_its_scene(tmp_path: Path) -> None:
    text = change(STORY, "closeness: -2\n", "closeness: -2\n        say: En nu?\n")
    text = change(text, SAY, "say: 12")
    found = check(keep(tmp_path, text), "--format", "json").json()
    assert [p["code"] for p in found] == ["L203", "L207"]


def test_the_caret_stands_under_the_mistake(tmp_path: Path) -> None:
    text = change(STORY, "if: vertrouwen >= 2", "if: vertrouwn >= 2")
    lines = check(keep(tmp_path, text)).out.splitlines()
    assert lines[1].index("vertrouwn") == lines[2].index("^")


def test_the_caret_stands_under_the_mistake_in_a_long_line(tmp_path: Path) -> None:
    text = change(STORY, "{if: vertrouwen >= 2", "{if: " + "vertrouwen >= 2 and " * 10 + "vertrouwn >= 2")
    lines = check(keep(tmp_path, text)).out.splitlines()
    assert lines[1].index("vertrouwn ") == lines[2].index("^")
    assert len(lines[1]) < 120
