"""Presets and files are found and read; what is wrong with them is told, with what to do."""

import os
import threading
from pathlib import Path

import pytest

from simul.analysis.theory import going_round, one_after_the_other
from simul.files import asset
from simul.scenario.checking import ScenarioError, as_raw, check_scenario
from simul.scenario.files import load_scenario, preset_names, preset_text
from simul.scenario.plan import make_plan
from simul.scenario.scenario import Group, Scenario
from simul.scenario.think_time import ThinkTime

PRESETS = (
    "polgar, ten-boards, classroom, club-night, capablanca-1922, mahjoob-2009, ghaem-maghami-2011"
)
ALLOWED = 'write "bundled", "random" or the path of a PGN file'
PGN = '[White "A"]\n[Black "B"]\n\n1. e4 e5 2. Nf3 Nc6 1-0\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mistakes(source: str | Path, options: dict[str, str | int | float] | None = None) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        load_scenario(source, options)
    return list(map(str, caught.value.problems))


# Presets


def test_every_preset_file_is_listed_and_every_listed_one_is_there() -> None:
    files = [path.stem for path in asset("scenarios").glob("*.toml")]
    assert sorted(preset_names()) == sorted(files)


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_is_right_and_says_what_it_is(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.name == name
    assert 20 < len(scenario.about) < 90
    assert preset_text(name).startswith("# ")
    assert check_scenario(as_raw(scenario), place="", name="") == scenario


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_saved_to_a_file_is_the_same(name: str, folder: Path) -> None:
    Path("mine.toml").write_text(preset_text(name), encoding="utf-8")
    assert load_scenario("mine.toml") == load_scenario(name)


@pytest.mark.parametrize(
    ("name", "boards", "sync", "going"),
    [
        # 24 x 30 x 60 s; and 29 x 24 x 5 s + 24 x 5 s + 55 s
        ("polgar", 24, 43200, 3655),
        # 10 x 30 x 60 s; and 29 x 60 s + 10 x 5 s + 55 s
        ("ten-boards", 10, 18000, 1845),
        # 12 x 30 x 60 s; and 29 x 60 s + 12 x 5 s + 55 s
        ("classroom", 12, 21600, 1855),
    ],
)
def test_a_constant_preset_takes_its_time(
    name: str, boards: int, sync: float, going: float
) -> None:
    plan = make_plan(load_scenario(name))
    assert len(plan.boards) == boards
    assert one_after_the_other(plan).elapsed_s == sync
    assert going_round(plan).elapsed_s == going


@pytest.mark.parametrize(
    ("name", "boards", "hours"),
    [
        ("capablanca-1922", 103, 7.0),
        ("mahjoob-2009", 500, 18.2),
        ("ghaem-maghami-2011", 604, 25.0),
    ],
)
def test_a_real_exhibition_comes_near_what_was_reported(
    name: str, boards: int, hours: float
) -> None:
    scenario = load_scenario(name)
    assert scenario.boards == boards
    assert scenario.reported is not None
    assert scenario.reported.hours == hours
    assert scenario.reported.source
    assert "assumed" in scenario.about
    assert going_round(make_plan(scenario)).elapsed_s / 3600 == pytest.approx(hours, rel=0.03)


def test_club_night_has_three_kinds_of_opponents() -> None:
    scenario = load_scenario("club-night")
    assert [(group.name, group.boards, group.think.kind) for group in scenario.groups] == [
        ("juniors", 8, "exponential"),
        ("club players", 8, "normal"),
        ("veterans", 4, "lognormal"),
    ]
    assert scenario.move_pairs is None
    assert scenario.master.walk == 2


def test_polgar_is_what_is_played_if_nothing_is_asked() -> None:
    assert load_scenario() == load_scenario("polgar")
    assert "Miguel Grinberg" in load_scenario().about


def test_a_preset_that_is_not_there() -> None:
    line = f'"polgr" is not a preset or a file; the presets are {PRESETS}; did you mean "polgar"?'
    assert mistakes("polgr") == [line]
    with pytest.raises(ScenarioError, match='"polgr" is not a preset; the presets are'):
        preset_text("polgr")


def test_no_name_at_all() -> None:
    assert mistakes("") == [f'"" is not a preset or a file; the presets are {PRESETS}']


# Files


def test_an_empty_file_is_all_defaults_and_has_the_name_of_the_file(folder: Path) -> None:
    Path("monday.toml").touch()
    assert load_scenario("monday.toml") == Scenario("monday")
    assert load_scenario(folder / "monday.toml") == Scenario("monday")


def test_a_file_needs_no_ending(folder: Path) -> None:
    Path("monday").write_text("boards = 3", encoding="utf-8")
    assert load_scenario("monday").boards == 3


def test_a_preset_goes_before_a_file_of_the_same_name(folder: Path) -> None:
    Path("polgar").write_text("boards = 3", encoding="utf-8")
    assert load_scenario("polgar").boards == 24
    assert load_scenario("./polgar").boards == 3


def test_a_byte_order_mark_and_windows_lines_are_no_matter(folder: Path) -> None:
    Path("x.toml").write_bytes(b"\xef\xbb\xbfboards = 3\r\nseed = 4\r\n")
    assert (load_scenario("x.toml").boards, load_scenario("x.toml").seed) == (3, 4)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("boards = 3\nseed 4\n", "x.toml: line 2, column 6: ", "; mend it"),
        (
            "[master]\nthink = 5s\n",
            "x.toml: line 2, column 10: ",
            '; mend it (texts such as "5s" go in quotes)',
        ),
        ('name = "x', "x.toml: end of document: ", "; mend it"),
        ("boards = 3\nboards = 4\n", "x.toml: line 2, column 11: ", "; mend it"),
        ("a = " + "[" * 5000, "x.toml: has lists too deep within lists", "; mend it"),
        ("boards = " + "9" * 5000, "x.toml: ", "; mend it"),
    ],
)
def test_wrong_toml_is_named_with_its_place(folder: Path, text: str, start: str, end: str) -> None:
    Path("x.toml").write_text(text, encoding="utf-8")
    (line,) = mistakes("x.toml")
    assert line.startswith(start)
    assert line.endswith(end)


def test_a_file_that_is_not_there(folder: Path) -> None:
    line = f'polgar.toml: does not exist; the presets are {PRESETS}; did you mean "polgar"?'
    assert mistakes("polgar.toml") == [line]
    assert mistakes("no/such/x.toml")[0].startswith("no/such/x.toml: does not exist; ")


def test_a_folder(folder: Path) -> None:
    Path("x.toml").mkdir()
    assert mistakes("x.toml") == ["x.toml: is a folder; give a scenario file in it"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no such pipes")
def test_a_pipe_or_a_device_has_to_have_something_in_it(folder: Path) -> None:
    nothing = "is not a file, and it is empty; give a scenario file"
    os.mkfifo("x.toml")
    for text in ("", "boards = 3"):
        thread = threading.Thread(target=Path("x.toml").write_text, args=(text,))
        thread.start()
        if text:
            assert load_scenario("x.toml").boards == 3
        else:
            assert mistakes("x.toml") == [f"x.toml: {nothing}"]
        thread.join()
    assert mistakes(os.devnull) == [f"{os.devnull}: {nothing}"]


def test_a_file_that_is_not_utf_8(folder: Path) -> None:
    Path("x.toml").write_bytes(b'boards = 3\nname = "Polg\xe1r"\n')
    assert mistakes("x.toml") == ["x.toml: line 2: is not UTF-8; save it as UTF-8"]


def test_a_file_that_is_far_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simul.scenario.files.LARGEST_FILE", 10)
    Path("x.toml").write_text("# 01234567", encoding="utf-8")  # 10 bytes
    assert load_scenario("x.toml") == Scenario("x")
    Path("x.toml").write_text("# 012345678", encoding="utf-8")
    assert mistakes("x.toml") == ["x.toml: is larger than 10 bytes; is it a scenario?"]


def test_a_file_that_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert mistakes("x.toml") == ["x.toml: cannot be read: Permission denied"]


@pytest.mark.parametrize("source", ["a\0.toml", "x" * 3000 + ".toml", "x" * 3000])
def test_a_name_that_no_file_can_have(source: str) -> None:
    (line,) = mistakes(source)
    assert line.isprintable()
    assert len(line) < 400


def test_the_mistakes_of_a_file_and_of_the_options_come_together(folder: Path) -> None:
    Path("x.toml").write_text('boards = 0\ngames = "no.pgn"\n', encoding="utf-8")
    assert mistakes("x.toml", {"seed": "x", "boards": 3}) == [
        "x.toml: boards: 0 is not a whole number from 1 to 1000000",
        f'x.toml: games: "no.pgn" is not there; {ALLOWED}',
        '--seed: "x" is not a whole number from 0 to 9223372036854775807',
    ]
    assert [line.split(":")[0] for line in mistakes("polgr", {"seed": "x", "games": "y"})] == [
        '"polgr" is not a preset or a file; the presets are '
        + PRESETS
        + '; did you mean "polgar"?',
        "--seed",
        "--games",
    ]


def test_options_go_over_a_file(folder: Path) -> None:
    Path("x.toml").write_text("boards = 4\nseed = 7\n", encoding="utf-8")
    scenario = load_scenario("x.toml", {"boards": "2", "opponents": "1m"})
    assert scenario.seed == 7
    assert scenario.groups == (Group(2, ThinkTime("constant", (60.0,))),)


# Games


def test_games_are_looked_for_beside_the_scenario(folder: Path) -> None:
    Path("club").mkdir()
    Path("club/mine.pgn").write_text(PGN, encoding="utf-8")
    Path("club/x.toml").write_text(
        'games = "mine.pgn"\nmove_pairs = 2\nboards = 1', encoding="utf-8"
    )
    scenario = load_scenario("club/x.toml")
    assert Path(scenario.games) == Path("club/mine.pgn")
    assert make_plan(scenario).boards[0].moves == ("e2e4", "e7e5", "g1f3", "b8c6")


def test_games_of_the_options_are_looked_for_in_the_current_folder(folder: Path) -> None:
    Path("mine.pgn").write_text(PGN, encoding="utf-8")
    assert load_scenario("polgar", {"games": "mine.pgn"}).games == "mine.pgn"


def test_the_file_s_own_games_need_not_be_there_if_others_are_asked_for(folder: Path) -> None:
    Path("x.toml").write_text('games = "no.pgn"', encoding="utf-8")
    assert load_scenario("x.toml", {"games": "random"}).games == "random"


def test_a_file_named_as_a_source_can_be_had_by_its_path(folder: Path) -> None:
    Path("random").write_text(PGN, encoding="utf-8")
    Path("x.toml").write_text('games = "./random"', encoding="utf-8")
    assert load_scenario("x.toml").games == "./random"
    assert load_scenario("polgar", {"games": "random"}).games == "random"


@pytest.mark.parametrize(
    ("games", "line"),
    [
        ("bundeld", f'"bundeld" is not there; {ALLOWED}; did you mean "bundled"?'),
        ("Random", f'"Random" is not there; {ALLOWED}; did you mean "random"?'),
        ("mime.pgn", f'"mime.pgn" is not there; {ALLOWED}; did you mean "mine.pgn"?'),
        ("club", f'"club" is a folder; {ALLOWED}'),
        ("a\0b", r'"a\u0000b" is not a source of games; ' + ALLOWED),
        ("x" * 3000, f'"{"x" * 57}..." is not there; {ALLOWED}'),
    ],
)
def test_games_that_are_not_there_are_a_mistake_at_once(
    folder: Path, games: str, line: str
) -> None:
    Path("club").mkdir()
    Path("mine.pgn").write_text(PGN, encoding="utf-8")
    assert mistakes("polgar", {"games": games}) == [f"--games: {line}"]
    Path("x.toml").write_text(f'games = "{games}"'.replace("\0", r"\u0000"), encoding="utf-8")
    assert mistakes("x.toml") == [f"x.toml: games: {line}"]
