"""Ids that look like one another by a slip of the pen; numbered, inflected and short ones do not."""

from __future__ import annotations

import pytest

from trainer.authoring.spelling import alike, lookalike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("erkennen", "erkenen"),
        ("vertrouwen", "vertruowen"),
        ("vertrouwen", "vertrouden"),
        ("aan_tafel", "aantafel"),
        ("eerlijk", "eerlik"),
        ("opening_noor_thuis", "openning_noor_thuis"),
        ("klaarr", "klaar"),
    ],
)
def test_one_slip_looks_alike_either_way(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("deel_1", "deel_2"),
        ("scene_10", "scene_100"),
        ("gesprek_a", "gesprek_b"),
        ("boos", "bozer"),
        ("boos", "bos"),
        ("kalm", "kalmer"),
        ("bezoek", "bezoekt"),
        ("luister", "fluister"),
        ("erkennen", "herkennen"),
        ("moeder", "moeders"),
        ("waarom", "waarom_ik"),
        ("stap_een", "stap_twee"),
        ("geloven", "gelopen"),
        ("links", "rechts"),
        ("erkennen", "erkennen"),
    ],
)
def test_ids_that_are_meant_to_differ_do_not_look_alike(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


def test_the_lookalike_of_a_name_is_one_of_the_others() -> None:
    assert lookalike("erkenen", ["eerlijk", "erkennen"]) == "erkennen"
    assert lookalike("erkenen", ["eerlijk", "steun"]) is None
