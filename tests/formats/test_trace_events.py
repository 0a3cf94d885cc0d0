"""Chrome trace events, held to the rules of the format.

The rules are those of the document "Trace Event Format", to which docs/trace-event-format.md in Google's
catapult leads: the JSON object form, complete events ("X") and metadata events ("M").
"""

import json
from collections import defaultdict
from itertools import pairwise, repeat
from typing import Any

import pytest

from simul.analysis.comparison import Comparison
from simul.formats.result import Result
from simul.formats.trace_events import AT_A_TIME, render
from tests.formats.played import played

Event = dict[str, Any]

ARGUMENT = {
    "process_name": ("name", str),
    "process_labels": ("labels", str),
    "process_sort_index": ("sort_index", int),
    "thread_name": ("name", str),
    "thread_sort_index": ("sort_index", int),
}
"""Each kind of metadata that the document lists, and the one argument that it takes."""


def events_of(comparison: Comparison) -> list[Event]:
    document = json.loads(b"".join(render(Result(comparison))))
    assert set(document) == {"traceEvents", "displayTimeUnit", "otherData"}
    assert document["displayTimeUnit"] in ("ms", "ns")
    events: list[Event] = document["traceEvents"]
    return events


def hold_to_the_format(event: Event) -> None:
    assert type(event["pid"]) is type(event["tid"]) is int
    assert isinstance(event["name"], str)
    assert isinstance(event["args"], dict)
    if event["ph"] == "M":
        assert set(event) == {"name", "ph", "pid", "tid", "args"}
        name, kind = ARGUMENT[event["name"]]
        assert list(event["args"]) == [name]
        assert isinstance(event["args"][name], kind)
    else:
        assert event["ph"] == "X"
        assert set(event) == {"name", "cat", "ph", "ts", "dur", "pid", "tid", "args"}
        assert isinstance(event["cat"], str)
        assert type(event["ts"]) is type(event["dur"]) is int  # microseconds
        assert event["ts"] >= 0
        assert event["dur"] >= 0


@pytest.mark.parametrize("modes", ["sync,async", "many-masters,deadlock,livelock"])
def test_every_event_is_one_of_the_format(modes: str) -> None:
    events = events_of(played(modes, "club-night", boards=4, pairs=3, walk="1s"))
    for event in events:
        hold_to_the_format(event)
    tracks = {(event["pid"], event["tid"]) for event in events if event["ph"] == "X"}
    named = {(event["pid"], event["tid"]) for event in events if event["name"] == "thread_name"}
    assert tracks <= named
    assert len(named) == 5 * len(modes.split(","))  # the master and four boards


@pytest.mark.parametrize("boards", [2, 101])
def test_the_master_is_the_main_thread_of_each_process_and_nobody_else_is(boards: int) -> None:
    names = [
        (event["pid"], event["tid"], event["args"]["name"])
        for event in events_of(played("sync,async", boards=boards, pairs=1))
        if event["name"] == "thread_name"
    ]
    assert all(tid for _, tid, _ in names)  # viewers take 0 for the main thread, too
    assert [name for pid, tid, name in names if pid == tid] == ["master", "master"]
    assert len({(pid, tid) for pid, tid, _ in names}) == 2 * (boards + 1)


def test_slices_of_a_track_follow_one_another() -> None:
    tracks = defaultdict(list)
    for event in events_of(played("sync,async", "club-night", boards=4, walk="1s")):
        if event["ph"] == "X":
            tracks[event["pid"], event["tid"]].append(event)
    for track in tracks.values():
        assert track[0]["ts"] == 0
        assert all(one["ts"] + one["dur"] == two["ts"] for one, two in pairwise(track))


def test_the_slices_add_up_to_the_figures() -> None:
    comparison = played("async", boards=3)
    (run,) = comparison.runs
    seconds: defaultdict[str, float] = defaultdict(float)
    for event in events_of(comparison):
        if event["ph"] == "X":
            seconds[event["name"]] += event["dur"] / 1e6
    assert seconds["thinks"] == seconds["master thinks here"] == 3 * 30 * 5
    assert seconds["opponent thinks"] == 3 * 30 * 55
    assert seconds["waits for the master"] == sum(b.waited_s for b in run.summary.boards)


def test_a_loop_that_is_blocked_does_not_make_her_think_longer() -> None:
    comparison = played("cpu-hog", boards=3)
    (run,) = comparison.runs
    seconds: defaultdict[str, float] = defaultdict(float)
    for event in events_of(comparison):
        if event["ph"] == "X" and event["ts"] < 1e6 * run.summary.master_done_s:
            seconds[event["name"]] += event["dur"] / 1e6
    assert seconds["thinks"] == seconds["master thinks here"] == 3 * 30 * 5
    assert seconds["waits"] == run.summary.master_waiting_s > 3_000


def test_each_slice_says_the_move_and_the_line() -> None:
    slices = [
        event
        for event in events_of(played("async", boards=2, pairs=2))
        if event["ph"] == "X" and event["tid"] == 1
    ]
    assert [event["args"].get("move") for event in slices] == [
        *("1. e4", "1... e5"),
        *("2. f4", "2... Bc5"),
    ]
    assert slices[1]["args"]["at"].startswith("async_.py:")


def test_a_wrong_or_stuck_run_is_called_so() -> None:
    labels = {
        name: event["args"]
        for event in events_of(played("many-masters,deadlock", boards=2, pairs=1))
        if (name := event["name"]).startswith("process_") and event["pid"] == 102
    }
    assert labels["process_name"] == {"name": "deadlock (stuck)"}
    assert "nobody can go on" in labels["process_labels"]["labels"]


@pytest.mark.parametrize("events", [AT_A_TIME - 1, AT_A_TIME, AT_A_TIME + 1])
def test_it_is_one_document_whatever_it_is_given_in(
    events: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    comparison = played("async", boards=1, pairs=1)
    (name, *_) = events_of(comparison)
    monkeypatch.setattr("simul.formats.trace_events._events", lambda _: repeat(name, events))
    assert len(events_of(comparison)) == events


def test_few_of_its_events_are_in_memory_at_a_time() -> None:
    comparison = played("async", "polgar", boards=60, pairs=10)
    parts = [len(part) for part in render(Result(comparison))]
    assert max(parts) < 200 * AT_A_TIME
    assert len(parts) > 3
