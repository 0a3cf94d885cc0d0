"""What is called before the blocking code is imported, to replace what blocks in the standard library."""

import msgspec


class Patch(msgspec.Struct, frozen=True):
    """One way to run the code: `call` is what comes before it, by a library; neither where it runs as it is.

    `but_time` says that the patch leaves out the module `time`, so that `time.sleep` blocks.
    """

    library: str = ""
    call: str = ""
    but_time: bool = False

    @property
    def name(self) -> str:
        """What its row is called."""
        return self.call or "as it is"

    def apply(self) -> None:
        """Patch the standard library of this process."""
        options = {"time": False} if self.but_time else {}
        if self.library == "gevent":
            from gevent import monkey

            monkey.patch_all(**options)
        elif self.library == "eventlet":
            import eventlet

            eventlet.monkey_patch(**options)


PATCHES = (
    Patch(),
    Patch("gevent", "gevent.monkey.patch_all()"),
    Patch("eventlet", "eventlet.monkey_patch()"),
    Patch("gevent", "gevent.monkey.patch_all(time=False)", but_time=True),
)
"""The ways to run the code, in the order in which they are run and shown."""
