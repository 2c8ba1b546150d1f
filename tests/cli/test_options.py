"""Options that go before or after the verb, wrong use, and `trainer test`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli import run
from tests.scenario import STORY, change, keep, translated

WALKS = "walks:\n  goed: {choose: [vraag], ending: klaar}\n"
FAILING = WALKS + "  fout: {choose: [regel], ending: klaar, disposition: moe}\n"


@pytest.mark.parametrize(("spoken", "line"), [("nl", "Daar ben je dan."), ("en", "There you are.")])
@pytest.mark.parametrize("joined", [False, True])
@pytest.mark.parametrize("first", [False, True])
def test_the_language_may_stand_before_and_after_the_verb(
    first: bool, joined: bool, spoken: str, line: str, tmp_path: Path
) -> None:
    option = [f"--language={spoken}"] if joined else ["--language", spoken]
    verb = ["replay", str(translated(tmp_path)), "--choose", "vraag"]
    ran = run(*(option + verb if first else verb + option), language=None)
    assert ran.status == 0
    assert line in ran.out


@pytest.mark.parametrize("first", [False, True])
def test_a_library_may_stand_before_and_after_the_verb(first: bool, tmp_path: Path) -> None:
    keep(tmp_path)
    option, verb = ["--library", str(tmp_path)], ["replay", "huur", "--choose", "vraag"]
    assert run(*(option + verb if first else verb + option)).status == 0


@pytest.mark.parametrize("first", [False, True])
def test_plain_may_stand_before_and_after_the_verb(first: bool, tmp_path: Path) -> None:
    verb = ["play", str(keep(tmp_path))]
    ran = run(*(["--plain", *verb] if first else [*verb, "--plain"]), typed="1\n\n")
    assert ran.status == 0
    assert "Klaar" in ran.out


@pytest.mark.parametrize(("variable", "line"), [("nl_NL.UTF-8", "Daar ben je dan."), ("en_GB.UTF-8", "There you are.")])
def test_without_an_option_the_locale_decides(
    variable: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", variable)
    assert line in run("replay", translated(tmp_path), "--choose", "vraag", language=None).out


@pytest.mark.parametrize("variable", ["C.UTF-8", "fr_FR.UTF-8"])
def test_in_a_locale_that_is_not_spoken_it_is_dutch(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", variable)
    ran = run("replay", translated(tmp_path), "--choose", "vraag", language=None)
    assert "Daar ben je dan." in ran.out


@pytest.mark.parametrize(
    "words",
    [
        ["--language", "fr", "check"],
        ["check", "--language", "fr"],
        ["check", "--format", "xml"],
        ["check", "--colour"],
        ["speel"],
        ["play"],
        ["replay", "huur"],
        ["replay", "huur", "--choose", "a", "--seed", "veel"],
        ["--library", "nergens", "check"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_status_two_on_stderr(words: list[str]) -> None:
    ran = run(*words, language=None)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["check", "--help"], ["play", "--help"]], ids=" ".join)
def test_help_and_version_are_status_zero(words: list[str]) -> None:
    ran = run(*words)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out


def test_help_names_every_verb() -> None:
    told = run("--help").out
    assert all(verb in told for verb in ("play", "replay", "check", "test"))


def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    path = keep(tmp_path, "\n".join(f"onbekend{n}: 1" for n in range(3000)))
    command = [sys.executable, "-m", "trainer", "--language", "en", "check", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read()
    assert b"Traceback" not in told


# --- trainer test -----------------------------------------------------------------------------------------


def test_walks_that_hold_are_status_zero(tmp_path: Path) -> None:
    ran = run("test", keep(tmp_path, STORY + WALKS))
    assert ran.status == 0
    assert [line.split(":")[0] for line in ran.out.splitlines()] == [
        "ok     huur goed (moe)",
        "ok     huur goed (woedend)",
    ]
    assert "2 walks taken, 0 failed" in ran.err


def test_a_walk_that_fails_is_status_one_and_says_why(tmp_path: Path) -> None:
    ran = run("test", keep(tmp_path, STORY + FAILING))
    assert ran.status == 1
    [failed] = [line for line in ran.out.splitlines() if line.startswith("FAILED")]
    assert "huur fout (moe)" in failed
    assert "`klaar`" in failed
    assert "`ruzie`" in failed
    assert "3 walks taken, 1 failed" in ran.err


def test_walks_of_a_folder_are_all_taken(tmp_path: Path) -> None:
    keep(tmp_path, STORY + WALKS)
    keep(tmp_path, STORY + FAILING, name="ander")
    ran = run("test", tmp_path)
    assert ran.status == 1
    assert "5 walks taken, 1 failed" in ran.err


def test_a_broken_scenario_does_not_keep_the_others_from_their_walks(tmp_path: Path) -> None:
    keep(tmp_path, change(STORY, "- to: ruzie", "- to: klaarr"), name="aaa")
    keep(tmp_path, STORY + WALKS)
    ran = run("test", tmp_path)
    assert ran.status == 1
    assert "L301" in ran.out + ran.err
    assert "huur goed" in ran.out
