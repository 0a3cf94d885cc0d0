"""What the operating system says: of memory, of switches, of cores."""

import os
import platform
import sys
from pathlib import Path
from typing import Any

from simul.runtime.processes.spawning import running

resource: Any
try:
    import resource
except ImportError:  # Windows has none
    resource = None

_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")
_FORGET_THE_PEAK = "5"
"""What clear_refs takes for it, on Linux: see proc(5)."""


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def has_gil() -> bool:
    """Tell whether one lock lets only one thread at a time run Python code."""
    ask = getattr(sys, "_is_gil_enabled", None)
    return True if ask is None else bool(ask())


def described() -> str:
    """Return the machine in a few words: its cores, its Python, its system."""
    count = cores()
    return (
        f"{count} core{'s' * (count != 1)}, {platform.python_implementation()} "
        f"{platform.python_version()} {'with' if has_gil() else 'without'} a GIL, {platform.system()}"
    )


def switches() -> int | None:
    """Return how often the system has switched from this process, and from its ended children, to others.

    Those that it asked for by waiting are counted, and those that it did not ask for. None where the
    system does not tell.
    """
    if resource is None:
        return None
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(int(one.ru_nvcsw + one.ru_nivcsw) for one in used)


class ResidentGrowth:
    """How much more resident memory this process has at its peak than it had when this was made.

    Linux is told to forget the peak first; elsewhere the peak is that of the process's whole life.
    """

    def __init__(self) -> None:
        self._forgotten = _forget_the_peak()
        self._before = _status("VmRSS") if self._forgotten else _peak_of_its_life()

    def now(self) -> int:
        """Return it, in bytes; 0 where the system does not tell."""
        peak = _status("VmHWM") if self._forgotten else _peak_of_its_life()
        return max(0, peak - self._before)


def children_bytes() -> int | None:
    """Return what our own processes have of the machine's memory; of pages that are shared, their share.

    None where there are such processes and the system does not tell.
    """
    total = 0
    for child in running():
        try:
            lines = Path(f"/proc/{child.pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            return None
        total += sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total


def _forget_the_peak() -> bool:
    try:
        _CLEAR.write_text(_FORGET_THE_PEAK, encoding="ascii")
    except OSError:
        return False
    return True


def _peak_of_its_life() -> int:
    if resource is None:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return unit * int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _status(field: str) -> int:
    lines = _STATUS.read_text(encoding="ascii").splitlines()
    return next(1024 * int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))
