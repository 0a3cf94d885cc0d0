"""Textual's driver of the terminal, hardened: what comes from outside does not end the hall, or deafen it."""

import asyncio
import signal
import sys
from codecs import getincrementaldecoder
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from textual._parser import ParseError
from textual.driver import Driver

from simul.tui.terminal.guard import HUNG_UP

if TYPE_CHECKING:
    _Driver = Driver
else:
    _Driver = object

UNREADABLE = (ValueError, OverflowError, ParseError)
"""What Textual's parser raises at an escape sequence that no terminal should send."""


class Hardened(_Driver):
    """A mixin, first among the bases."""

    def start_application_mode(self) -> None:
        """Take the terminal; where that fails half-way, give it back. What signals do stays as it is."""
        usual = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            super().start_application_mode()  # type: ignore[safe-super]
        except BaseException:
            with suppress(Exception):
                self.stop_application_mode()
            raise
        finally:
            if self.is_web and sys.platform != "win32":
                for number, handler in usual.items():
                    asyncio.get_running_loop().remove_signal_handler(number)
                    signal.signal(number, handler)

    def stop_application_mode(self) -> None:
        """Give it back. In a browser, wait until nothing more is read: nobody would take it."""
        super().stop_application_mode()  # type: ignore[safe-super]
        if self.is_web and self._key_thread.is_alive():  # type: ignore[attr-defined]
            self._key_thread.join()  # type: ignore[attr-defined]

    def run_input_thread(self) -> None:
        """Read until the end: what cannot be read is left out, and in a browser, no more input is the end."""
        reading = True
        while reading:
            try:
                super().run_input_thread()  # type: ignore[misc]
                reading = False
            except UNREADABLE:
                pass
        if self.is_web and not self.exit_event.is_set():  # type: ignore[attr-defined]
            self._app.call_later(self._app.exit, HUNG_UP)

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take what the server of a browser says besides input: its page was closed, for one."""
        if packet_type == "quit":
            self._app.call_later(self._app.exit, 0)
        else:
            super().on_meta(packet_type, payload)  # type: ignore[misc]


def hardened(driver: type[Driver]) -> type[Driver]:
    """Return a driver that does what this one does, and is hardened."""
    module = sys.modules[driver.__module__]
    if hasattr(module, "getincrementaldecoder"):  # what it decodes stdin with, strictly
        vars(module)["getincrementaldecoder"] = _lenient
    return type(f"Hardened{driver.__name__}", (Hardened, driver), {})


def _lenient(encoding: str) -> Any:
    """Return what makes decoders that put U+FFFD in the place of what is not of this encoding."""
    return partial(getincrementaldecoder(encoding), errors="replace")
