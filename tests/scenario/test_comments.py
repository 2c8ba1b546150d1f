"""Comments are found where YAML sees comments, and nowhere else, whatever a text holds."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.scenario.comments import Comment, comments
from trainer.scenario.source import Source


def found(text: str) -> list[Comment]:
    """Return the comments of a text."""
    return list(comments(Source("huur.yaml", text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# a\nb: c\n", (1, 1, "# a", True)),
        ("b: c  # a # b  \n", (1, 7, "# a # b", False)),
        ("b:\n  # a\n  - c\n", (2, 3, "# a", True)),
        ("b: 'c'  # a\n", (1, 9, "# a", False)),
        ("b: [c, # a\n  d]\n", (1, 8, "# a", False)),
        ("b: |  # a\n  c\n", (1, 7, "# a", False)),
        ("b: |\n  c\n# a\nd: e\n", (3, 1, "# a", True)),
        ("b: 😀 é  # a\n", (1, 9, "# a", False)),
        ("b: c\n# a", (2, 1, "# a", True)),
    ],
    ids=["first", "after a text", "indented", "after quotes", "in brackets", "opening a block", "after a block",
         "after rare signs", "at the very end"],
)  # fmt: skip
def test_a_comment_is_found_with_its_place(text: str, expected: tuple[Any, ...]) -> None:
    assert found(text) == [Comment(*expected)]


@pytest.mark.parametrize(
    "text",
    ['b: "c # a"\n', "b: 'c # a'\n", "b: |\n  c\n  # a\n\n  # b\n", "b: >-\n  # a\n", "b: c#a\n", 'b: "c\n  # a"\n',
     '"b # a": c\n', "b: [c, 'd # a']\n", "b: 'it''s # a'\n"],
)  # fmt: skip
def test_a_sign_inside_a_text_is_no_comment(text: str) -> None:
    assert found(text) == []


words = st.text(alphabet="ab #:'\"\n-é", max_size=12)
data = st.recursive(
    words, lambda part: st.lists(part, max_size=3) | st.dictionaries(words, part, max_size=3), max_leaves=8
)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(data=st.dictionaries(words, data, max_size=4), style=st.sampled_from([None, '"', "'", "|", ">"]))
def test_no_text_ever_looks_like_a_comment(data: dict[str, Any], style: str | None) -> None:
    plain = yaml.safe_dump({"x": data}, default_style=style, allow_unicode=True)
    assert found(plain) == []
    assert [comment.words for comment in found("# one\n" + plain + "# two\n")] == ["# one", "# two"]
