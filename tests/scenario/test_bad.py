"""Every mistake has an example in tests/bad, and is told once, at the right place, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import trainer
from tests.scenario import BAD, STORY, checked, keep
from trainer import language
from trainer.authoring.check import check
from trainer.errors import Problem
from trainer.scenario.source import MAX_BYTES

EXAMPLES = sorted(path for path in BAD.glob("*.yaml") if "." not in path.stem)
EXPECTATION = re.compile(r"# expect (\d+):(\d+)(?: in (\S+))?")


def missing(folder: Path) -> tuple[Path, int, int]:
    """A file that is not there."""
    return folder / "nergens.yaml", 1, 1


def too_large(folder: Path) -> tuple[Path, int, int]:
    """A file beyond the cap."""
    return keep(folder, "# " + "x" * MAX_BYTES + "\n" + STORY), 1, 1


def windows(folder: Path) -> tuple[Path, int, int]:
    """A file saved by an old editor."""
    path = folder / "huur.yaml"
    path.write_bytes("format: 1\ntitle: Één euro\n".encode("cp1252"))
    return path, 2, 8


def windows_after_a_mark(folder: Path) -> tuple[Path, int, int]:
    """A file that says it is UTF-8 and then is not."""
    path = folder / "huur.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + "format: 1\ntitle: Één euro\n".encode("cp1252"))
    return path, 2, 8


def invisible(folder: Path) -> tuple[Path, int, int]:
    """A text with a character that rings the bell of a terminal."""
    return keep(folder, "format: 1\ntitle: De\x07 huur\n"), 2, 10


def linked(folder: Path) -> tuple[Path, int, int]:
    """A translation that is a link to somewhere else."""
    (folder / "elsewhere.yaml").write_text("title: The rent\n", encoding="utf-8")
    (folder / "inside").mkdir()
    path = keep(folder / "inside")
    (folder / "inside" / "huur.en.yaml").symlink_to(folder / "elsewhere.yaml")
    return path, 1, 1


MADE: list[tuple[str, Callable[[Path], tuple[Path, int, int]]]] = [
    ("L101", missing),
    ("L102", windows),
    ("L102", windows_after_a_mark),
    ("L103", invisible),
    ("L111", too_large),
    ("L602", linked),
]


@pytest.fixture(autouse=True)
def soon_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is too large to be looked at whole be so a little sooner; no other example comes near."""
    monkeypatch.setattr("trainer.authoring.study.MAX_STATES", 2_000)


def told(problem: Problem) -> tuple[str, int, int, Path]:
    """Return what a test looks at: the code and the place."""
    return problem.code, problem.line, problem.column, Path(problem.file)


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_told_once_at_its_place_with_its_line_and_in_words(path: Path, spoken: str) -> None:
    expected = EXPECTATION.match(path.read_text(encoding="utf-8"))
    assert expected, f"{path.name} does not begin with `# expect LINE:COLUMN`"
    file, code = path.parent / (expected[3] or path.name), path.stem[:4]
    language.use(spoken)
    problems = check(path)
    found = [told(problem) for problem in problems]
    assert [one for one in found if one[0] == code] == [(code, int(expected[1]), int(expected[2]), file)]
    alike = {code[0], "L"} - {"E", "P"}  # so small a story has faults of other kinds, that its example is not about
    assert {one[0] for one in found if one[0][0] in alike} <= {code}
    for problem in problems:
        assert problem.message
        assert "{" not in problem.message.replace("`{`", "")
        if problem.code != "L105":
            line = Path(problem.file).read_text(encoding="utf-8").split("\n")[problem.line - 1]
            assert problem.source == line.replace("\t", " ")


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize(("code", "make"), MADE, ids=lambda value: getattr(value, "__name__", value))
def test_a_file_that_is_no_text_is_told_once(
    code: str, make: Callable[[Path], tuple[Path, int, int]], spoken: str, tmp_path: Path
) -> None:
    path, line, column = make(tmp_path)
    language.use(spoken)
    [problem] = checked(path)
    assert told(problem)[:3] == (code, line, column)
    assert Path(problem.file).name.split(".")[0] == path.stem


def test_every_code_has_an_example() -> None:
    package = Path(trainer.__file__).parent
    sources = [file for part in ("scenario", "authoring") for file in (package / part).rglob("*.py")]
    codes = {code for file in sources for code in re.findall(r'"([LSEPWT]\d{3})"', file.read_text(encoding="utf-8"))}
    shown = {path.stem[:4] for path in EXAMPLES} | {code for code, _make in MADE}
    assert len(codes) > 40
    assert codes <= shown, f"no example in tests/bad for {sorted(codes - shown)}"
    assert shown <= codes, f"an example for a code that is gone: {sorted(shown - codes)}"
