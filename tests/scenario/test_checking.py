"""What a person wrote is read exactly, or every mistake in it is told, each on a line of its own."""

import json
import math
import pickle
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.scenario import policies
from simul.scenario.checking import as_raw, check_scenario, with_options
from simul.scenario.fields import COLOURS, LARGEST_SEED
from simul.scenario.problems import Problem, ScenarioError
from simul.scenario.scenario import Group, Master, Reported, Scenario
from simul.scenario.think_time import DISTRIBUTIONS, LONGEST_S, ThinkTime, parse_think_time
from simul.scenario.wording import written

THINK = 'write 5, "5s", "1m30s" or "uniform(30s, 80s)"'


def check(raw: Mapping[str, Any]) -> Scenario:
    return check_scenario(raw, place="x.toml", name="x")


def mistakes(raw: Mapping[str, Any]) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        check(raw)
    return list(map(str, caught.value.problems))


def option_mistakes(options: Mapping[str, str | int | float]) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        with_options(Scenario("x"), options)
    return list(map(str, caught.value.problems))


# Every scenario there can be

seconds = st.floats(0, LONGEST_S).map(abs)
lines = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@st.composite
def think_times(draw: st.DrawFn) -> ThinkTime:
    kind = draw(st.sampled_from(["constant", *DISTRIBUTIONS]))
    if kind == "constant":
        return ThinkTime("constant", (draw(seconds),))
    distribution = DISTRIBUTIONS[kind]
    values = sorted(draw(seconds) for _ in distribution.parameters)
    if kind == "lognormal":
        values = [draw(st.floats(1, LONGEST_S)), draw(st.floats(0, 1000))]
    return ThinkTime(kind, tuple(values))


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    groups = st.builds(Group, st.integers(1, 300), think_times(), st.just("") | lines)
    chosen = tuple(draw(st.lists(groups, min_size=1, max_size=5)))
    reports = st.builds(Reported, st.floats(0.001, 1000), st.just("") | lines)
    return Scenario(
        name=draw(lines),
        about=draw(st.just("") | lines),
        boards=sum(group.boards for group in chosen),
        move_pairs=draw(st.none() | st.integers(1, 1000)),
        seed=draw(st.integers(0, LARGEST_SEED)),
        policy=draw(st.sampled_from(tuple(policies.POLICIES))),
        games=draw(st.sampled_from(["bundled", "random", "my.pgn"])),
        master=Master(draw(think_times()), draw(seconds), draw(st.sampled_from(COLOURS))),
        groups=chosen,
        reported=draw(st.none() | reports),
    )


# Laws


@pytest.mark.slow
@given(scenarios())
def test_a_scenario_reads_back_exactly_through_json(scenario: Scenario) -> None:
    raw = json.loads(json.dumps(as_raw(scenario), allow_nan=False))
    assert check_scenario(raw, place="json", name="another") == scenario


@given(think_times())
def test_a_think_time_reads_back_exactly(think: ThinkTime) -> None:
    assert parse_think_time(str(think)) == think


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(
        [10**400, -(10**400), math.nan, math.inf, -math.inf, -0.0, "", " ", "\x1b[2J"]
    )
    | st.floats()
    | st.text(max_size=20)
    | st.text(max_size=8).map(lambda text: f"uniform({text}, 5)")
    | st.binary(max_size=3)
    | st.dates()
    | st.datetimes()
    | st.times(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
TABLE_FIELDS = {
    "master": ["think", "walk", "colour", "x"],
    "opponents": ["think", "groups"],
    "reported": ["hours", "source"],
}
TABLES = {
    name: st.dictionaries(st.sampled_from(names), ANYTHING, max_size=3) | ANYTHING
    for name, names in TABLE_FIELDS.items()
}
PLAIN = ["name", "about", "boards", "move_pairs", "seed", "policy", "games", "bords", ""]


def lines_told(function: Callable[..., Scenario], *arguments: object) -> list[str] | None:
    """What is told to be wrong; None where nothing is."""
    try:
        function(*arguments)
    except ScenarioError as error:
        return list(map(str, error.problems))
    return None


@pytest.mark.slow
@given(
    st.fixed_dictionaries({}, optional=TABLES | dict.fromkeys(PLAIN, ANYTHING)),
    st.dictionaries(st.sampled_from(["boards", "pairs", "master", "walk", "x"]), ANYTHING),
)
def test_whatever_is_written_each_mistake_is_a_line_and_nothing_else_is_raised(
    raw: dict[str, Any], options: dict[str, Any]
) -> None:
    for told in (lines_told(check, raw), lines_told(with_options, Scenario("x"), options)):
        assert told is None or told
        assert all(line.isprintable() for line in told or ())
        assert len(set(told or ())) == len(told or ())


@pytest.mark.slow
@given(scenarios(), st.integers(1, 2000))
def test_other_boards_keep_the_groups_in_proportion(scenario: Scenario, boards: int) -> None:
    scaled = scenario.with_boards(boards)
    assert scaled.boards == boards == sum(group.boards for group in scaled.groups)
    assert all(group.boards > 0 for group in scaled.groups)
    left = iter(scaled.groups)
    group = next(left, None)
    for before in scenario.groups:
        share = before.boards * boards / scenario.boards
        same = group is not None and (group.think, group.name) == (before.think, before.name)
        if group is not None and same and abs(group.boards - share) < 1:
            group = next(left, None)
        else:
            assert share < 1  # so small that no board was left for it
    assert group is None
    assert scenario.with_boards(scenario.boards) == scenario


# Examples


def test_nothing_written_is_all_defaults() -> None:
    assert check({}) == Scenario("x")


def test_groups_add_up_to_the_boards() -> None:
    scenario = check({"opponents": {"groups": [{"boards": 2, "think": 7}, {"boards": 3}]}})
    assert scenario.boards == 5  # 2 + 3
    assert [str(group.think) for group in scenario.groups] == ["7 s", "55 s"]


def test_one_think_time_for_all() -> None:
    scenario = check({"boards": 9, "opponents": {"think": "uniform(30s, 1m20s)"}})
    assert scenario.groups == (Group(9, ThinkTime("uniform", (30.0, 80.0))),)


def test_as_raw_has_the_shape_of_the_file() -> None:
    assert as_raw(Scenario("x", reported=Reported(7.0, "the press"))) == {
        "name": "x",
        "about": "",
        "boards": 24,
        "move_pairs": 30,
        "seed": 1,
        "policy": "lap",
        "games": "bundled",
        "master": {"think": 5.0, "walk": 0.0, "colour": "white"},
        "opponents": {"think": 55.0},
        "reported": {"hours": 7.0, "source": "the press"},
    }


TOP = "name, about, boards, move_pairs, seed, policy, games, master, opponents, reported"
PAIRS = 'is not a whole number from 1 to 1000 or "game"'
POLICIES = f"is not a policy; write one of {', '.join(map(written, policies.POLICIES))}"
BOARDS = "is not a whole number from 1 to 1000000"
SEED = "is not a whole number from 0 to 9223372036854775807"
HOURS = "is not a number of hours above 0, up to 1000000; write 7 or 18.2"
WALK = 'write 2, "2s" or "1m30s"'
GROUPS = "write [[opponents.groups]] above each"


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        ({"boards": 0}, f"boards: 0 {BOARDS}"),
        ({"boards": 1_000_001}, f"boards: 1000001 {BOARDS}"),
        ({"boards": True}, f"boards: true {BOARDS}"),
        ({"boards": 24.0}, f"boards: 24.0 {BOARDS}"),
        ({"boards": "24"}, f'boards: "24" {BOARDS}; write it without quotes'),
        ({"boards": 10**5000}, f"boards: a whole number of some 5000 digits {BOARDS}"),
        ({"boards": math.nan}, f"boards: nan {BOARDS}"),
        ({"boards": None}, f"boards: null {BOARDS}"),
        ({"boards": date(2009, 8, 14)}, f"boards: 2009-08-14 {BOARDS}"),
        ({"boards": [24, "x"]}, f'boards: [24, "x"] {BOARDS}'),
        ({"move_pairs": 0}, f"move_pairs: 0 {PAIRS}"),
        ({"move_pairs": "games"}, f'move_pairs: "games" {PAIRS}; did you mean "game"?'),
        ({"move_pairs": "30"}, f'move_pairs: "30" {PAIRS}; write it without quotes'),
        ({"seed": -1}, f"seed: -1 {SEED}"),
        ({"seed": 2**63}, f"seed: 9223372036854775808 {SEED}"),
        ({"policy": "laps"}, f'policy: "laps" {POLICIES}; did you mean "lap"?'),
        (
            {"policy": "Longest wait"},
            f'policy: "Longest wait" {POLICIES}; did you mean "longest-wait"?',
        ),
        ({"policy": 7}, f"policy: 7 {POLICIES}"),
        ({"name": ""}, 'name: "" is not a text of one line; write one in quotes'),
        ({"name": "a\nb"}, r'name: "a\nb" is not a text of one line; write one in quotes'),
        ({"about": 5}, "about: 5 is not a text; write one in quotes"),
        ({"about": "\x1b[2J"}, r'about: "\u001b[2J" is not a text; write one in quotes'),
        (
            {"games": ""},
            'games: "" is not a source of games; write "bundled", "random" or the path of a PGN file',
        ),
        (
            {"bords": 24},
            f"bords: unknown field; valid fields are {TOP}; did you mean boards?",
        ),
        (
            {"walk": 2},
            f"walk: unknown field; valid fields are {TOP}; did you mean master.walk?",
        ),
        ({"a b": 1}, f'"a b": unknown field; valid fields are {TOP}'),
        (
            {"master": 5},
            "master: 5 is not a table; write [master] on a line of its own, and the fields below it",
        ),
        (
            {"master": {"think": "5 apples"}},
            f'master.think: "5 apples" is not a think time; {THINK}',
        ),
        ({"master": {"think": True}}, f"master.think: true is not a think time; {THINK}"),
        ({"master": {"think": -5}}, f"master.think: -5 is below 0; {THINK}"),
        ({"master": {"think": math.inf}}, f"master.think: inf is more than 10000000 s; {THINK}"),
        ({"master": {"think": math.nan}}, f"master.think: nan is not a number; {THINK}"),
        ({"master": {"think": ""}}, f'master.think: "" is not a think time; {THINK}'),
        ({"master": {"think": {}}}, f"master.think: a table is not a think time; {THINK}"),
        ({"master": {"walk": "far"}}, f'master.walk: "far" is not a length of time; {WALK}'),
        ({"master": {"walk": [2]}}, f"master.walk: [2] is not a length of time; {WALK}"),
        (
            {"master": {"colour": "wite"}},
            'master.colour: "wite" is not a colour; write one of "white", "black", "alternate"; '
            'did you mean "white"?',
        ),
        (
            {"master": {"color": "white"}},
            "master.color: unknown field; valid fields are think, walk, colour; "
            "did you mean colour?",
        ),
        (
            {"master": {"seed": 4}},
            "master.seed: unknown field; valid fields are think, walk, colour; "
            "did you mean seed, above the first line in brackets?",
        ),
        (
            {"opponents": {"groups": []}},
            f"opponents.groups: an empty list is not a list of tables; {GROUPS}",
        ),
        (
            {"opponents": {"groups": {}}},
            f"opponents.groups: a table is not a list of tables; {GROUPS}",
        ),
        (
            {"opponents": {"groups": [{"boards": 2}, 5]}},
            "opponents.groups[2]: 5 is not a table; "
            "write [[opponents.groups]] on a line of its own, and the fields below it",
        ),
        (
            {"opponents": {"groups": [{"think": 5}]}},
            "opponents.groups[1].boards: is missing; write how many there are, such as 8",
        ),
        (
            {"opponents": {"groups": [{"boards": 2}, {"boards": 3, "think": "x"}]}},
            f'opponents.groups[2].think: "x" is not a think time; {THINK}',
        ),
        (
            {"boards": 6, "opponents": {"groups": [{"boards": 2}, {"boards": 3}]}},
            "boards: 6 is not what the groups' boards add up to; write 5, or leave it out",
        ),
        (
            {"opponents": {"groups": [{"boards": 600_000}, {"boards": 600_000}]}},
            "opponents.groups: their boards are 1200000; 1000000 are the most",
        ),
        (
            {"opponents": {"think": "55s", "groups": [{"boards": 2}]}},
            'opponents.think: "55s" stands beside groups; leave out one of the two',
        ),
        ({"reported": {}}, "reported.hours: is missing; write a number of hours, such as 7"),
        ({"reported": {"hours": 0}}, f"reported.hours: 0 {HOURS}"),
        ({"reported": {"hours": "7"}}, f'reported.hours: "7" {HOURS}'),
        (
            {"reported": {"hours": 10**400}},
            f"reported.hours: a whole number of some 400 digits {HOURS}",
        ),
        ({"reported": {"hours": math.nan}}, f"reported.hours: nan {HOURS}"),
        (
            {"reported": {"hours": 7, "source": 1}},
            "reported.source: 1 is not a text; write one in quotes",
        ),
    ],
)
def test_a_mistake_says_where_and_what_and_what_is_allowed(raw: dict[str, Any], line: str) -> None:
    assert mistakes(raw) == [f"x.toml: {line}"]


def test_all_mistakes_are_told_at_once() -> None:
    raw = {
        "boards": 0,
        "policy": "skp",
        "master": {"think": "x", "walk": -1},
        "opponents": {"groups": [{"boards": "8"}, {"boards": 3, "nam": "b"}]},
        "reported": {"hours": -1},
    }
    paths = [line.split(": ")[1] for line in mistakes(raw)]
    assert sorted(paths) == [
        "boards",
        "master.think",
        "master.walk",
        "opponents.groups[1].boards",
        "opponents.groups[2].nam",
        "policy",
        "reported.hours",
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "true"),
        (1.5, "1.5"),
        ('"', r'"\""'),
        ("\x7f\u202e\ud800", r'"\x7f\u202e\ud800"'),
        ("x" * 61, '"' + "x" * 57 + '..."'),
        ([1, [2, [3, [4]]]], "[1, [2, [3, [...]]]]"),
        (list(range(100)), "[" + "".join(f"{n}, " for n in range(17))[:56] + "..."),
        (datetime(2009, 8, 14, 10, 0, tzinfo=UTC), "2009-08-14T10:00:00+00:00"),
        (b"x", "a value of type bytes"),
    ],
)
def test_a_value_is_shown_on_one_short_line(value: Any, shown: str) -> None:
    assert written(value) == shown


# Options

KINDS = check(
    {
        "move_pairs": "game",
        "opponents": {
            "groups": [
                {"boards": 8, "name": "juniors", "think": "20s"},
                {"boards": 8, "name": "club players"},
                {"boards": 4, "name": "veterans", "think": "90s"},
            ]
        },
    }
)


def test_options_take_the_place_of_what_is_written() -> None:
    options: dict[str, str | int | float] = {
        "boards": "7",
        "pairs": 12,
        "master": "6s",
        "opponents": "1m",
        "walk": 1.5,
        "policy": "skip",
        "games": "random",
        "seed": "9",
    }
    assert with_options(KINDS, options) == Scenario(
        "x",
        boards=7,
        move_pairs=12,
        seed=9,
        policy="skip",
        games="random",
        master=Master(ThinkTime("constant", (6.0,)), 1.5),
        groups=(Group(7, ThinkTime("constant", (60.0,))),),
    )


def test_no_options_change_nothing() -> None:
    assert with_options(KINDS, {}) == KINDS


def test_whole_games_can_be_asked_for() -> None:
    assert with_options(Scenario("x"), {"pairs": "game"}).move_pairs is None


@pytest.mark.parametrize(
    ("boards", "counts"),
    [
        (40, [16, 16, 8]),  # twice as many
        (10, [4, 4, 2]),
        (
            11,
            [5, 4, 2],
        ),  # 4.4, 4.4, 2.2: one is left, and goes to the first of the largest remainders
        (3, [1, 1, 1]),  # 1.2, 1.2, 0.6
        (2, [1, 1]),  # 0.8, 0.8, 0.4: fewer boards than groups, so one has none
        (1, [1]),  # 0.4, 0.4, 0.2
    ],
)
def test_boards_keep_the_groups_in_proportion(boards: int, counts: list[int]) -> None:
    scenario = with_options(KINDS, {"boards": boards})
    assert [group.boards for group in scenario.groups] == counts
    assert scenario.boards == boards
    assert scenario.groups[0].name == "juniors"


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"boards": "0"}, f"--boards: 0 {BOARDS}"),
        ({"boards": "many"}, f'--boards: "many" {BOARDS}'),
        ({"boards": 2.5}, f"--boards: 2.5 {BOARDS}"),
        ({"boards": "9" * 5000}, f'--boards: "{"9" * 57}..." {BOARDS}'),
        ({"pairs": "gme"}, f'--pairs: "gme" {PAIRS}; did you mean "game"?'),
        ({"master": "5 apples"}, f'--master: "5 apples" is not a think time; {THINK}'),
        ({"opponents": "-1"}, f'--opponents: "-1" is below 0; {THINK}'),
        ({"walk": "x"}, f'--walk: "x" is not a length of time; {WALK}'),
        ({"policy": "redy"}, f'--policy: "redy" {POLICIES}; did you mean "ready"?'),
        (
            {"games": " "},
            '--games: " " is not a source of games; write "bundled", "random" or the path of a PGN file',
        ),
        ({"seed": "-3"}, f"--seed: -3 {SEED}"),
        (
            {"board": 3},
            "--board: unknown option; valid options are --boards, --pairs, --master, "
            '--opponents, --walk, --policy, --games, --seed; did you mean "--boards"?',
        ),
    ],
)
def test_a_wrong_option_is_named(options: dict[str, str | int | float], line: str) -> None:
    assert option_mistakes(options) == [line]


def test_mistakes_reach_another_process_whole() -> None:
    error = ScenarioError([Problem("x.toml", "boards", "0", "is not a number", "write 1")])
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


def test_all_wrong_options_are_told_at_once() -> None:
    wrong: dict[str, str | int | float] = {
        "boards": 0,
        "pairs": 0,
        "master": "x",
        "opponents": "x",
        "walk": "x",
        "policy": "x",
    }
    lines = option_mistakes(wrong)
    assert sorted(line.split(":")[0] for line in lines) == sorted(f"--{name}" for name in wrong)
