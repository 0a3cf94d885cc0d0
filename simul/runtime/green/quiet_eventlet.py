"""Importing eventlet so that it does no harm: `eventlet`, `hubs` and `BaseHub` are to be had from here.

It warns that it is retired, and makes a copy of `threading` for itself. The copy takes the thread in which it
is imported for the main one and, up to Python 3.12, replaces the lock by which others wait for that thread to
end: nobody could join it any more. So it is imported in a thread for which nobody will ever wait.
"""

import _thread
import warnings
from importlib import import_module


def _import_it(done: _thread.LockType) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import_module("eventlet")
            import_module("eventlet.hubs.hub")
    finally:
        done.release()


_done = _thread.allocate_lock()
_done.acquire()
_thread.start_new_thread(_import_it, (_done,))
_done.acquire()

import eventlet  # noqa: E402
from eventlet import hubs  # noqa: E402
from eventlet.hubs.hub import BaseHub  # noqa: E402

__all__ = ["BaseHub", "eventlet", "hubs"]
