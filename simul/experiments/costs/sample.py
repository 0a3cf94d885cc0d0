"""What one process measured of one mode."""

import msgspec


class Sample(msgspec.Struct, frozen=True):
    """The wall time of playing (s), the peak memory of playing (bytes), the system's switches.

    None stands for what this machine does not tell.
    """

    wall_s: float
    memory_bytes: int | None
    switches: float | None
