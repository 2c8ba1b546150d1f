"""The guide for authors, done from beginning to end: every command run, every edit made, every answer read."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.cli import run
from tests.cli.conftest import apart as apart
from trainer.scenario.library import shipped

GUIDES = {"nl": shipped() / "README.md", "en": shipped() / "README.en.md"}
SCENARIOS = {"nl": "scenarios/mijn_gesprek.yaml", "en": "scenarios/my_talk.yaml"}
ON_A_SCREEN = {"play", "preview"}
TITLES = {"en": "My talk", "nl": "Mijn gesprek"}
"""What the talk of a guide is called: in the guide's own language, and in the translation that it makes."""
_BLOCK = re.compile(r"^```(\w+)(?: (.*?))?\n(.*?)^```$|^## (.*?)$", re.MULTILINE | re.DOTALL)


@dataclass
class Desk:
    """Where somebody follows the guide: a folder of files, and what the last command said."""

    language: str
    said: str = ""
    status: int = 0
    commands: list[str] = field(default_factory=list)
    before: tuple[Path, str] | None = None

    def follow(self, kind: str, about: str, text: str) -> None:
        """Do what one block of the guide says."""
        if kind in ("diff", ""):
            self.take_back()
        if kind == "sh":
            for line in text.splitlines():
                self.command(line)
        elif kind == "text":
            assert re.fullmatch(_pattern(text), self.said.strip()), self.said
        elif kind == "diff":
            self.edit(Path(SCENARIOS[self.language] if about in ("", "mistake") else about), text, about == "mistake")
        elif kind == "yaml" and about.startswith("before "):
            line = about.removeprefix("before ").strip('"')
            self.edit(Path(SCENARIOS[self.language]), f"-{line}\n{_signed('+', text)}+{line}\n", passing=False)
        elif kind == "yaml":
            Path(about).write_text(text, encoding="utf-8")
        else:
            assert not kind, f"nobody knows how to follow a block of {kind}"

    def command(self, line: str) -> None:
        """Run one command of the guide; what needs a screen is opened in a window of its own, where there are such."""
        self.commands.append(line)
        name, *words = shlex.split(line)
        if name == "mkdir":
            Path(*words).mkdir()
            return
        assert name == "trainer"
        if words[0] in ON_A_SCREEN and sys.platform != "win32":
            self.look(*words)
            return
        told = () if "--language" in words else ("--language", self.language)
        ran = run(*words, *told, typed="\n" * 5 if words[0] == "new" else "", language=None)
        assert ran.status in ((2,) if words[0] == "preview" else (0, 1)), ran
        assert "Traceback" not in ran.err
        self.said, self.status = ran.out + ran.err, ran.status

    def look(self, *words: str) -> None:
        """Open something on a screen, and look whether the scenario is there."""
        from tests.windows import window

        language = words[-1] if "--language" in words else self.language
        with window(*words[:2], home=Path.cwd(), language=language) as opened:
            opened.wait_for(TITLES[language])
            opened.end("terminate")

    def edit(self, file: Path, change: str, passing: bool) -> None:
        """Make the changes of a diff: every run of old lines must stand in the file exactly once."""
        text = file.read_text(encoding="utf-8")
        if passing:
            self.before = (file, text)
        for old, new in _changes(change):
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")

    def take_back(self) -> None:
        """Undo the mistake that was made on purpose."""
        if self.before is not None:
            self.before[0].write_text(self.before[1], encoding="utf-8")
            self.before = None


def _signed(sign: str, text: str) -> str:
    return "".join(sign + line for line in text.splitlines(keepends=True))


def _pattern(text: str) -> str:
    """Return what an answer must look like: `...` stands for anything, on a line of its own for any lines."""
    lines = [
        ".*" if line == "..." else ".*".join(map(re.escape, line.split("..."))) for line in text.strip().split("\n")
    ]
    return "(?s)" + r"\n".join(lines)


def _changes(change: str) -> Iterator[tuple[str, str]]:
    """Yield the old and the new text of every piece of a diff; a piece begins where an old line follows a new one."""
    old, new, before = "", "", ""
    for line in change.splitlines(keepends=True):
        sign, rest = line[0], line[1:]
        if (before, sign) == ("+", "-"):
            yield old, new
            old = new = ""
        old += rest if sign in "- " else ""
        new += rest if sign in "+ " else ""
        before = sign
    yield old, new


def blocks(language: str) -> Iterator[tuple[str, str, str]]:
    """Yield every block of a guide: its kind ('' for a heading), what it is about, and its text."""
    text = GUIDES[language].read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        yield found[1] or "", found[2] or "", found[3] or found[4]


@pytest.mark.parametrize("language", GUIDES)
def test_the_guide_leads_to_a_scenario_without_problems(language: str) -> None:
    desk = Desk(language)
    for block in blocks(language):
        desk.follow(*block)
    assert {"new", "preview", "play", "check", "explore", "test"} <= {line.split()[1] for line in desk.commands}
    checked = run("check", "--strict", SCENARIOS[language])
    assert set(re.findall(r" ([A-Z]\d{3}): ", checked.out)) <= {"T601"}, checked.out
    tested = run("test", SCENARIOS[language])
    assert tested.status == 0, tested.out


def test_both_guides_do_the_same() -> None:
    dutch, english = ([kind for kind, _about, _text in blocks(language)] for language in GUIDES)
    assert dutch == english
