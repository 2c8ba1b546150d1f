"""Warnings that the author has seen and accepts: `# accept W601: she reads this from a letter`.

The comment stands on the line of the warning, or in the comment lines right above it; several may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from trainer.authoring.rules import RULES
from trainer.errors import Problem
from trainer.language import _
from trainer.scenario.codes import EXPLANATIONS
from trainer.scenario.comments import Comment, comments
from trainer.scenario.source import Source
from trainer.scenario.vocabulary import suggestion

_ACCEPT = re.compile(r"#+\s*accept\s+(?P<code>[a-z]\w*\d\w*|\w+(?=\s*:))(?:\s*:\s*(?P<reason>.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check comes to: the problems to tell, and the warnings that their author accepts."""

    problems: list[Problem]
    accepted: list[Problem]


@dataclass(frozen=True, slots=True)
class _Acceptance:
    """A comment that accepts: the code, for which line of its file, and why ('' without a reason)."""

    source: Source
    comment: Comment
    code: str
    line: int
    reason: str

    def problem(self, code: str, message: str, hint: str) -> Problem:
        """Return a warning about the comment itself."""
        at = _Mark(self.comment.line - 1, self.comment.column - 1)
        return replace(self.source.problem(at, code, message, hint), severity="warning")


@dataclass(frozen=True, slots=True)
class _Mark:
    line: int
    column: int


def settle(problems: Iterable[Problem], sources: Iterable[Source], partly: Container[str] = ()) -> Verdict:
    """Take the accepted warnings out of what was found in files, and tell what is the matter with the comments.

    About a file named in `partly` there may be more to find, so a comment that accepts nothing may stay there.
    """
    at: dict[tuple[str, int, str], list[Problem]] = {}
    for problem in problems:
        at.setdefault((problem.file, problem.line, problem.code), []).append(problem)
    accepted: dict[Problem, None] = {}
    told: list[Problem] = []
    for acceptance in (one for source in sources for one in _acceptances(source)):
        found = at.get((acceptance.source.file, acceptance.line, acceptance.code), [])
        complaint = next(_complaints(acceptance, found, acceptance.source.file in partly), None)
        if complaint:
            told.append(complaint)
        else:
            accepted.update(dict.fromkeys(found))
    told += [problem for found in at.values() for problem in found if problem not in accepted]
    return Verdict(sorted(told, key=lambda p: (p.file, p.line, p.column, p.code)), list(accepted))


def _acceptances(source: Source) -> Iterator[_Acceptance]:
    """Yield what is accepted in a file; a line of comment is about the first line after it that is none."""
    if "accept" not in source.text.lower():
        return
    found = list(comments(source))
    alone = {comment.line for comment in found if comment.alone}
    for comment in found:
        words = _ACCEPT.match(comment.words)
        if words:
            line = comment.line
            while line in alone:
                line += 1
            yield _Acceptance(source, comment, words["code"].upper(), line, (words["reason"] or "").strip())


def _complaints(acceptance: _Acceptance, found: list[Problem], partly: bool) -> Iterator[Problem]:
    """Yield what is the matter with a comment that should accept what was found at its line."""
    code = acceptance.code
    known = {*RULES, *EXPLANATIONS}
    if code not in known:
        yield acceptance.problem("S412", _("There is no rule {code}.").format(code=code), suggestion(code, known))
    elif not found and not partly:
        message = _("There is no {code} here to accept.").format(code=code)
        hint = _("Take the comment out, or put it on the line of the warning or right above it.")
        yield acceptance.problem("S412", message, hint)
    elif any(problem.severity == "error" for problem in found):
        message = _("{code} is an error, and only warnings can be accepted.").format(code=code)
        yield acceptance.problem("S411", message, _("Mend it, and take the comment out."))
    elif found and not acceptance.reason:
        message = _("{code} is accepted without a reason, so it is still reported.").format(code=code)
        hint = _("Write why it is right here: `# accept {code}: ...`.").format(code=code)
        yield acceptance.problem("S411", message, hint)
