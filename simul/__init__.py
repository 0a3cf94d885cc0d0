"""A chess simultaneous exhibition, played synchronously, concurrently and in parallel, and timed.

What a script needs is here: `load`, `plan`, `run`, `compare`, `MODES`. It is imported when it is first used.
"""

TYPE_CHECKING = (
    False  # in place of importing typing, which takes as long as all before Ctrl-C is seen to
)
if TYPE_CHECKING:
    from simul.api import MODES, compare, load, plan, run

__all__ = ["MODES", "compare", "load", "plan", "run"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from importlib import import_module

        return getattr(import_module("simul.api"), name)
    raise AttributeError(f"module 'simul' has no attribute {name!r}")
