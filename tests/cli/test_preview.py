"""`trainer preview`: what it says when there is no screen, and where it begins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli import run
from tests.practice.drafts import DRAFT, WALKS, draft, edit
from trainer.cli.group import Settings
from trainer.practice.preview import Preview
from trainer.tui import opening

SIDE_ROAD = "  zijpad:\n    responses: {ga: {say: Ga., rose: SB1, closeness: 0, to: ruzie}}\nendings:\n"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Preview]:
    """Keep what would be opened, as if there were a screen."""
    kept: list[Preview] = []
    monkeypatch.setattr(Settings, "wants_screen", lambda _settings: True)
    monkeypatch.setattr(opening, "preview", lambda made, _watch: kept.append(made))
    monkeypatch.setattr("trainer.tui.app.run", lambda *_given: None)
    return kept


@pytest.mark.parametrize("option", [[], ["--plain"]])
def test_without_a_screen_it_says_what_serves_instead(tmp_path: Path, option: list[str]) -> None:
    path = draft(tmp_path)
    ran = run("preview", path, *option)
    assert ran.status == 2
    assert ran.out == ""
    assert f"trainer check {path}" in ran.err
    assert f"trainer play --plain {path}" in ran.err


def test_it_begins_at_the_start_or_in_a_scene(tmp_path: Path, opened: list[Preview]) -> None:
    path = draft(tmp_path)
    for more in ((), ("--from", "slot"), ("--from", "klaar"), ("--disposition", "woedend", "--from", "midden")):
        ran = run("preview", path, *more)
        assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert [made.sitting.session.moment.scene for made in opened] == ["begin", "slot", "klaar", "midden"]
    assert opened[-1].sitting.session.disposition == "woedend"


def test_it_begins_on_a_walk(tmp_path: Path, opened: list[Preview]) -> None:
    path = draft(tmp_path, DRAFT + WALKS, None)
    for more in ((), ("--from", "slot")):
        ran = run("preview", path, "--walk", "goed", *more)
        assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert [made.sitting.session.moment.scene for made in opened] == ["klaar", "slot"]
    assert opened[-1].sitting.session.run.choices == ("vraag", "praat", "luister")


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        (["--from", "miden"], 2, "There is no scene `miden`. Did you mean `midden`?"),
        (["--from", "zijpad"], 1, "No way to `zijpad` was found."),
        (["--from", ""], 2, "There is no scene ``."),
        (["--walk", "goet"], 2, "There is no walk `goet`. There are: boos, goed, stuk. Did you mean `goed`?"),
        (["--walk", "goed", "--from", "ruzie"], 2, "The walk `goed` does not come to `ruzie`."),
        (["--disposition", "blij"], 2, "There is no disposition `blij`."),
        (["--disposition", "anouk=moe", "--disposition", "woedend"], 2, "persona=name"),
    ],
)
def test_where_one_cannot_begin_is_said_clearly(
    tmp_path: Path, opened: list[Preview], more: list[str], status: int, said: str
) -> None:
    ran = run("preview", draft(tmp_path, DRAFT.replace("endings:\n", SIDE_ROAD) + WALKS, None), *more)
    assert ran.status == status
    assert said in ran.err
    assert opened == []


def test_a_file_that_is_broken_is_told_by_its_places(tmp_path: Path, opened: list[Preview]) -> None:
    path = draft(tmp_path)
    edit(path, "to: slot", "to: slott")
    ran = run("preview", path)
    assert ran.status == 1
    assert f"{path}:" in ran.err
    assert "`slott`" in ran.err
    assert run("preview", tmp_path / "gone.yaml").status == 2
    assert f"{tmp_path} is a folder" in run("preview", tmp_path).err
    assert opened == []


def test_a_broken_translation_does_not_keep_an_author_from_beginning(tmp_path: Path, opened: list[Preview]) -> None:
    path = draft(tmp_path)
    edit(tmp_path / "huur.en.yaml", "title: The rent", "title: [The rent")
    assert run("preview", path).status == 0
    assert opened[0].sitting.title == "De huur"
    assert [told.place.split(":")[0] for told in opened[0].told if told.place] == ["huur.en.yaml"]


def test_a_look_at_what_is_kept_is_all_it_does_with_the_data_folder(
    tmp_path: Path, opened: list[Preview], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Any] = []
    monkeypatch.setattr("trainer.tui.app.run", lambda *more: given.extend(more))
    data = tmp_path / "data"
    assert run("--data-dir", data, "preview", draft(tmp_path)).status == 0
    assert given[1].folder is None
    assert not data.exists()
