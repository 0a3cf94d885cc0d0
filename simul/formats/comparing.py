"""What `simul compare` says: the figures of several modes side by side."""

from collections.abc import Callable
from typing import Any

from simul.analysis.comparison import Comparison, Figures
from simul.analysis.summary import Waits
from simul.formats.conclusion import conclusion
from simul.formats.table import Table
from simul.formats.warning import laws_broken, pitfall_lines, policy_lines, warning_lines
from simul.scenario.checking import as_raw
from simul.scenario.durations import duration
from simul.scenario.scenario import Reported, Scenario


def figures_document(figures: Figures) -> dict[str, Any]:
    """Return one mode's figures under the names that the manual documents; times in seconds."""
    summary = figures.summary
    stuck = figures.ended is not None
    return {
        "mode": figures.mode,
        "policy": figures.policy,
        "elapsed_s": summary.elapsed_s,
        "master_done_s": summary.master_done_s,
        "master_thinking_s": summary.master_thinking_s,
        "master_walking_s": summary.master_walking_s,
        "master_waiting_s": summary.master_waiting_s,
        "waits_s": {
            "mean": summary.waits_s.mean,
            "p50": summary.waits_s.p50,
            "p95": summary.waits_s.p95,
            "max": summary.waits_s.max,
            "max_board": summary.waits_s.max_board,
        },
        "thinking_at_once": summary.thinking_at_once,
        "moves": summary.moves,
        "speedup": None if stuck else figures.speedup,
        "limit_share": None if stuck else figures.limit_share,
        "theory_s": figures.theory_s,
        "residual_s": None if stuck else figures.residual_s,
        "wall_s": figures.wall_s,
        "loop_wait_s": figures.loop_wait_s,
        "warnings": [{"kind": one.kind, "text": one.text} for one in figures.warnings],
        "broken": figures.broken,
        "ended": figures.ended,
    }


def comparison_document(comparison: Comparison) -> dict[str, Any]:
    """Return the whole comparison, as the manual documents it."""
    return {
        "scenario": as_raw(comparison.plan.scenario),
        "plan_digest": comparison.plan.digest(),
        "limit_s": comparison.limit_s,
        "modes": [figures_document(comparison.figures(run)) for run in comparison.runs],
    }


def comparison_csv_rows(comparison: Comparison) -> list[dict[str, Any]]:
    """Return a row a mode for CSV: of the warnings, their kinds in one column."""
    return [
        row | {"warnings": ";".join(dict.fromkeys(one["kind"] for one in row["warnings"]))}
        for row in comparison_document(comparison)["modes"]
    ]


def _share(part: float, whole: float) -> str:
    """Return what she has spent on something, as a share of her time, or of how many hers at once."""
    share = part / whole if whole else 0.0
    return f"{duration(part)} ({_per_cent(share) if _possible(share) else f'{share:.1f} at once'})"


def _limit_share(figures: Figures) -> str:
    share = figures.limit_share
    return _per_cent(share) if _possible(share) else f"{_per_cent(share)} (impossible)"


def _per_cent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _possible(share: float) -> bool:
    """Tell whether a share is one: she may be in two places at once, where a mode breaks that law."""
    return round(share, 3) <= 1


def _at_board(waits: Waits) -> str:
    return f"{duration(waits.max)} (board {waits.max_board})"


def _elapsed(figures: Figures) -> str:
    mark = " (wrong)" if figures.broken else " (stuck)" if figures.ended is not None else ""
    return duration(figures.summary.elapsed_s) + (" (interrupted)" if figures.interrupted else mark)


def _off_by(figures: Figures) -> str:
    return duration(figures.residual_s) if figures.ended is None else "-"


def _if_it_ended(text: Callable[[Figures], str]) -> Callable[[Figures], str]:
    return lambda figures: text(figures) if figures.ended is None else "-"


_ROWS: tuple[tuple[str, Callable[[Figures], str]], ...] = (
    ("elapsed", _elapsed),
    ("master's last move", lambda f: duration(f.summary.master_done_s)),
    ("speed-up over sync", _if_it_ended(lambda f: f"{f.speedup:.1f}")),
    ("efficiency", _if_it_ended(_limit_share)),
    ("master thinking", lambda f: _share(f.summary.master_thinking_s, f.summary.master_done_s)),
    ("master walking", lambda f: _share(f.summary.master_walking_s, f.summary.master_done_s)),
    ("master waiting", lambda f: _share(f.summary.master_waiting_s, f.summary.master_done_s)),
    ("mean wait", lambda f: duration(f.summary.waits_s.mean)),
    ("median wait", lambda f: duration(f.summary.waits_s.p50)),
    ("95th percentile wait", lambda f: duration(f.summary.waits_s.p95)),
    ("longest wait", lambda f: _at_board(f.summary.waits_s)),
    ("opponents thinking at once", lambda f: f"{f.summary.thinking_at_once:.2f}"),
    ("moves and replies", lambda f: str(f.summary.moves)),
    ("theory (difference)", lambda f: f"{duration(f.theory_s)} ({_off_by(f)})"),
    ("run time on this computer", lambda f: "-" if f.wall_s is None else duration(f.wall_s)),
)


def comparison_table(comparison: Comparison) -> Table:
    """Return a row a figure and a column a mode."""
    columns = [comparison.figures(run) for run in comparison.runs]
    rows = [(label, *map(text, columns)) for label, text in _ROWS]
    if any(figures.broken for figures in columns):
        rows.insert(1, ("  laws broken", *(laws_broken(figures.broken) for figures in columns)))
    return Table(("", *(figures.mode for figures in columns)), rows)


def heading(scenario: Scenario) -> str:
    """Return the scenario's name and what it is, in a line."""
    return f"{scenario.name}: {scenario.in_words()}"


def closing_lines(comparison: Comparison) -> list[str]:
    """Return what stands under the figures: what went wrong, what was reported, and the meaning."""
    lines = [
        *warning_lines(comparison),
        *policy_lines((run.mode for run in comparison.runs), comparison.plan.scenario.policy),
        *pitfall_lines(comparison),
        _limit(comparison),
    ]
    if comparison.plan.scenario.reported is not None:
        lines.append(_reported(comparison, comparison.plan.scenario.reported))
    sentence = conclusion(comparison)
    return [*lines, sentence] if sentence else lines


def _limit(comparison: Comparison) -> str:
    """Say what the limit is; it is the best possible where a run shows that it can be reached."""
    limit_s = comparison.limit_s
    reached = any(run.right and run.summary.elapsed_s == limit_s for run in comparison.runs)
    what = "Best possible:" if reached else "No schedule can take less than"
    return f"{what} {duration(limit_s)}."


def _reported(comparison: Comparison, reported: Reported) -> str:
    source = f" ({reported.source})" if reported.source else ""
    ours = ", ".join(
        f"{run.mode.name} {run.summary.elapsed_s / 3600:.1f} h"
        for run in comparison.runs
        if run.right
    )
    return f"The real one took {reported.hours:g} h{source}; here: {ours}."
