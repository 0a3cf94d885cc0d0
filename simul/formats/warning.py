"""What is said of runs in which something went wrong: the warnings, and the pitfalls."""

from collections.abc import Iterable

from simul.analysis.comparison import Comparison
from simul.analysis.run import Run
from simul.modes.mode import Mode
from simul.scenario.durations import duration


def warning_lines(comparison: Comparison) -> list[str]:
    """Return a line for each warning of each run; where mode and kind have one name, it stands once."""
    return [
        ": ".join(dict.fromkeys(("warning", run.mode.name, warning.kind, warning.text)))
        for run in comparison.runs
        for warning in run.warnings
    ]


def policy_lines(modes: Iterable[Mode], asked: str) -> list[str]:
    """Return a line for each mode that goes by a policy of its own, where another was asked for."""
    return [
        f"{mode.name} ignores policy {asked}: the event loop decides where she goes next. It resumes whoever "
        f"was ready first, as policy {mode.policy} does."
        for mode in modes
        if mode.policy not in (None, asked)
    ]


def pitfall_lines(comparison: Comparison) -> list[str]:
    """Return, for each pitfall: what is wrong, what came out for what should have, what to do instead."""
    return [
        f"{run.mode.name}: {run.mode.sentence} {outcome(comparison, run)} Instead: {run.mode.instead}."
        for run in comparison.runs
        if run.mode.pitfall
    ]


def outcome(comparison: Comparison, run: Run) -> str:
    """Return what came of a run, beside what should have come of it, in a sentence."""
    figures = comparison.figures(run)
    elapsed, right = duration(figures.summary.elapsed_s), duration(figures.theory_s)
    if run.interrupted:
        text = f"It was stopped after {elapsed}; the right time is {right}"
    elif run.ended is not None:
        text = f"It got stuck after {elapsed}; the right time is {right}"
    elif figures.residual_s:
        text = f"It took {elapsed}; the right time is {right}"
    else:
        text = f"It took {elapsed}, as it should"
    laws = [
        f"{law} was broken {broken.times:,} time{'s' * (broken.times != 1)}; the first time, "
        f"{broken.first.removeprefix(law + ': ')}"
        for law, broken in run.broken.items()
    ]
    if more := [*laws, *run.notes.wrong]:
        return f"{text}; {'; '.join(more)}."
    if figures.residual_s or run.warnings or run.mode.cure:
        return f"{text}."
    return f"{text}: the mistake does not show on this plan."


def laws_broken(times: dict[str, int]) -> str:
    """Return each law that was broken, and how often; "" where none was."""
    return ", ".join(f"{law} {count:,}" for law, count in times.items())
