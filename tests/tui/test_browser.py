"""The hall in a browser, by the protocol in which a server of Textual apps talks to one."""

import signal

import pytest

from simul.tui.terminal.guard import HUNG_UP
from tests.tui.browser import Browser

pytestmark = pytest.mark.slow


def test_it_opens_and_its_keys_work_and_it_is_left() -> None:
    with Browser("watch", "polgar", "-n", "4") as browser:
        browser.until("thinks at board")
        browser.press(b" ")
        browser.until("paused")
        browser.press(b"c")
        browser.until("she is at line")
        browser.press(b"q")
        assert browser.end() == (0, "")
        assert browser.told[-1] == {"type": "exit"}


def test_ctrl_c_and_bytes_that_are_not_utf_8_do_not_end_it() -> None:
    with Browser("watch", "polgar", "-n", "4") as browser:
        browser.until("thinks at board")
        browser.press(b"\x03\xff\x03")
        browser.press(b" ")
        browser.until("paused")
        browser.press(b"?")
        browser.until("Any other key goes back")
        browser.press(b"\x1b")
        browser.tell("quit")  # the page is closed
        assert browser.end() == (0, "")


def test_what_is_selected_is_copied() -> None:
    with Browser("watch", "polgar", "-n", "4") as browser:
        browser.until("thinks at board")
        browser.press(b"n")
        browser.until("Cancel")
        browser.press(b"\t")  # into the field of the boards, whose 4 is selected by that
        while b"\x1b]52;c;NA==" not in browser.output:  # 4, for the clipboard
            browser.press(b"\x03")
            browser.read()
        browser.tell("quit")
        assert browser.end() == (0, "")


def test_without_a_server_it_ends() -> None:
    with Browser("watch", "polgar", "-n", "4", "--modes", "threads,processes") as browser:
        browser.until("thinks at board")
        browser.hang_up()
        assert browser.end()[0] == HUNG_UP


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_end_it(number: signal.Signals) -> None:
    with Browser("watch", "polgar", "-n", "4") as browser:
        browser.until("thinks at board")
        browser.process.send_signal(number)
        assert browser.end() == (128 + number, "stopped\n")
