"""The conclusion: what a comparison comes to, in plain sentences about the modes that were asked for.

Every length of time in it stands in the table of the comparison, and it speaks only of modes that have run.
"""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from simul.analysis.comparison import Comparison, Figures, ratio
from simul.analysis.run import Run
from simul.formats.warning import laws_broken
from simul.scenario.durations import duration


class _Group(NamedTuple):
    """Modes with the same figures: their names as one text, how many they are, the figures of the first."""

    names: str
    size: int
    figures: Figures

    @property
    def elapsed(self) -> str:
        return duration(self.figures.summary.elapsed_s)

    @property
    def waiting(self) -> str:
        return duration(self.figures.summary.master_waiting_s)

    @property
    def walking(self) -> str:
        return duration(self.figures.summary.master_walking_s)


def conclusion(comparison: Comparison) -> str:
    """Return what the runs come to: whether going round pays, why, and what went wrong; "" without runs."""
    right = [run for run in comparison.runs if run.right and not run.mode.pitfall]
    one_by_one = _groups(comparison, [run for run in right if not run.mode.concurrent])
    round_the_boards = _groups(comparison, [run for run in right if run.mode.concurrent])
    if one_by_one and round_the_boards:
        sentences = _beside(comparison, one_by_one[0], round_the_boards)
    else:
        sentences = [_alone(group) for group in one_by_one + round_the_boards]
    sentences += [
        _not_right(run, comparison.figures(run)) for run in comparison.runs if run not in right
    ]
    return " ".join(sentences)


def _groups(comparison: Comparison, runs: Sequence[Run]) -> list[_Group]:
    """Return the runs grouped by how long they took, and had her wait and walk; the quickest first."""

    def key(figures: Figures) -> tuple[float, float, float]:
        summary = figures.summary
        return summary.elapsed_s, summary.master_waiting_s, summary.master_walking_s

    every = sorted(map(comparison.figures, runs), key=key)
    alike = [list(group) for _, group in groupby(every, key)]
    return [_Group(_listed([f.mode for f in group]), len(group), group[0]) for group in alike]


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _alone(group: _Group) -> str:
    """Say how long it took, where there is nothing to compare it with."""
    took = "took" if group.size == 1 else "each took"
    waited = (
        f"the master stood waiting for {group.waiting} of it"
        if group.figures.summary.master_waiting_s
        else "the master never stood waiting"
    )
    return f"{group.names} {took} {group.elapsed}; {waited}."


def _beside(comparison: Comparison, sync: _Group, groups: Sequence[_Group]) -> list[str]:
    """Compare each group with sync."""
    sync_s = sync.figures.summary.elapsed_s
    sentences = []
    for group in groups:
        if group.elapsed == sync.elapsed:
            sentences.append(_as_long(comparison, sync, group))
        elif group.figures.summary.elapsed_s > sync_s:
            sentences.append(_longer(sync, group))
        else:
            if not sentences:
                sentences.append("Nobody thought any faster.")
            sentences.append(_shorter(sync, group))
            if group.figures.summary.elapsed_s >= comparison.sync_leaving.elapsed_s:
                sentences.append(
                    f"All of that is the wait for the last replies: {sync.names} stays for them, and "
                    f"{group.names} {'does' if group.size == 1 else 'do'} not."
                )
    return sentences


def _shorter(sync: _Group, group: _Group) -> str:
    waiting_s = group.figures.summary.master_waiting_s
    if not waiting_s < sync.figures.summary.master_waiting_s or group.waiting == sync.waiting:
        why = "opponents thought while the master played at other boards"
    elif waiting_s:
        why = f"the master stood waiting for {group.waiting} instead of {sync.waiting}"
    else:
        why = "the master never stood waiting"
    took = "took" if group.size == 1 else "each took"
    quicker = f"{ratio(sync.figures.summary.elapsed_s, group.figures.summary.elapsed_s):.1f}"
    factor = "" if quicker == "1.0" else f" ({quicker}x)"
    return f"{group.names} {took} {group.elapsed} instead of {sync.elapsed}{factor} because {why}."


def _longer(sync: _Group, group: _Group) -> str:
    """Say what going round costs: without walking, it is never more than it saves."""
    took = "took" if group.size == 1 else "each took"
    why = (
        ""
        if group.walking == sync.walking
        else f" because the master walked for {group.walking} instead of {sync.walking}"
    )
    return f"Going round did not pay: {group.names} {took} {group.elapsed} instead of {sync.elapsed}{why}."


def _as_long(comparison: Comparison, sync: _Group, group: _Group) -> str:
    mine, others = sync.figures.summary, group.figures.summary
    names = f"{sync.names} and {group.names}" if group.size == 1 else f"{sync.names}, {group.names}"
    took = f"{names} {'both' if group.size == 1 else 'all'} took {group.elapsed}"
    if len(comparison.plan.boards) == 1:
        return f"{took}: with one board there is nowhere else to play while the opponent thinks."
    if not mine.master_waiting_s:
        return f"{took}: the master never stood waiting in {sync.names} either."
    if others.master_walking_s > mine.master_walking_s:
        return f"{took}: going round saved waiting but took more walking."
    return f"{took}."


def _not_right(run: Run, figures: Figures) -> str:
    """Say what went wrong in a run that is a pitfall's, broke a law, or did not come to its end."""
    elapsed, right = duration(figures.summary.elapsed_s), duration(figures.theory_s)
    if figures.interrupted:
        return f"{figures.mode} was interrupted after {elapsed}."
    if figures.broken:
        return (
            f"{figures.mode} went wrong: it took {elapsed} by breaking the laws of the hall "
            f"({laws_broken(figures.broken)})."
        )
    if figures.ended is not None:
        when = f"after {elapsed}" if figures.summary.moves else "before the first move"
        return f"{figures.mode} went wrong: it got stuck {when}."
    if elapsed != right:
        return f"{figures.mode} went wrong: it took {elapsed} instead of {right}."
    if run.warnings:
        kinds = ", ".join(dict.fromkeys(warning.kind for warning in run.warnings))
        return f"{figures.mode} went wrong, though it took {elapsed} as it should: see its warning ({kinds})."
    if run.mode.cure:
        return f"{figures.mode} took {elapsed}, as it should."
    return f"{figures.mode} took {elapsed}, as it should: here its mistake does not show."
