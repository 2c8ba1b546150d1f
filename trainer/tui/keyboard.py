"""The keyboard of a POSIX terminal: like Textual's own driver, but what is pasted never becomes keys."""

from __future__ import annotations

import os
import selectors
import signal
from codecs import getincrementaldecoder
from collections.abc import Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from trainer.tui.pasting import Pasted, Pasting

AT_ONCE = 65_536
"""Bytes that are read in one go."""
PATIENCE = 0.1
"""Seconds in which a key may still become a longer one."""
QUIET = 10
"""How many times nothing must have come before a paste without an end is over."""


class Keyboard(LinuxDriver):
    """Reads what is typed; a terminal that is gone ends the program as hanging up does."""

    def _sigcont_application(self, *_given: object) -> None:
        """Go on after a stop; who was stopped from outside never left the screen, so there is only painting to do."""
        if self._must_signal_resume:
            super()._sigcont_application()
        else:
            self._loop.call_soon_threadsafe(self._app.refresh)

    def run_input_thread(self) -> None:
        """Read until the program is left."""
        self._parser, self._pasting = XTermParser(self._debug), Pasting()
        decoder, quiet = getincrementaldecoder("utf-8")("replace"), 0
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if not selector.select(PATIENCE):
                    quiet += 1
                    self._rest()
                    self._paste(self._pasting.rest())
                    if quiet == QUIET:
                        self._paste(self._pasting.give_up())
                    continue
                quiet = 0
                read = self._read()
                if not read:
                    os.kill(os.getpid(), signal.SIGHUP)
                    return
                self._tell(decoder.decode(read))

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, AT_ONCE)
        except OSError:  # how a terminal that is gone answers
            return b""

    def _tell(self, text: str) -> None:
        for part in self._pasting.split(text):
            if isinstance(part, Pasted):
                self._paste((part,))
            else:
                for message in self._parser.feed(part):
                    self.process_message(message)
        self._rest()

    def _rest(self) -> None:
        """Let keys be whole that could have become longer ones."""
        for message in self._parser.tick():
            self.process_message(message)

    def _paste(self, found: Iterable[Pasted]) -> None:
        for pasted in found:
            self.process_message(events.Paste(pasted.text))
