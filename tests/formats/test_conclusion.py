"""The conclusion: its times stand in the table and its comparisons are true, whatever was played."""

import re
from collections.abc import Callable, Iterator
from random import Random

import pytest

from simul.analysis.comparison import Comparison, Figures, compare
from simul.analysis.run import INTERRUPTED, Run
from simul.analysis.warnings import RunWarning
from simul.formats.comparing import closing_lines, comparison_table
from simul.formats.conclusion import conclusion
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES, find_mode
from simul.scenario.durations import duration
from simul.scenario.plan import Plan
from tests.modes.test_oracle import case
from tests.plans import POLICIES, plan_of, plan_of_boards, planned_board

TIME = r"\d+:\d\d:\d\d|\d+\.\d m?s"

QUICK = [
    name
    for name, mode in (MODES | PITFALLS).items()
    if mode.family in ("blocking", "callback", "coroutine")
]

Columns = dict[str, Figures]
Claim = Callable[[re.Match[str], Columns, Comparison], None]


def told(plan: Plan, *names: str) -> str:
    return conclusion(compare(plan, map(find_mode, names)))


def named(text: str, columns: Columns) -> list[Figures]:
    """The figures of the modes in a list such as "a, b and c"."""
    return [columns[name] for name in re.split(", | and ", text)]


def sync_of(columns: Columns) -> Figures:
    return next(figures for name, figures in columns.items() if name == "sync")


def its_times(found: list[Figures], elapsed: str) -> None:
    assert {duration(figures.summary.elapsed_s) for figures in found} == {elapsed}


def is_alone(match: re.Match[str], columns: Columns, comparison: Comparison) -> None:
    found = named(match["names"], columns)
    its_times(found, match["time"])
    waits = {figures.summary.master_waiting_s for figures in found}
    if match["waiting"]:
        assert {duration(wait) for wait in waits} == {match["waiting"]}
    else:
        assert waits == {0.0}


def is_shorter(match: re.Match[str], columns: Columns, comparison: Comparison) -> None:
    found, sync = named(match["names"], columns), sync_of(columns)
    its_times(found, match["time"])
    its_times([sync], match["other"])
    for figures in found:
        summary = figures.summary
        assert summary.elapsed_s < sync.summary.elapsed_s
        quicker = f"{sync.summary.elapsed_s / summary.elapsed_s:.1f}"
        assert quicker == (match["factor"] or "1.0")
        if match["why"] == "the master never stood waiting":
            assert summary.master_waiting_s == 0 < sync.summary.master_waiting_s
        elif "instead of" in match["why"]:
            assert summary.master_waiting_s < sync.summary.master_waiting_s
            its = [duration(each.summary.master_waiting_s) for each in (figures, sync)]
            assert re.findall(TIME, match["why"]) == its
        else:
            assert len(comparison.plan.boards) > 1


def is_longer(match: re.Match[str], columns: Columns, comparison: Comparison) -> None:
    found, sync = named(match["names"], columns), sync_of(columns)
    its_times(found, match["time"])
    its_times([sync], match["other"])
    for figures in found:
        assert figures.summary.elapsed_s > sync.summary.elapsed_s
        assert figures.summary.master_walking_s > sync.summary.master_walking_s
        assert duration(figures.summary.master_walking_s) == match["walking"]
    assert duration(sync.summary.master_walking_s) == match["less"]


def is_as_long(match: re.Match[str], columns: Columns, comparison: Comparison) -> None:
    found, sync = named(match["names"], columns), sync_of(columns)
    its_times(found, match["time"])
    why = match["why"] or ""
    if "nowhere else" in why:
        assert len(comparison.plan.boards) == 1
    elif "either" in why:
        assert all(figures.summary.master_waiting_s == 0 for figures in found)
    elif why:
        for figures in found:
            if figures is not sync:
                assert figures.summary.master_waiting_s < sync.summary.master_waiting_s
                assert figures.summary.master_walking_s > sync.summary.master_walking_s


def is_the_last_replies(match: re.Match[str], columns: Columns, comparison: Comparison) -> None:
    last = [
        board.opponent_think[-1] if (len(board.moves) % 2 == 0) == board.master_first else 0.0
        for board in comparison.plan.boards
    ]
    saved = sync_of(columns).summary.elapsed_s - min(
        figures.summary.elapsed_s for figures in named(match["names"], columns)
    )
    assert 0 < saved <= sum(last)


def is_wrong(match: re.Match[str], columns: Columns, comparison: Comparison) -> None:
    figures = columns[match["name"]]
    its_times([figures], match["time"])
    if match["right"]:
        assert duration(figures.theory_s) == match["right"] != match["time"]
    else:
        assert figures.broken


def is_stuck(match: re.Match[str], columns: Columns, comparison: Comparison) -> None:
    figures = columns[match["name"]]
    assert figures.ended is not None
    if match["time"]:
        its_times([figures], match["time"])
    else:
        assert figures.summary.moves == 0


def is_right_all_the_same(match: re.Match[str], columns: Columns, comparison: Comparison) -> None:
    figures = columns[match["name"]]
    its_times([figures], match["time"])
    assert duration(figures.theory_s) == match["time"]
    assert bool(figures.warnings) == ("see its warning" in match[0])


NAMES, NAME, T = r"(?P<names>[a-z, -]+?)", r"(?P<name>[a-z-]+)", rf"(?P<time>{TIME})"
TOOK = rf"{NAMES} (?:each )?took {T}"

CLAIMS: dict[str, tuple[str, Claim]] = {
    "faster": (r"Nobody thought any faster", lambda match, columns, comparison: None),
    "alone": (
        rf"{TOOK}; the master (?:never stood waiting|stood waiting for (?P<waiting>{TIME}) of it)",
        is_alone,
    ),
    "shorter": (
        rf"{TOOK} instead of (?P<other>{TIME})(?: \((?P<factor>[\d.]+)x\))? because (?P<why>[^;]+)",
        is_shorter,
    ),
    "longer": (
        rf"Going round did not pay: {TOOK} instead of (?P<other>{TIME}) because the master walked "
        rf"for (?P<walking>{TIME}) instead of (?P<less>{TIME})",
        is_longer,
    ),
    "as long": (rf"{NAMES} (?:both|all) took {T}(?:: (?P<why>.+))?", is_as_long),
    "last replies": (
        rf"All of that is the wait for the last replies: sync stays for them, and {NAMES} do(?:es)? not",
        is_the_last_replies,
    ),
    "wrong": (
        rf"{NAME} went wrong: it took {T} (?:instead of (?P<right>{TIME})|by breaking the laws .+)",
        is_wrong,
    ),
    "stuck": (rf"{NAME} went wrong: it got stuck (?:after {T}|before the first move)", is_stuck),
    "warned": (
        rf"{NAME} went wrong, though it took {T} as it should: see its warning \([a-z, -]+\)",
        is_right_all_the_same,
    ),
    "harmless": (
        rf"{NAME} took {T}, as it should: here its mistake does not show",
        is_right_all_the_same,
    ),
    "cured": (rf"{NAME} took {T}, as it should", is_right_all_the_same),
}
"""Every form that a sentence may have, and what has to be true of it."""


def checked(comparison: Comparison) -> Iterator[str]:
    """Check a conclusion against the table and the figures; yield the forms of its sentences."""
    text = conclusion(comparison)
    table = comparison_table(comparison)
    cells = {time for row in table.rows for cell in row[1:] for time in re.findall(TIME, cell)}
    assert set(re.findall(TIME, text)) <= cells
    columns = {run.mode.name: comparison.figures(run) for run in comparison.runs}
    for sentence in re.split(r"(?<=\.) (?=[A-Za-z])", text):
        matches = {
            form: match
            for form, (pattern, _) in CLAIMS.items()
            if (match := re.fullmatch(pattern + r"\.", sentence))
        }
        assert len(matches) == 1, sentence
        for form, match in matches.items():
            CLAIMS[form][1](match, columns, comparison)
            yield form
    for name in columns.keys() - {"sync"}:
        assert re.search(rf"(?<![a-z-]){name}(?![a-z-])", text), name


@pytest.mark.slow
def test_it_is_true_of_whatever_was_played() -> None:
    seen = set()
    for number in range(400):
        random = Random(number)
        plan, _, _ = case(number, random.choice(POLICIES))
        names = random.sample(QUICK, random.randint(1, 5))
        if number % 2 and "sync" not in names:
            names.append("sync")
        seen |= set(checked(compare(plan, map(find_mode, names))))
    assert seen == CLAIMS.keys()


@pytest.mark.slow
def test_all_modes_together() -> None:
    comparison = compare(plan_of(6, 3), [mode for mode in MODES.values() if not mode.missing()])
    assert list(checked(comparison)) == ["faster", "shorter"]


# Each case


def test_faster_because_she_never_waits() -> None:
    assert told(plan_of(24, 30), "sync", "async") == (
        "Nobody thought any faster. async took 1:00:55 instead of 12:00:00 (11.8x) because the master never "
        "stood waiting."
    )


def test_faster_although_she_waits() -> None:
    # 29 * 60 + 4 * 5 + 55 = 1,815 s; she waits 40 s in each lap but the first: 29 * 40 s. In sync she waits
    # for all replies but the last: 119 * 55 s.
    assert told(plan_of(4, 30), "sync", "threads", "async") == (
        "Nobody thought any faster. threads and async each took 0:30:15 instead of 2:00:00 (4.0x) because "
        "the master stood waiting for 0:19:20 instead of 1:49:05."
    )


def test_slower_where_walking_costs_more_than_waiting() -> None:
    # Going round: 120 * 5 s, 119 walks, a reply of 5 s. Sync: 4 * 30 * 10 s and 3 walks.
    assert told(plan_of(4, 30, opponent=5.0, walk=60.0), "sync", "async") == (
        "Going round did not pay: async took 2:09:05 instead of 0:23:00 because the master walked for "
        "1:59:00 instead of 0:03:00."
    )


def test_where_the_last_replies_are_all() -> None:
    plan = plan_of(24, 1)
    assert told(plan, "sync", "async").endswith(
        "All of that is the wait for the last replies: sync stays for them, and async does not."
    )
    assert "last replies" not in told(plan_of(24, 2), "sync", "async")


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        (plan_of(1, 30), "with one board there is nowhere else to play while the opponent thinks."),
        (plan_of(24, 15, opponent=0.0), "the master never stood waiting in sync either."),
    ],
)
def test_as_long(plan: Plan, why: str) -> None:
    assert told(plan, "async", "sync") == f"sync and async both took 0:30:00: {why}"
    assert told(plan, "async", "generators", "sync").startswith(
        "sync, async and generators all took"
    )


def test_as_long_where_walking_costs_what_waiting_did() -> None:
    # Sync: 5 + 5 + 5 + 0 s at board 1, a walk, 5 + 5 + 5 + 5 s at board 2. Going round: she sits down at 0,
    # 10, 20 and 30 s, never waits, and walks in between; the last reply is due at 35 + 5 s.
    plan = plan_of_boards(
        [planned_board(n, 4, 5.0, (5.0, last)) for n, last in ((1, 0.0), (2, 5.0))], walk=5.0
    )
    assert told(plan, "sync", "async") == (
        "sync and async both took 40.0 s: going round saved waiting but took more walking."
    )


def test_without_sync_nothing_is_said_of_it() -> None:
    assert told(plan_of(24, 30), "async") == "async took 1:00:55; the master never stood waiting."
    assert told(plan_of(4, 30), "sync") == (
        "sync took 2:00:00; the master stood waiting for 1:49:05 of it."
    )


def test_pitfalls_are_what_went_wrong() -> None:
    pitfalls = (
        "blocking-call",
        "many-masters",
        "deadlock",
        "livelock",
        "starvation",
        "forgotten-reply",
        "livelock-backoff",
    )
    sentences = re.split(r"(?<=\.) ", told(plan_of(24, 30), "async", *pitfalls))
    assert sentences == [
        "async took 1:00:55; the master never stood waiting.",
        "blocking-call went wrong: it took 12:00:00 instead of 1:00:55.",
        "many-masters went wrong: it took 0:30:00 by breaking the laws of the hall (TwoPlacesAtOnce 690).",
        "deadlock went wrong: it got stuck after 0:02:00.",
        "livelock went wrong: it got stuck after 0:02:00.",
        "starvation went wrong, though it took 1:00:55 as it should: see its warning (starved).",
        "forgotten-reply took 1:00:55, as it should: here its mistake does not show.",
        "livelock-backoff took 1:00:55, as it should.",
    ]


def test_what_was_interrupted_is_compared_with_nothing() -> None:
    comparison = compare(plan_of(24, 30), [MODES["async"]])
    (whole,) = comparison.runs
    stopped = RunWarning(INTERRUPTED, "somebody stopped it")
    half = Run(MODES["sync"], whole.plan, whole.trace, None, {}, whole.notes, stopped)
    comparison.runs = [half, whole]
    assert conclusion(comparison) == (
        "async took 1:00:55; the master never stood waiting. sync was interrupted after 1:00:55."
    )


def test_of_no_runs_there_is_nothing_to_say() -> None:
    assert conclusion(Comparison(plan_of(2, 1))) == ""


# The limit beside it


@pytest.mark.parametrize("names", [("sync",), ("async",), ("sync", "async")])
def test_the_best_possible_is_said_only_where_somebody_reaches_it(names: tuple[str, ...]) -> None:
    reached, *_ = closing_lines(compare(plan_of(24, 30), map(find_mode, names)))
    best = "Best possible: 1:00:55."
    assert reached == (best if "async" in names else "No schedule can take less than 1:00:55.")
