"""Where a process begins that `spawn` has started. It imports next to nothing."""

import sys

if sys.platform == "win32":
    from multiprocessing.connection import PipeConnection as Connection
else:
    from multiprocessing.connection import Connection


def begin(handle: int) -> None:
    """Call what comes through the pipe, with the pipe and what came besides.

    Nothing comes where whoever started us has been killed meanwhile: then there is nothing to do.
    """
    pipe = Connection(handle)
    try:
        target, arguments = pipe.recv()
    except (EOFError, OSError):
        return
    target(pipe, *arguments)
