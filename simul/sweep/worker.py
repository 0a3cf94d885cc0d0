"""What runs in a worker's process."""

import os
import pickle
import threading
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any


def serve(pipe: "Connection[Any, Any]") -> None:
    """Do each call that comes, and send back whether it went well, and what it returned or raised.

    A thread of its own listens meanwhile: when nobody is at the other end any more, the process ends, in
    the middle of a call too.
    """
    calls: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, calls), daemon=True).start()
    while True:
        call = calls.get()
        try:
            function, arguments, named = pickle.loads(call)
            answer = (True, function(*arguments, **named))
        except Exception as error:
            answer = (False, error)
        try:
            pipe.send(answer)
        except OSError:
            return


def _listen(pipe: "Connection[Any, Any]", calls: "SimpleQueue[bytes]") -> None:
    try:
        while True:
            calls.put(pipe.recv_bytes())
    except (EOFError, OSError):
        os._exit(0)
