"""The page that phones get: one file, its words in the language of the class, and what a browser may do with it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from trainer.classroom.ballot import AROUND, PLACES
from trainer.language import LANGUAGES, _, current
from trainer.theory import names

_FILE: Final = Path(__file__).with_name("page.html")
_WORDS: Final = "{{words}}"
_ESCAPED: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page as it is sent: its bytes, and the policy that lets a browser run nothing but what is in it."""

    body: bytes
    policy: str


def web_page(spoken: str) -> WebPage:
    """Return the page in the language spoken now, for a class whose texts are in `spoken`."""
    source = _FILE.read_text(encoding="utf-8")
    script, style = (_hash(source, tag) for tag in ("script", "style"))
    policy = (
        f"default-src 'none'; script-src '{script}'; style-src '{style}'; connect-src 'self'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return WebPage(source.replace(_WORDS, as_json(words(spoken))).encode(), policy)


def page_language(spoken: str) -> str:
    """Return the language of the page's own words for texts in another: theirs if we speak it, else the one spoken."""
    code = spoken[:2].lower()
    return code if code in LANGUAGES else current()


def as_json(value: object) -> str:
    """Return JSON that can stand inside a script element: nothing in it can end the element."""
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPED)


def _hash(source: str, tag: str) -> str:
    found = re.search(rf"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
    assert found is not None
    return "sha256-" + base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()


def words(spoken: str) -> dict[str, object]:
    """Return all that the page says, and the places that can be voted for."""
    return {
        "language": current(),
        "spoken": spoken,
        "octants": [[code, _octant(code)] for code in AROUND],
        "strengths": [[str(n), text] for n, text in enumerate(_strengths(), 1)],
        "steps": [[step, names.closeness(int(step))] for step in sorted(PLACES["axis"], key=int, reverse=True)],
        **_sayings(),
    }


def _octant(code: str) -> str:
    wish = _(names.OCTANT_WISHES[code])
    name = names.octant(code)
    return f"{name}: “{wish}”" if code == "M" else f"{name} ({code}): “{wish}”"


def _strengths() -> tuple[str, ...]:
    return _("1 a little"), _("2 clearly"), _("3 strongly"), _("4 very strongly")


def _sayings() -> dict[str, str]:
    return {
        "join": _("Join the class"),
        "code": _("The code on the big screen"),
        "enter": _("Join"),
        "codeFirst": _("Type the code first."),
        "joining": _("You are being let in…"),
        "joined": _("You have joined. As soon as there is a question, it appears here by itself."),
        "otherClass": _("Your seat was in another class. Type the code that is on the big screen now."),
        "forgetful": _("This phone cannot remember your seat. Keep this page open."),
        "newQuestion": _("A new question."),
        "strength": _("How strongly?"),
        "vote": _("Cast my vote"),
        "change": _("Change my vote"),
        "answerFirst": _("Choose an answer first."),
        "strengthFirst": _("Choose how strongly as well."),
        "notYet": _("You have not voted yet."),
        "unsent": _("You marked something else. Press the button to change your vote."),
        "sending": _("Your vote is being sent…"),
        "kept": _("Your vote is kept. You can change it until the vote closes."),
        "yours": _("your vote"),
        "closedKept": _("The vote is closed. Your vote counts."),
        "closedWithout": _("The vote is closed. You did not vote."),
        "tooLate": _("The vote closed before your answer came in. It does not count."),
        "tooLateKept": _("The vote closed before your change came in. What you voted before counts."),
        "overtaken": _("The vote before this one ended while your answer was still on its way."),
        "notSent": _("Your vote has not been sent yet. It goes as soon as there is a connection."),
        "told": _("How the class voted"),
        "offline": _("No connection. We keep trying; your seat is kept."),
        "online": _("The connection is back."),
        "broken": _("Something went wrong on this page. Load it again: your seat and your kept vote stay yours."),
        "again": _("Load again"),
    }
