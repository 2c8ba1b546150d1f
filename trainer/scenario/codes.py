"""What the problems are about that no rule of authoring/rules finds, by code: what `trainer check --explain` shows."""

from __future__ import annotations

from typing import Final

from trainer.language import N_

EXPLANATIONS: Final = {
    "L101": N_("The file could not be opened: the name, the folder or the rights are not what they should be."),
    "L102": N_("Scenarios are saved as UTF-8, so that é, ë and quotes look the same everywhere."),
    "L103": N_("YAML could not be read here. Most often a text needs quotes, or a line is indented differently."),
    "L104": N_("YAML does not allow tabs at the start of a line; let your editor write spaces instead."),
    "L105": N_("There is nothing in this file yet."),
    "L106": N_("A line `---` starts a second document. Every scenario and every persona has a file of its own."),
    "L107": N_("The same key stands twice in one mapping. YAML would silently keep only one of them."),
    "L108": N_("YAML uses `*` and `&` for references. Scenarios do without; a text that starts so needs quotes."),
    "L109": N_("YAML uses `!` for types. Scenarios do without; a text that starts so needs quotes."),
    "L110": N_("YAML can merge mappings with `<<`. Scenarios do without: what you see is what there is."),
    "L111": N_("The file is larger than any scenario needs to be."),
    "L112": N_("Brackets or lists are nested deeper than any scenario needs."),
    "L113": N_("A key is a name, not a list or a mapping. Square or curly brackets in a text need quotes."),
    "L114": N_(
        "Between braces every key has a colon and a value, and a comma starts a new key: a text with one needs quotes."
    ),
    "L115": N_("YAML ignores what follows ` #`. A text with such a sign needs quotes."),
    "L201": N_("This key means nothing here. Often it is misspelt, or it stands one level too high or too low."),
    "L202": N_("Without this key the scenario cannot be played."),
    "L203": N_("Another kind of value belongs here: a text, a number, a list or a mapping."),
    "L204": N_("The value is of the right kind, but outside of what is possible here."),
    "L205": N_("Ids are what saves, walks and translations hold on to, so they are kept plain."),
    "L206": N_("A place on Leary's Rose is an octant with an intensity, such as `SB2`, or `M` for the middle."),
    "L207": N_("A response is said, done or left unsaid: exactly one of the three."),
    "L208": N_("Every line belongs to one speaker: a persona or the narrator."),
    "L209": N_("A persona is played as part of a scenario; it is no scenario by itself."),
    "L301": N_("A response, a scene or a walk leads to a scene or an ending that does not exist."),
    "L302": N_("A persona is named that this scenario does not have."),
    "L303": N_("A mood is named that this persona does not have."),
    "L304": N_("A meter is named that this scenario does not have."),
    "L305": N_("A goal is named that this scenario does not have."),
    "L306": N_("A pitfall is named that neither the trainer nor this scenario has."),
    "L307": N_("A condition uses a name that means nothing where it stands."),
    "L308": N_("A condition cannot be read. It is made of comparisons, `in (a, b)`, `and`, `or`, `not` and brackets."),
    "L309": N_("A condition can be read, but makes no sense: it compares things that are never alike."),
    "L310": N_("Somebody speaks or is spoken to who is not in the room."),
    "L311": N_("The conversation could arrive at a point from which it has nowhere to go."),
    "L312": N_("Scenes without responses pass by themselves. A ring of them would never stop."),
    "L313": N_("Two things have the same name, or a name that already has a meaning in conditions."),
    "L314": N_("A persona looks at a meter, so every scenario it appears in must have that meter."),
    "L315": N_("The file of a persona could not be used. Personas live in `personas/` beside the scenario."),
    "L316": N_("A walk chooses a response that no scene has."),
    "L317": N_("A walk asks for a disposition that nobody has."),
    "L318": N_("An activity goes on by its outcomes, and has nothing beside them that leads on."),
    "L601": N_("A translation has a text where the original has one, and nothing else."),
    "L602": N_("Translations lie beside what they translate; other folders are not read."),
    "S411": N_("Only a warning can be accepted, and only with a reason: `# accept CODE: why it is right here`."),
    "S412": N_("This comment accepts a warning that is not there, or not there any more. Then it may as well go."),
    "T601": N_("This text of the original is not translated yet; it is shown as it is."),
    "T602": N_("The original was changed after this translation was made."),
    "T603": N_("The translation has a text that the original does not have."),
    "T604": N_("Nobody will ever see this translation: what it translates is not there, or needs no translation."),
    "T605": N_("The name of its file says what language a translation is in; what stands inside must agree."),
}
