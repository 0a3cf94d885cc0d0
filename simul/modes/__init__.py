"""The ways to run an exhibition: one short file a mode, a registry, and `play`."""

from simul.modes.playing import Run, play
from simul.modes.registry import MODES, Mode

__all__ = ["MODES", "Mode", "Run", "play"]
