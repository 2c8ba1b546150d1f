"""Rules about words: how long, how plain, and to whom they are said. They are held against every translation too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trainer.authoring.rules.rule import Path, Remark, rule
from trainer.authoring.study import Study
from trainer.authoring.texts import inner, texts
from trainer.language import _, plural
from trainer.scenario.hints import is_curly
from trainer.scenario.model import Scenario
from trainer.scenario.scene import Line, Response, Scene

LONGEST = 140
"""How many characters a response may have: two rows on the smallest screen."""


def _responses(scenario: Scenario) -> Iterator[tuple[Path, Scene, Response]]:
    """Yield every response with the path of its words and its scene."""
    for key, scene in scenario.scenes.items():
        for name, response in scene.responses.items():
            yield ("scenes", key, "responses", name, response.kind), scene, response


@rule("W601", "warning")
def too_long(study: Study) -> Iterator[Remark]:
    """A response of more than 140 characters does not fit in the two rows it has on a small screen."""
    for path, _scene, response in _responses(study.scenario):
        more = len(response.text.strip()) - LONGEST
        if more > 0:
            message = plural(
                "This response is {n} character too long.", "This response is {n} characters too long.", more
            )
            hint = _("At most {most} fit. Leave out what the client can do without.").format(most=LONGEST)
            yield Remark(path, message, hint)


# --- markup -----------------------------------------------------------------------------------------------


_STYLES = "b|bold|i|italic|u|underline|s|strike|d|dim|r|reverse|blink|code|link|on|red|green|blue|yellow|white|black"
_MARKUP = re.compile(
    rf"\[/[a-z]*\]|\[(?:{_STYLES})(?:[ =][^\[\]\n]*)?\]|\[[@#][^\[\]\n]+\]"
    r"|</?[a-z][a-z0-9]*(?:\s[^<>\n]*)?/?>"
    r"|(?<!\w)(\*\*|__)(?=\S)[^\n]*?\S\1(?!\w)",
    re.IGNORECASE,
)
_DIRECTION = re.compile(r"\[[^\W\d][^\[\]\n]*\]|(?<![\w*])\*[^\W\d](?:[^*\n]*[^\W\d])?\*(?![\w*])")


@rule("W602", "warning")
def markup(study: Study) -> Iterator[Remark]:
    """Texts are shown exactly as they were typed, so brackets, tags and stars around words stay visible."""
    for text in texts(study.scenario):
        found = _MARKUP.search(text.words)
        if found:
            message = _("`{found}` is shown as it stands here: texts have no markup.").format(found=found[0][:40])
            yield Remark(text.path, message, _("Take it out, and let the words do it."))
        elif text.spoken and (found := _DIRECTION.search(text.words)):
            message = _("`{found}` is a stage direction, but is shown as if it were said.").format(found=found[0][:40])
            hint = _("Write what one sees in `shows`.")
            if text.path[-1] == "say":
                hint = _("Write how it sounds in `tone`, or what the trainee does as a response with `do`.")
            yield Remark(text.path, message, hint)


# --- u and je ---------------------------------------------------------------------------------------------


_FORMS = {
    "u": re.compile(r"(?<![\w-])(?:u|uw|uwe|uzelf)(?![\w-])", re.IGNORECASE),
    "je": re.compile(r"(?<![\w-])(?:je|jij|jou|jouw|jouwe|jezelf)(?![\w-])", re.IGNORECASE),
}
_QUOTED = re.compile(r"[\"“„«][^\"”»]*[\"”»]|(?<!\w)['‘][^'’]*['’](?!\w)")
_ANYONE = re.compile(
    r"\b(?:daar|zoiets|zo'n \w+) (?!bent? |hebt? |wilt? |weet )\w+ je(?:zelf)?(?![\w-])", re.IGNORECASE
)
"""`Daar schrik je van`: such a `je` is nobody in particular."""


@rule("W603", "warning")
def address(study: Study) -> Iterator[Remark]:
    """The trainee says `u` to somebody who is addressed with `je`, or the reverse, and `address` does not say so."""
    scenario = study.scenario
    if scenario.language != "nl":
        return
    for path, scene, response in _responses(scenario):
        wanted = response.address or _address(scenario, scene, response)
        found = _other_form(response.say or "", wanted) if wanted else None
        if found and response.address:
            message = _("`{word}` is said here, but this response has `address: {wanted}`.")
            yield Remark(path, message.format(word=found, wanted=wanted), _("Change the word or the `address`."))
        elif found:
            message = _("`{word}` is said here to somebody who is addressed with `{wanted}`.").format(
                word=found, wanted=wanted
            )
            hint = _(
                "Change the word, or write `address: {other}` if it is meant so. Are these the words of somebody else, "
                "or does `je` mean anyone? Then accept it: `# accept W603: ...`."
            )
            yield Remark(path, message, hint.format(other="je" if wanted == "u" else "u"))


def _address(scenario: Scenario, scene: Scene, response: Response) -> str | None:
    """Return how those are addressed who are spoken to; None if that is not said, or differs."""
    forms = {scenario.personas[key].address for key in response.addressed(scenario.present(scene))}
    return forms.pop() if len(forms) == 1 else None


def _other_form(words: str, wanted: str) -> str | None:
    """Return the first word that addresses somebody in the other form.

    What is quoted was said by others.
    """
    words = _QUOTED.sub(" ", words)
    found = _FORMS["u" if wanted == "je" else "je"].search(words if wanted == "je" else _ANYONE.sub(" ", words))
    return found[0] if found else None


# --- empty and doubled ------------------------------------------------------------------------------------


@rule("W604", "warning")
def empty(study: Study) -> Iterator[Remark]:
    """There is nothing but white space in this text, so an empty place is shown."""
    for text in texts(study.scenario):
        if not text.words.strip() and not text.may_be_empty:
            yield Remark(text.path, _("This text is empty."), _("Write something, or take the key out."))


@rule("W605", "warning")
def doubled(study: Study) -> Iterator[Remark]:
    """The same words stand here twice: as two responses that can be on offer together, or as two lines in a row."""
    for key, scene in study.scenario.scenes.items():
        yield from _doubled_responses(("scenes", key, "responses"), scene)
        yield from _doubled_lines(("scenes", key, "lines"), scene.lines)
        for name, response in scene.responses.items():
            yield from _doubled_lines(("scenes", key, "responses", name, "reply"), response.reply)
    for key, ending in study.scenario.endings.items():
        yield from _doubled_lines(("endings", key, "lines"), ending.lines)


def _doubled_responses(path: Path, scene: Scene) -> Iterator[Remark]:
    seen: dict[tuple[str, str], list[tuple[str, Response]]] = {}
    for name, response in scene.responses.items():
        alike = seen.setdefault((_bare(response.text), _bare(response.tone or "")), [])
        other = next((other for other, known in alike if _together(response, known)), None)
        if other and _bare(response.text):
            message = _("The response `{other}` has the same words.").format(other=other)
            hint = _("Say it otherwise, give it another `tone`, or take one of the two out.")
            yield Remark((*path, name, response.kind), message, hint)
        alike.append((name, response))


def _together(one: Response, other: Response) -> bool:
    """Return whether two responses may be on offer at once, as far as that can be seen from how they are written."""
    guards = [response.condition and "".join(response.condition.text.split()) for response in (one, other)]
    if None in guards:
        return guards == [None, None] or not (one.once or other.once)
    return guards[0] == guards[1]


def _doubled_lines(path: Path, lines: tuple[Line, ...]) -> Iterator[Remark]:
    for n in range(1, len(lines)):
        one, other = lines[n - 1], lines[n]
        first, second = (list(inner((line.speaker,), line.text)) for line in (one, other))
        same = [(text.path, _bare(text.words)) for text in first] == [(text.path, _bare(text.words)) for text in second]
        told_apart = (one.condition and one.condition.text) != (other.condition and other.condition.text)
        if same and not told_apart and any(_bare(text.words) for text in second):
            message = _("The line before this one has the same words.")
            yield Remark((*path, n, *second[0].path), message, _("Take one of the two out."))


def _bare(words: str) -> str:
    """Return words without case, white space and punctuation."""
    return "".join(re.findall(r"\w+", words.casefold()))


# --- quotes -----------------------------------------------------------------------------------------------


@rule("W606", "warning")
def curly_quotes(study: Study) -> Iterator[Remark]:
    """Curly quotes, as a word processor makes them, are part of the text for YAML, so they are shown with it."""
    for text in texts(study.scenario):
        if is_curly(text.words):
            message = _("This text stands between curly quotes, and they are shown.")
            yield Remark(text.path, message, _('Type straight quotes (`"`) around it, or none.'))
