"""What is kept between commands: going on, looking back, taking along, choosing for good, and deleting."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli import Ran, run
from tests.scenario import STORY, change, keep, translated
from trainer.cli import main
from trainer.records.settings import NAME
from trainer.records.store import FILE

ROUND = change(
    change(STORY, "closeness: -2\n        to: ruzie", "closeness: -2\n        to: keuken"),
    "endings:\n",
    """\
  keuken:
    lines: [{anouk: En nu?}]
    responses:
      wacht: {do: U wacht., rose: OS2, closeness: 0, to: begin}
      stil: {silence: U zwijgt., rose: SO2, closeness: 0, to: begin}
      groet: {say: Tot ziens., rose: SB2, closeness: 0, to: klaar}
endings:
""",
)
"""A talk in which 2 leads to the kitchen, where 1 and 2 lead back and 3 to the end, as does 1 at the beginning."""
SKIPPED = "\n" * 6


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A scenario in which one can go round."""
    return keep(tmp_path, ROUND)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that is not there yet."""
    return tmp_path / "data"


def trainer(data: Path, *words: object, typed: str | None = "", language: str | None = "en") -> Ran:
    """Run a command with a data folder."""
    ran = run(*words, "--data-dir", data, typed=typed, language=language)
    assert "Traceback" not in ran.out + ran.err
    return ran


def left(data: Path, path: Path, typed: str = "2\n1\n", *words: object) -> str:
    """Play until the pipe ends, and return the run that one can go on with."""
    ran = trainer(data, "play", path, *words, typed=typed)
    assert (ran.status, ran.err) == (0, "")
    found = re.search(r"trainer .*resume (\w+)", " ".join(ran.out.split()))
    assert found is not None
    return found[1]


def over(data: Path, path: Path, *words: object, answers: str = SKIPPED) -> str:
    """Play to the end, and return the run."""
    assert trainer(data, "play", path, *words, typed=f"2\n3\n{answers}\n").status == 0
    learner = words[words.index("--learner") + 1] if "--learner" in words else None
    code = () if learner is None else ("--learner", learner)
    return str(trainer(data, "export", *code).json()["runs"][-1]["id"])


# --- going on ---------------------------------------------------------------------------------------------------


def test_a_pipe_that_ends_in_the_middle_says_how_to_go_on(data: Path, path: Path) -> None:
    ran = trainer(data, "play", path, typed="2\n1\n")
    assert (ran.status, ran.err) == (0, "")
    assert re.search(r"is kept\. Go on later with: trainer .*resume \w+", " ".join(ran.out.split()))
    assert "score" not in ran.out.lower()


def test_before_the_first_choice_there_is_nothing_to_go_on_with(data: Path, path: Path) -> None:
    assert " resume " not in trainer(data, "play", path, typed="").out
    ran = trainer(data, "resume")
    assert (ran.status, ran.out) == (2, "")
    assert "no talk to go on with" in ran.err


@pytest.mark.parametrize("named", [False, True])
def test_one_goes_on_at_that_line_with_the_same_numbers(named: bool, data: Path, path: Path) -> None:
    whole = trainer(data, "play", path, "--seed", 3, "--no-save", typed="2\n1\n2\n3\n" + SKIPPED).out
    key = left(data, path, "2\n1\n", "--seed", 3)
    ran = trainer(data, "resume", *([key[:6]] if named else []), typed="2\n3\n" + SKIPPED)
    assert (ran.status, ran.err) == (0, "")
    assert "after turn 2" in ran.out
    assert "before you begin" not in ran.out.lower()
    offered = re.findall(r"^\d\. .*$", ran.out.split("Before the numbers")[0], re.MULTILINE)
    assert offered == re.findall(r"^\d\. .*$", whole.split("Before the numbers")[0], re.MULTILINE)[-5:]
    assert ran.out.split("Before the numbers")[1] == whole.split("Before the numbers")[1]


def test_what_was_said_before_is_shown_again(data: Path, path: Path) -> None:
    left(data, path)
    told = trainer(data, "resume").out
    assert [told.count(words) for words in ("U pakt een formulier.", "En nu?")] == [2, 1]  # once as a response
    assert "what you said is kept" in told


def test_the_command_to_go_on_with_stands_whole_on_a_line(data: Path, path: Path) -> None:
    key = left(data, path)
    for spoken in ("nl", "en"):
        lines = trainer(data, "resume", language=spoken).out.splitlines()
        assert [line for line in lines if line.startswith("    trainer") and line.endswith(f" resume {key}")]


def test_the_talk_that_was_left_last_goes_on_first(data: Path, path: Path, tmp_path: Path) -> None:
    other = keep(tmp_path, change(ROUND, "title: De huur", "title: De straat"), name="straat")
    first, second = left(data, path), left(data, other)
    assert "De straat" in trainer(data, "resume").out
    assert trainer(data, "resume", first, typed="2\n").status == 0
    assert "De huur" in trainer(data, "resume").out
    assert "De straat" in trainer(data, "resume", second).out


def test_the_questions_go_on_where_they_were_left(data: Path, path: Path) -> None:
    key = left(data, path, "2\n3\n")
    ran = trainer(data, "resume", key, typed="tired\n")
    assert "You felt: tired" in ran.out
    assert trainer(data, "resume").status == 2


@pytest.mark.parametrize("wrong", ["beef", "", "%", "\x1b[2J", "x" * 999])
@pytest.mark.parametrize("verb", ["resume", "debrief", "export", "report"])
def test_a_run_that_is_not_there_is_wrong_use(verb: str, wrong: str, data: Path, path: Path) -> None:
    left(data, path)
    ran = trainer(data, verb, wrong, *(["-o", "page.html"] if verb == "report" else []))
    assert (ran.status, ran.out) == (2, "")
    assert "no run" in ran.err
    assert "\x1b" not in ran.err


def test_two_learners_see_only_their_own_talks(data: Path, path: Path) -> None:
    mine = left(data, path, "2\n", "--learner", "K7")
    other = left(data, path, "2\n1\n", "--learner", "K8")
    nobody = left(data, path, "2\n1\n2\n")
    for code, own in ((("--learner", "K7"), mine), (("--learner", "K8"), other), ((), nobody)):
        assert f"resume {own}" in " ".join(trainer(data, "resume", *code).out.split())
        assert [found["id"] for found in trainer(data, "export", *code).json()["runs"]] == [own]
        told = trainer(data, "history", *code).out
        assert [run_id in told for run_id in (mine, other, nobody)] == [
            run_id == own for run_id in (mine, other, nobody)
        ]
        if code:
            assert code[1] not in told.replace(own, "")
    assert trainer(data, "resume", "--learner", "K9").status == 2
    assert trainer(data, "export", "--learner", "K9").json()["runs"] == []


def test_a_name_is_no_code(data: Path, path: Path) -> None:
    for verb in (("play", path), ("resume",), ("history",), ("export",)):
        ran = trainer(data, *verb, "--learner", "Jan Jansen")
        assert (ran.status, ran.out) == (2, "")
        assert "no code" in ran.err


def test_the_talk_that_is_left_can_be_gone_on_with_from_the_library(data: Path, path: Path) -> None:
    left(data, path)
    ran = trainer(data, "--library", path.parent, typed="g\n2\n")
    assert "is not finished: turn 3" in " ".join(ran.out.split())
    assert "after turn 2" in ran.out
    assert [len(found["choices"]) for found in trainer(data, "export").json()["runs"]] == [3]


# --- where, and whether at all ----------------------------------------------------------------------------------


def test_without_saving_nothing_is_kept_not_even_a_folder(
    data: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = trainer(data, "play", path, "--no-save", typed="2\n3\n" + SKIPPED)
    assert (ran.status, ran.err) == (0, "")
    assert "practice score" in ran.out.lower()
    assert " resume " not in trainer(data, "play", path, "--no-save", typed="2\n").out
    assert not data.exists()
    run("play", path, "--no-save", typed="2\n")
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize("first", [False, True])
def test_a_data_folder_may_stand_before_and_after_the_verb(first: bool, data: Path, path: Path) -> None:
    folder, verb = ["--data-dir", data], ["play", path]
    assert run(*(folder + verb if first else verb + folder), typed="2\n").status == 0
    assert (data / FILE).is_file()
    assert list(Path.cwd().iterdir()) == []


def test_without_a_data_folder_it_is_the_users_own(path: Path) -> None:
    run("play", path, typed="2\n")
    assert [found.name for found in Path.cwd().rglob(FILE)] == [FILE]
    assert "after turn 1" in run("resume", typed="").out


# --- looking back -----------------------------------------------------------------------------------------------


def test_an_old_run_opens_in_its_debrief(data: Path, path: Path) -> None:
    key = over(data, path, answers="tired\nI stayed\n\n\nSB2\n0\nwait longer\n")
    ran = trainer(data, "debrief", key)
    assert (ran.status, ran.err) == (0, "")
    assert "You felt: tired" in ran.out
    assert "practice score" in ran.out.lower()
    assert "One word" not in ran.out
    assert key in trainer(data, "history").out


def test_a_run_that_was_stopped_has_no_numbers_but_can_be_read(data: Path, path: Path) -> None:
    assert trainer(data, "play", path, typed="2\nx\n").status == 0
    [found] = trainer(data, "export").json()["runs"]
    ran = trainer(data, "debrief", found["id"], typed="1\n")
    assert ran.status == 0
    assert "U pakt een formulier." in ran.out
    assert "score" not in ran.out.lower()
    assert trainer(data, "report", found["id"], "-o", "page.html").status == 2
    assert not Path("page.html").exists()


def test_a_run_of_a_file_opens_in_its_debrief_on_a_machine_without_the_scenario(
    data: Path, path: Path, tmp_path: Path
) -> None:
    over(data, path, "--learner", "K7", answers="tired\n\n\n\n\n\n")
    assert trainer(data, "export", "--learner", "K7", "-o", "run.json").status == 0
    path.unlink()
    there = tmp_path / "elsewhere"
    ran = trainer(there, "debrief", "run.json")
    assert (ran.status, ran.err) == (0, "")
    assert "You felt: tired" in ran.out
    ran = trainer(there, "report", "run.json", "-o", "page.html")
    assert (ran.status, ran.out) == (0, "")
    assert "tired" in Path("page.html").read_text(encoding="utf-8")
    assert not (there / FILE).exists()


def test_of_a_file_with_several_runs_one_is_named(data: Path, path: Path) -> None:
    first, second = over(data, path), over(data, path)
    trainer(data, "export", "-o", "runs.json")
    ran = trainer(data, "debrief", "runs.json")
    assert ran.status == 2
    assert first in ran.err
    assert second in ran.err
    assert trainer(data, "debrief", "runs.json", "--run", first).status == 0
    assert trainer(data, "report", "runs.json", "--run", second[:7], "-o", "page.html").status == 0


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", "{", '{"runs": []}', '{"runs": [{}]}', '{"runs": 3}', "[" * 200_000, "\x00", "é"]
)
@pytest.mark.parametrize("verb", ["debrief", "report"])
def test_a_file_that_is_no_export_is_told(verb: str, text: str, data: Path) -> None:
    Path("run.json").write_text(text, encoding="latin-1")
    ran = trainer(data, verb, "run.json", *(["-o", "page.html"] if verb == "report" else []))
    assert (ran.status, ran.out) == (2, "")
    assert "run.json" in ran.err
    assert not Path("page.html").exists()


def edited(data: Path, path: Path, **more: Any) -> None:
    """Write a run to `run.json`, with something else in it."""
    over(data, path, answers="tired\n\n\n\n\n\n")
    found = trainer(data, "export").json()
    found["runs"][0] |= more
    Path("run.json").write_text(json.dumps(found), encoding="utf-8")


@pytest.mark.parametrize(
    "more",
    [
        {"placed": {"rose": "XX", "closeness": 99}}, {"reflection": {"feeling": "\ud800"}}, {"started": "\ud800"},
        {"learner": "\ud800"}, {"explored": [{"at": 9, "choices": []}]}, {"mode": "assess", "seed": -1},
        {"reflection": {"feeling": "x" * 100_000}}, {"scenario": "\ud800"}, {"id": "\ud800"},
    ],
    ids=lambda more: str(ascii(more))[:30],
)  # fmt: skip
@pytest.mark.parametrize("verb", ["debrief", "report"])
def test_whatever_stands_in_a_file_is_shown_or_refused_in_words(
    verb: str, more: dict[str, Any], data: Path, path: Path
) -> None:
    edited(data, path, **more)
    ran = trainer(data, verb, "run.json", *(["-o", "page.html"] if verb == "report" else []))
    assert ran.status in (0, 2)
    assert ran.status == 0 or ran.err


NASTY = "\x1b]52;c;aGFjaw==\x07ti\u202ered"


def test_names_in_a_file_from_elsewhere_do_not_steer_the_terminal(data: Path, path: Path) -> None:
    edited(data, path, scenario=NASTY)
    told = [trainer(data, "debrief", "run.json").err]
    edited(data, path, id=NASTY)
    found = json.loads(Path("run.json").read_text(encoding="utf-8"))
    Path("run.json").write_text(json.dumps({**found, "runs": found["runs"][:1] * 2}), encoding="utf-8")
    told.append(trainer(data, "debrief", "run.json").err)
    for words in told:
        assert "tired" in words
        assert not any(sign in words for sign in "\x1b\x07\u202e")


def test_words_in_a_file_from_elsewhere_do_not_steer_the_terminal(data: Path, path: Path) -> None:
    edited(data, path, reflection={"feeling": NASTY})
    told = trainer(data, "debrief", "run.json").out
    assert "tired" in told
    assert not any(sign in told for sign in "\x1b\x07\u202e")


def test_a_report_of_a_run_is_a_page_and_stdout_stays_empty(data: Path, path: Path) -> None:
    key = over(data, path)
    ran = trainer(data, "report", key, "-o", "page.html")
    assert (ran.status, ran.out) == (0, "")
    assert "page.html" in ran.err
    assert Path("page.html").read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")
    assert trainer(data, "report", key, "-o", "nowhere/page.html").status == 2
    assert trainer(data, "report", left(data, path), "-o", "other.html").status == 2
    assert not Path("other.html").exists()


# --- taking along -----------------------------------------------------------------------------------------------


def test_all_runs_or_those_named_go_out_as_json(data: Path, path: Path) -> None:
    first, second, third = over(data, path), left(data, path), over(data, path)
    ran = trainer(data, "export")
    assert (ran.status, ran.err) == (0, "")
    assert [found["id"] for found in ran.json()["runs"]] == [first, second, third]
    assert [found["id"] for found in trainer(data, "export", third, first).json()["runs"]] == [third, first]
    ran = trainer(data, "export", third, "-o", "run.json")
    assert (ran.status, ran.out) == (0, "")
    assert "1 talk written" in ran.err
    assert json.loads(Path("run.json").read_text(encoding="utf-8"))["runs"][0]["id"] == third


def test_all_runs_or_those_named_go_out_as_a_table(data: Path, path: Path) -> None:
    first, second = over(data, path), left(data, path)
    for words, runs in (((), [first, first, second, second]), ((second,), [second, second])):
        ran = trainer(data, "export", "--format", "csv", *words)
        assert (ran.status, ran.err) == (0, "")
        rows = list(csv.DictReader(io.StringIO(ran.out.removeprefix("\ufeff"), newline="")))
        assert [row["run"] for row in rows] == runs
    assert trainer(data, "export", "--format", "csv", "-o", "runs.csv").out == ""
    written = Path("runs.csv").read_bytes().decode("utf-8-sig")
    assert written == trainer(data, "export", "--format", "csv").out.removeprefix("\ufeff")
    assert trainer(data, "export", "--format", "xml").status == 2


def test_a_table_on_a_pipe_has_the_line_ends_of_a_file_where_lines_end_otherwise(
    data: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over(data, path)
    expected = trainer(data, "export", "--format", "csv").out.encode()
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="utf-8", newline="\r\n"))  # as on Windows
    with pytest.raises(SystemExit) as ended:
        main(["--language", "en", "export", "--format", "csv", "--data-dir", str(data)])
    sys.stdout.flush()
    assert ended.value.code == 0
    assert raw.getvalue() == expected


def test_what_cannot_be_written_is_told_and_harms_nothing(data: Path, path: Path) -> None:
    over(data, path)
    for place in (Path.cwd(), "nowhere/run.json"):
        ran = trainer(data, "export", "-o", place)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err
    assert list(Path.cwd().iterdir()) == []


# --- own data ---------------------------------------------------------------------------------------------------


def everywhere(data: Path, words: str) -> list[Path]:
    """Return the files of a folder in which these words stand."""
    return [file for file in data.rglob("*") if file.is_file() and words.encode() in file.read_bytes()]


def test_own_data_is_shown(data: Path, path: Path) -> None:
    key = over(data, path, "--learner", "K7")
    left(data, path)
    ran = trainer(data, "data")
    assert (ran.status, ran.err) == (0, "")
    told = " ".join(ran.out.split())
    assert str(data) in ran.out
    assert "K7 1 talk" in told
    assert "- 1 talk" in told
    assert key in trainer(data, "data", "show", "K7").out
    assert key not in trainer(data, "data", "show", "-").out
    assert [found["id"] for found in trainer(data, "data", "export", "K7").json()["runs"]] == [key]


def test_delete_leaves_no_byte_in_any_file(data: Path, path: Path) -> None:
    trainer(data, "settings", "learner", "SECRETCODE")
    over(data, path, "--learner", "SECRETCODE", answers="SECRETWORD\nSECRETWORD two\n\n\n\n\nSECRETWORD three\n")
    left(data, path, "2\n", "--learner", "SECRETCODE")
    other = over(data, path, "--learner", "K8", answers="other words\n\n\n\n\n\n")
    assert everywhere(data, "SECRETCODE")
    assert everywhere(data, "SECRETWORD")
    ran = trainer(data, "data", "delete", "SECRETCODE", "--yes")
    assert ran.status == 0
    assert "2 talks" in ran.out + ran.err
    assert everywhere(data, "SECRETWORD") == []
    assert everywhere(data, "SECRETCODE") == []
    assert [found["id"] for found in trainer(data, "export", "--learner", "K8").json()["runs"]] == [other]
    assert everywhere(data, "other words")
    assert trainer(data, "data", "show", "SECRETCODE").status == 2


def test_talks_without_a_code_are_deleted_too_and_their_scenarios(data: Path, path: Path) -> None:
    over(data, path, answers="SECRETWORD\n\n\n\n\n\n")
    assert trainer(data, "data", "delete", "-", "--yes").status == 0
    assert everywhere(data, "SECRETWORD") == everywhere(data, "De huur") == []
    assert trainer(data, "export").json()["runs"] == []


def test_on_a_pipe_nothing_is_deleted_without_yes(data: Path, path: Path) -> None:
    key = over(data, path, "--learner", "K7")
    ran = trainer(data, "data", "delete", "K7", typed="y\n")
    assert (ran.status, ran.out) == (2, "")
    assert "--yes" in ran.err
    assert key in trainer(data, "history", "--learner", "K7").out


@pytest.mark.parametrize(
    "words",
    [("show", "K9"), ("export", "K9"), ("delete", "K9", "--yes"), ("delete", "-", "--yes"), ("delete",), ("export",)],
    ids=" ".join,
)
def test_data_of_who_is_not_there_is_wrong_use(words: tuple[str, ...], data: Path, path: Path) -> None:
    over(data, path, "--learner", "K7")
    ran = trainer(data, "data", *words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err


# --- chosen for good --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"), [("language", "en"), ("theme", "projector"), ("pace", "direct"), ("learner", "K7")]
)
def test_what_is_chosen_is_shown_and_can_be_taken_back(name: str, value: str, data: Path) -> None:
    ran = trainer(data, "settings", name, value)
    assert (ran.status, ran.err) == (0, "")
    assert trainer(data, "settings", name).out.split() == [name, value]
    assert dict(line.split() for line in trainer(data, "settings").out.splitlines())[name] == value
    assert trainer(data, "settings", name, "-").status == 0
    assert trainer(data, "settings", name).out.split() == [name, "-"]


@pytest.mark.parametrize(
    "words",
    [("language", "fr"), ("theme", "pink"), ("pace", "slow"), ("learner", "Jan Jansen"), ("learner", ""), ("colour",)],
    ids=" ".join,
)
def test_what_cannot_be_chosen_is_wrong_use_and_changes_nothing(words: tuple[str, ...], data: Path) -> None:
    trainer(data, "settings", "theme", "dark")
    before = (data / NAME).read_bytes()
    ran = trainer(data, "settings", *words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err
    assert (data / NAME).read_bytes() == before


def test_the_language_that_was_chosen_speaks_from_then_on_and_an_option_goes_before_it(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    path = translated(tmp_path)
    assert "De huur" in trainer(data, "play", path, language=None).out
    trainer(data, "settings", "language", "en")
    assert "The rent" in trainer(data, "play", path, language=None).out
    assert "De huur" in trainer(data, "play", path, language="nl").out
    assert "De huur" in run("play", path, typed="", language=None).out
    assert "The rent" in run(f"--data-dir={data}", "play", path, typed="", language=None).out


def test_the_code_that_was_chosen_is_used_and_an_option_goes_before_it(data: Path, path: Path) -> None:
    trainer(data, "settings", "learner", "K7")
    mine, other = left(data, path), left(data, path, "2\n", "--learner", "K8")
    assert f"resume {mine}" in " ".join(trainer(data, "resume").out.split())
    assert [found["id"] for found in trainer(data, "export", "--learner", "K8").json()["runs"]] == [other]
    assert [found["learner"] for found in trainer(data, "export").json()["runs"]] == ["K7"]


@pytest.mark.parametrize(
    "rubbish", ["{", "[" * 200_000, '{"language": "fr", "theme": 3}'], ids=["cut", "deep", "wrong"]
)
def test_settings_that_are_rubbish_stop_nobody(rubbish: str, data: Path, path: Path) -> None:
    data.mkdir()
    (data / NAME).write_text(rubbish, encoding="utf-8")
    assert trainer(data, "play", path, typed="1\n\n", language=None).status == 0
    assert trainer(data, "settings", "theme", "dark").status == 0


# --- a data folder that is broken -------------------------------------------------------------------------------


@pytest.fixture
def broken(data: Path) -> Path:
    """A data folder with something else in it."""
    data.mkdir()
    (data / FILE).write_text("Dear diary, " * 400, encoding="utf-8")
    return data


def test_a_pipe_plays_on_without_saving_and_says_so(broken: Path, path: Path) -> None:
    ran = trainer(broken, "play", path, typed="2\n3\n" + SKIPPED)
    assert ran.status == 0
    told = " ".join(ran.out.split())
    assert FILE in told
    assert "Going on without saving." in told
    assert "practice score" in told.lower()
    assert trainer(broken, "--library", path.parent).status == 0


@pytest.mark.parametrize(
    "words",
    [
        ("resume",), ("resume", "beef"), ("history",), ("export",), ("debrief", "beef"), ("data",),
        ("report", "beef", "-o", "page.html"), ("data", "delete", "K7", "--yes"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_needs_the_store_says_what_is_wrong_with_it(words: tuple[str, ...], broken: Path) -> None:
    ran = trainer(broken, *words)
    assert (ran.status, ran.out) == (1, "")
    assert FILE in ran.err
    assert "damaged, or not a file of this program" in ran.err
    assert (broken / FILE).read_text(encoding="utf-8").startswith("Dear diary")


def test_a_file_where_the_data_folder_should_be_is_told(data: Path, path: Path) -> None:
    data.write_text("mine", encoding="utf-8")
    for words in (("resume",), ("settings", "theme", "dark"), ("play", path)):
        ran = trainer(data, *words)
        assert ran.status in (1, 2)
        assert str(data) in ran.err
    assert data.read_text(encoding="utf-8") == "mine"


def test_nobody_with_a_home_is_needed_to_check(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(*_given: object, **_more: object) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("trainer.records.folder.user_data_path", homeless)
    assert "1 scenario checked" in run("check", path).err
    played = run("play", path, "--plain", typed="1\n")
    assert played.status == 0
    assert "name a folder with --data-dir" in played.err
    assert run("history").status == 1


def test_an_empty_name_is_no_data_folder(path: Path) -> None:
    ran = run("play", path, "--plain", "--data-dir", "")
    assert ran.status == 2
    assert list(Path.cwd().glob("runs.sqlite")) == []
