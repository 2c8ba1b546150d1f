"""Conditions as trees: what binds tighter, what may chain, and where a mistake is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from trainer.scenario.condition import (
    MAX_LENGTH,
    Comparison,
    ConditionError,
    Every,
    Membership,
    Not,
    Number,
    Operand,
    Some,
    Tree,
    Word,
    parse,
)

KEYWORDS = ("and", "or", "not", "in")
QUICK = settings(derandomize=True, max_examples=120, deadline=None)


def bare(tree: Tree | Operand) -> Any:
    """Return a tree as tuples, without the places of its names."""
    if isinstance(tree, Number):
        return tree.value
    if isinstance(tree, Word):
        return tree.name if tree.argument is None else (tree.name, bare(tree.argument))
    if isinstance(tree, Not):
        return ("not", bare(tree.part))
    if isinstance(tree, Every | Some):
        return ("and" if isinstance(tree, Every) else "or", *(bare(part) for part in tree.parts))
    if isinstance(tree, Membership):
        return (bare(tree.operand), "in", *(bare(option) for option in tree.options))
    shown = [bare(tree.operands[0])]
    for sign, operand in zip(tree.signs, tree.operands[1:], strict=True):
        shown += [sign, bare(operand)]
    return tuple(shown)


def read(text: str) -> Any:
    """Return what a text means, as tuples."""
    return bare(parse(text).tree)


# --- what it means ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", "a"),
        ("  a  ", "a"),
        ("not a", ("not", "a")),
        ("not not a", ("not", ("not", "a"))),
        ("a and b and c", ("and", "a", "b", "c")),
        ("a or b or c", ("or", "a", "b", "c")),
        ("a or b and c", ("or", "a", ("and", "b", "c"))),
        ("a and b or c and d", ("or", ("and", "a", "b"), ("and", "c", "d"))),
        ("(a or b) and c", ("and", ("or", "a", "b"), "c")),
        ("not a and b", ("and", ("not", "a"), "b")),
        ("not a == b", ("not", ("a", "==", "b"))),
        ("not (a and b)", ("not", ("and", "a", "b"))),
        ("a and not b or c", ("or", ("and", "a", ("not", "b")), "c")),
        ("((a))", "a"),
        ("x >= 2", ("x", ">=", 2)),
        ("x>=2", ("x", ">=", 2)),
        ("x == -3", ("x", "==", -3)),
        ("x == +3", ("x", "==", 3)),
        ("1 <= x < 4", (1, "<=", "x", "<", 4)),
        ("a == b == c", ("a", "==", "b", "==", "c")),
        ("x > 1 and y < 2", ("and", ("x", ">", 1), ("y", "<", 2))),
        ("x in (1, 2)", ("x", "in", 1, 2)),
        ("octant in (SB,SO) or above", ("or", ("octant", "in", "SB", "SO"), "above")),
        ("not x in (a)", ("not", ("x", "in", "a"))),
        ("visited(stilte)", ("visited", "stilte")),
        ("visited ( stilte )", ("visited", "stilte")),
        ("chosen(begin.vraag) and a", ("and", ("chosen", "begin.vraag"), "a")),
        ("disposition(anouk) == woedend", (("disposition", "anouk"), "==", "woedend")),
        ("disposition(anouk) in (moe, woedend)", (("disposition", "anouk"), "in", "moe", "woedend")),
        ("android and orders", ("and", "android", "orders")),
        ("a\n  and b", ("and", "a", "b")),
    ],
)
def test_a_condition_is_read_as_it_is_meant(text: str, tree: Any) -> None:
    assert read(text) == tree


def test_a_condition_remembers_its_text_and_the_places_of_its_names() -> None:
    condition = parse("not visited(stilte)")
    assert condition.text == "not visited(stilte)"
    assert condition.tree == Not(Word("visited", Word("stilte", None, 12), 4))


# --- what cannot be read ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "offset", "found"),
    [
        ("", 0, ""),
        ("   ", 0, ""),
        ("x =2", 2, "="),
        ("x => 2", 2, "="),
        ("x ! 2", 2, "!"),
        ("x & y", 2, "&"),
        ("x && y", 2, "&"),
        ("x and", 5, ""),
        ("x and or y", 6, "or"),
        ("and x", 0, "and"),
        ("x y", 2, "y"),
        ("x 3", 2, "3"),
        ("x >", 3, ""),
        ("x > and y", 4, "and"),
        ("3", 1, ""),
        ("3 and x", 2, "and"),
        ("x == not y", 5, "not"),
        ("(x", 2, ""),
        ("(x and y", 8, ""),
        ("x)", 1, ")"),
        ("()", 1, ")"),
        ("x in a", 5, "a"),
        ("x in ()", 6, ")"),
        ("x in (a,)", 8, ")"),
        ("x in (a b)", 8, "b"),
        ("x in (a", 7, ""),
        ("visited()", 8, ")"),
        ("visited(3)", 8, "3"),
        ("visited(a b)", 10, "b"),
        ("visited(a", 9, ""),
        ("visited(a(b))", 9, "("),
        ("x == 'boos'", 5, "'"),
        ("x == 1.5", 6, "."),
        ("x + 1 > 2", 2, "+"),
        ("__import__('os')", 11, "'"),
        ("a; b", 1, ";"),
        ("x > 2 # veel", 6, "#"),
        ("é > 2", 0, "é"),
    ],
)
def test_a_mistake_is_told_where_it_stands(text: str, offset: int, found: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert (caught.value.offset, caught.value.found) == (offset, found)


@pytest.mark.parametrize("text", ["(" * 300 + "a" + ")" * 100, "not " * 120 + "a", "a and " * 90 + "a"])
def test_what_is_far_too_long_or_deep_is_refused(text: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert caught.value.expected == "shorter"


def test_many_brackets_beside_each_other_are_not_deep() -> None:
    text = " or ".join(["(a)"] * 60)
    assert read(text) == ("or", *["a"] * 60)


@QUICK
@given(st.text(alphabet="ab1 ()=<>!,.-+andorti\n\u00e9", max_size=60))
def test_any_text_is_a_condition_or_a_mistake_inside_it(text: str) -> None:
    mistake = None
    try:
        assert parse(text).text == text
    except ConditionError as error:
        mistake = error
    if mistake is not None:
        assert 0 <= mistake.offset <= len(text)
        assert text[mistake.offset :].startswith(mistake.found)


# --- there and back ---------------------------------------------------------------------------------------


names = st.builds(str.__add__, st.sampled_from("abinot"), st.text("dnort_19.", max_size=4)).filter(
    lambda name: name not in KEYWORDS
)
words = st.builds(lambda name: Word(name, None, 0), names)
calls = st.builds(lambda name, argument: Word(name, argument, 0), names, words)
numbers = st.builds(lambda value: Number(value, 0), st.integers(-999, 999))
operands: st.SearchStrategy[Operand] = st.one_of(words, calls, numbers)
signs = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Draw a comparison, chained or not."""
    used = draw(st.lists(signs, min_size=1, max_size=3))
    return Comparison(tuple(draw(operands) for _n in range(len(used) + 1)), tuple(used))


memberships = st.builds(Membership, operands, st.lists(operands, min_size=1, max_size=3).map(tuple))
leaves: st.SearchStrategy[Tree] = st.one_of(words, calls, comparisons(), memberships)


def branches(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    """Return trees one level higher."""
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, inner), st.builds(Every, parts), st.builds(Some, parts))


trees: st.SearchStrategy[Tree] = st.recursive(leaves, branches, max_leaves=6)


def write(tree: Tree | Operand) -> str:
    """Return the text of a tree, with brackets round everything that is put together."""
    if isinstance(tree, Number):
        return str(tree.value)
    if isinstance(tree, Word):
        return tree.name if tree.argument is None else f"{tree.name}({write(tree.argument)})"
    if isinstance(tree, Not):
        return f"not {_part(tree.part)}"
    if isinstance(tree, Every | Some):
        return (" and " if isinstance(tree, Every) else " or ").join(_part(part) for part in tree.parts)
    if isinstance(tree, Membership):
        return f"{write(tree.operand)} in ({', '.join(write(option) for option in tree.options)})"
    return " ".join(
        [write(tree.operands[0]), *(f"{s} {write(o)}" for s, o in zip(tree.signs, tree.operands[1:], strict=True))]
    )


def _part(tree: Tree) -> str:
    return f"({write(tree)})" if isinstance(tree, Every | Some) else write(tree)


@QUICK
@given(trees)
def test_a_tree_that_is_written_down_is_read_back(tree: Tree) -> None:
    text = write(tree)
    assume(len(text) < MAX_LENGTH // 2)
    assert read(text) == bare(tree)
    assert read(" ".join(text.replace("(", " ( ").replace(")", " ) ").split())) == bare(tree)
    assert all(text[word.offset :].startswith(word.name) for word in words_of(parse(text).tree))


def words_of(found: Any) -> Iterator[Word]:
    """Yield every name in a tree."""
    if isinstance(found, Word):
        yield found
    for name in ("part", "argument", "operand"):
        if getattr(found, name, None) is not None:
            yield from words_of(getattr(found, name))
    for name in ("parts", "operands", "options"):
        for part in getattr(found, name, ()):
            yield from words_of(part)
