"""What `simul run` says: one mode, with a row a board."""

from typing import Any

from simul.analysis.comparison import Comparison
from simul.formats.comparing import comparison_document, figures_document
from simul.formats.table import Table
from simul.scenario.durations import duration


def board_rows(comparison: Comparison) -> list[dict[str, Any]]:
    """Return a row a board of the one run; times in seconds."""
    (run,) = comparison.runs
    return [
        {
            "board": summary.board,
            "master_colour": planned.master_colour,
            "moves": summary.moves,
            "replies": summary.replies,
            "master_thinking_s": summary.master_thinking_s,
            "opponent_thinking_s": summary.opponent_thinking_s,
            "waited_s": summary.waited_s,
            "longest_wait_s": summary.longest_wait_s,
            "finished_s": summary.finished_s,
            "result": planned.result,
        }
        for summary, planned in zip(run.summary.boards, run.plan.boards, strict=True)
    ]


def board_csv_rows(comparison: Comparison) -> list[dict[str, Any]]:
    """Return the same for CSV, where nothing else says that a run is wrong or stuck: with columns that do."""
    (run,) = comparison.runs
    wrong = {"broken": run.broken_times, "ended": run.ended}
    return [row | wrong for row in board_rows(comparison)]


def run_document(comparison: Comparison) -> dict[str, Any]:
    """Return what `compare` gives of one mode, and its boards."""
    document = comparison_document(comparison)
    del document["modes"]
    (run,) = comparison.runs
    return document | figures_document(comparison.figures(run)) | {"boards": board_rows(comparison)}


def board_table(comparison: Comparison) -> Table:
    """Return the boards as texts."""
    return Table(
        (
            "board",
            "moves",
            "replies",
            "she thought",
            "he thought",
            "waited",
            "longest",
            "done",
            "result",
        ),
        [
            (
                str(row["board"]),
                str(row["moves"]),
                str(row["replies"]),
                *(
                    duration(row[name])
                    for name in (
                        "master_thinking_s",
                        "opponent_thinking_s",
                        "waited_s",
                        "longest_wait_s",
                        "finished_s",
                    )
                ),
                row["result"],
            )
            for row in board_rows(comparison)
        ],
        frozenset({8}),
    )
