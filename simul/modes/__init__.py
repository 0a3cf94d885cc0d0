"""The ways to run an exhibition: one short file a mode, a registry, and `play`.

It is imported when it is first used: the process of a board imports its mode, and uses none of this.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simul.modes.pitfalls.registry import PITFALLS
    from simul.modes.playing import Run, play
    from simul.modes.registry import MODES, Mode, UnknownMode, find_mode

__all__ = ["MODES", "PITFALLS", "Mode", "Run", "UnknownMode", "find_mode", "play"]

_HOMES = {"PITFALLS": "pitfalls.registry", "Run": "playing", "play": "playing"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'simul.modes' has no attribute {name!r}")
    return getattr(import_module(f"simul.modes.{_HOMES.get(name, 'registry')}"), name)
