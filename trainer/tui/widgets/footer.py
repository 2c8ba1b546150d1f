"""The footer: the keys that work now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textual.app import ComposeResult
from textual.reactive import reactive
from textual.widgets import Footer
from textual.widgets._footer import FooterKey


class _KeyTold(NamedTuple):
    """What a key of the footer says and does."""

    key: str
    display: str
    says: str
    action: str
    disabled: bool
    tooltip: str


class _Key(FooterKey):
    """A key that stands wide from the start; Textual's would be styled three times over to get there."""

    compact = reactive(False)


class KeysFooter(Footer):
    """Textual's footer, without groups; it is laid out anew only when it says something else."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._laid_out: tuple[_KeyTold, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out a key for every action; before the keys are known there are none."""
        for told in self._laid_out:
            yield _Key(*told)

    async def recompose(self) -> None:
        """Lay out the keys anew, if they changed: this is asked for at nearly every step."""
        while self.is_attached and (now := tuple(self._told())) != self._laid_out:
            self._laid_out = now
            await super().recompose()

    def _told(self) -> Iterator[_KeyTold]:
        seen = set[str]()
        for _node, binding, enabled, tooltip in self.screen.active_bindings.values():
            if binding.show and binding.action not in seen:
                seen.add(binding.action)
                display = self.app.get_key_display(binding)
                yield _KeyTold(binding.key, display, binding.description, binding.action, not enabled, tooltip)
