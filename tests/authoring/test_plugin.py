"""The pytest plugin: walks are tests, and whatever else is YAML is left alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.scenario import PERSONA, STORY, change, keep, spot, translated

pytest_plugins = ["pytester"]

PLUGIN = ("-p", "trainer.authoring.plugin", "-p", "no:cacheprovider")
WALKS = """\
walks:
  goed: {choose: [vraag], ending: klaar}
  fout: {choose: [vraag], disposition: moe, ending: ruzie}
"""


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine speak English, and run pytest without the plugins that these tests themselves run with."""
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


@pytest.fixture
def desk(pytester: pytest.Pytester) -> Path:
    """The folder pytest runs in: a scenario with walks and its persona, in two languages."""
    translated(pytester.path)
    (pytester.path / "huur.yaml").write_text(STORY + WALKS, encoding="utf-8")
    return pytester.path


def lines(result: pytest.RunResult, start: str) -> list[str]:
    """Return the lines that begin with something."""
    return [line for line in result.outlines if line.startswith(start)]


def test_every_walk_and_disposition_is_a_test(pytester: pytest.Pytester, desk: Path) -> None:
    result = pytester.runpytest(*PLUGIN, "--collect-only", "-q")
    assert lines(result, "huur") == [
        "huur.yaml::goed[moe]",
        "huur.yaml::goed[woedend]",
        "huur.yaml::fout[moe]",
    ]


def test_a_walk_that_fails_is_told_in_its_own_words(pytester: pytest.Pytester, desk: Path) -> None:
    result = pytester.runpytest(*PLUGIN)
    result.assert_outcomes(passed=2, failed=1)
    line, column = spot(STORY + WALKS, "ending: ruzie", len("ending: "))
    start = result.outlines.index("Ending `ruzie` was expected, not `klaar`.")
    assert result.outlines[start + 1 : start + 3] == [
        f"  huur.yaml:{line}:{column}",
        "  trainer replay huur.yaml --choose vraag --disposition moe",
    ]
    assert "Traceback" not in result.stdout.str()
    assert "plugin.py" not in result.stdout.str()
    [summary] = lines(result, "FAILED")
    assert summary.startswith("FAILED huur.yaml::fout[moe] - Failed: Ending")


def test_a_walk_stands_at_its_line(pytester: pytest.Pytester, desk: Path) -> None:
    items, _recorder = pytester.inline_genitems(*PLUGIN)
    line, _column = spot(STORY + WALKS, "fout:")
    assert items[2].location == ("huur.yaml", line - 1, "fout[moe]")


@pytest.mark.parametrize(("word", "passed", "failed"), [("goed", 2, 0), ("fout", 0, 1), ("woedend", 1, 0)])
def test_walks_are_picked_by_name(word: str, passed: int, failed: int, pytester: pytest.Pytester, desk: Path) -> None:
    pytester.runpytest(*PLUGIN, "-k", word).assert_outcomes(
        passed=passed, failed=failed, deselected=3 - passed - failed
    )


def test_one_walk_is_taken_by_its_node_id(pytester: pytest.Pytester, desk: Path) -> None:
    pytester.runpytest(*PLUGIN, "huur.yaml::goed").assert_outcomes(passed=2)


def test_nothing_is_collected_unless_it_is_asked_for(pytester: pytest.Pytester, desk: Path) -> None:
    assert pytester.runpytest("-p", "no:cacheprovider").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_conftest_may_ask_for_it(pytester: pytest.Pytester, desk: Path) -> None:
    pytester.makeconftest('pytest_plugins = ["trainer.authoring.plugin"]')
    pytester.makepyfile("def test_own():\n    pass\n")
    pytester.runpytest("-p", "no:cacheprovider").assert_outcomes(passed=3, failed=1)


def test_what_is_no_scenario_with_walks_is_left_alone(pytester: pytest.Pytester) -> None:
    keep(pytester.path)
    keep(pytester.path / "personas", STORY + WALKS, None, name="huur.en")
    others = {"compose": "services: {walks: {}}\n", "half": "walks: [", "notes": "- walks\n- scenes\n", "empty": ""}
    for name, text in others.items():
        (pytester.path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (pytester.path / "bytes.yaml").write_bytes(b"\xff\xfe\x00\x01")
    (pytester.path / "gone.yaml").symlink_to(pytester.path / "nowhere.yaml")
    assert pytester.runpytest(*PLUGIN).ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_scenario_that_cannot_be_loaded_is_one_failure_with_every_problem(
    pytester: pytest.Pytester, desk: Path
) -> None:
    broken = change(change(STORY, "- to: ruzie", "- to: ruzi"), "closeness: -2", "closeness: -9")
    keep(pytester.path, broken + WALKS, PERSONA, name="kapot")
    result = pytester.runpytest(*PLUGIN, "--continue-on-collection-errors")
    result.assert_outcomes(passed=2, failed=1, errors=1)
    for code in ("L204", "L301"):
        [line] = [line for line in result.outlines if f": {code}: " in line]
        assert line.startswith("kapot.yaml:")
    assert "  Did you mean `ruzie`?" in result.outlines
    assert "Traceback" not in result.stdout.str()


def test_a_scenario_that_is_no_yaml_is_a_failure_too(pytester: pytest.Pytester) -> None:
    (pytester.path / "huur.yaml").write_text(STORY + WALKS + '"\n', encoding="utf-8")
    result = pytester.runpytest(*PLUGIN)
    result.assert_outcomes(errors=1)
    assert any(": L103: " in line for line in result.outlines)


def test_walks_are_shared_out_over_processes(pytester: pytest.Pytester, desk: Path) -> None:
    pytester.runpytest_subprocess(*PLUGIN, "-p", "xdist", "-n", "2").assert_outcomes(passed=2, failed=1)


def test_dutch_is_spoken_where_the_machine_does(
    pytester: pytest.Pytester, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "nl_NL.UTF-8")
    told = pytester.runpytest(*PLUGIN).stdout.str()
    assert "Einde `ruzie` was verwacht, niet `klaar`." in told


def test_the_product_runs_where_there_is_no_pytest(tmp_path: Path) -> None:
    path = keep(tmp_path, STORY + "walks: {goed: {choose: [vraag], ending: klaar}}\n")
    script = "import sys; sys.modules['pytest'] = None; from trainer.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", script, "--language", "en", "test", str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert ran.stderr == "2 walks taken, 0 failed.\n"
