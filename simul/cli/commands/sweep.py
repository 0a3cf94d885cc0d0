"""`simul sweep`: many exhibitions, over lists and ranges of options."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from simul.cli.files_out import FileOut, Printing, takes_files
from simul.cli.numbers import WholeNumber
from simul.cli.options import Failure, Mistake, takes_format, takes_modes
from simul.cli.progress import SweepProgress
from simul.cli.stderr import as_typed, tell
from simul.cli.sweep_options import takes_sweep
from simul.cli.sweep_output import CHARTS, Output, check_chart
from simul.saving import NotSaved, check_name
from simul.scenario.wording import shown
from simul.signals import uninterrupted
from simul.sweep.chart import Quantity
from simul.sweep.cluster import NoCluster, NotAnAddress, cluster
from simul.sweep.executors import Workers, cores, here
from simul.sweep.extras import missing
from simul.sweep.job import Done, JobFailed
from simul.sweep.journal import (
    GoingOn,
    Journal,
    NotThisSweep,
    beginning,
    is_there,
    journal_of,
    resuming,
)
from simul.sweep.journal_lines import JournalError
from simul.sweep.points import Sweep
from simul.sweep.processes import processes
from simul.sweep.rows import in_order, rows
from simul.sweep.working import BATCH_PAIRS, WorkersLost, jobs, weight, work


class _Remembering(click.Command):
    """A command that remembers how it was typed, to say how to go on with it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta["simul.words"] = [*args]
        return super().parse_args(ctx, args)


@click.command(name="sweep", cls=_Remembering)
@takes_sweep
@takes_modes
@click.option(
    "--repeat",
    type=WholeNumber(1, 100_000),
    default=1,
    show_default=True,
    metavar="R",
    help="Plans per point, 1 to 100,000, each with its own seed.",
)
@click.option(
    "--run", is_flag=True, help="Run every mode, even where theory gives the same figures."
)
@takes_format("table", "csv", "json", "markdown")
@takes_files(".csv", ".json", ".md", *CHARTS)
@click.option(
    "--plot",
    "quantity",
    type=click.Choice(["elapsed", "speedup"]),
    help="With -o FILE.svg or .png: what the chart shows.  [default: elapsed]",
)
@click.option(
    "--workers",
    type=WholeNumber(1, 512),
    metavar="N",
    help="Worker processes, 1 to 512.  [default: one per core]",
)
@click.option(
    "--cluster", "address", metavar="ADDRESS", help="Use the workers of a Dask scheduler."
)
@click.option("--resume", is_flag=True, help="Continue a sweep that was stopped.")
@click.pass_context
def command(
    context: click.Context,
    sweep: Sweep,
    form: str,
    files: list[FileOut],
    quantity: Quantity | None,
    workers: int | None,
    address: str | None,
    resume: bool,
) -> None:
    """Time many exhibitions: every combination of what the options go through.

    SCENARIO is a preset or a TOML file. --boards, --pairs, --master, --opponents, --walk and --seed take a
    list, such as 1,2,5, or a range, such as 1:60 or 30s:90s:5s; the first of them runs fastest. Where none
    does, the boards go from 1 to as many as the scenario has.
    """
    if address is not None and workers is not None:
        raise click.UsageError("--workers and --cluster exclude one another; leave one of them out")
    if address is not None and (problem := missing("distributed", "sweep")):
        raise Failure(f"--cluster {problem}")
    check_chart(sweep, [file.ending for file in files if file.ending in CHARTS], quantity)
    words: list[str] = context.meta["simul.words"]
    kept_at = _kept_at(files)
    if resume and kept_at is None:
        raise click.UsageError("--resume goes with the -o of the sweep that was stopped; add it")
    with Printing(files) as printing, _journal(sweep, kept_at, resume, words) as journal:
        output = Output(sweep, form, files, quantity or "elapsed", printing)
        try:
            with _workers(sweep, workers, address) as ours:
                output.take(rows(sweep, in_order(_carry_out(sweep, journal, ours))))
        except KeyboardInterrupt:
            tell(_how_far(sweep, journal))
            if kept_at is None and journal.count:
                output.show(journal)
            raise click.Abort from None
        output.finish(journal)
        journal.path.unlink()


def _carry_out(sweep: Sweep, journal: Journal, ours: Workers) -> Iterator[Done]:
    """Give what was done before, and then what is left to do, as it is done and in the journal."""
    left = jobs(sweep, journal.finished, journal.beyond)
    with SweepProgress(sweep, journal) as progress:
        yield from journal.done()
        try:
            for done in work(sweep, left, ours):
                with uninterrupted():
                    journal.add(done)
                progress.add(done)
                yield from done
        except (JobFailed, WorkersLost) as error:
            raise Failure(str(error)) from None


def _kept_at(files: list[FileOut]) -> Path | None:
    """Return where the journal is to be: beside the first file that is one, and no device or pipe.

    Raises Mistake where its name would be too long.
    """
    paths = [file.path for file in files if file.path is not None]
    for path in paths:
        if path.is_file() or not path.exists():
            try:
                check_name(journal_of(path))
            except NotSaved as error:
                raise Mistake(f"-o: {error}") from None
            return journal_of(path)
    return None


@contextmanager
def _journal(
    sweep: Sweep, kept_at: Path | None, resume: bool, words: list[str]
) -> Iterator[Journal]:
    """Give the journal. What stops the sweep ends with how to go on, where anything was finished."""
    journal: Journal | None = None
    try:
        if kept_at is None:
            with (
                _temporary_folder() as folder,
                beginning(folder / "journal", sweep) as for_now,
            ):
                yield for_now
            return
        if not resume and is_there(kept_at, sweep):
            raise Mistake(
                f"{shown(kept_at)}: a sweep was stopped here that was not finished; go on with it:\n"
                f"  {_resuming(words)}\n"
                "or move that file away, and begin anew"
            )
        with (resuming if resume else beginning)(kept_at, sweep) as journal:
            if journal.count:
                tell(f"{_how_far(sweep, journal)}; these are not played again")
            yield journal
    except (NotThisSweep, GoingOn) as error:
        raise Mistake(str(error)) from None
    except JournalError as error:
        raise Failure(str(error)) from None
    finally:
        if journal is not None and kept_at is not None and kept_at.exists():
            if journal.count:
                tell(
                    f"what is finished is kept in {shown(kept_at)}; to go on with it:\n  {_resuming(words)}"
                )
            else:
                kept_at.unlink()


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    try:
        made = TemporaryDirectory(prefix="simul-")
    except OSError as error:
        raise Failure(
            f"no temporary folder can be made: {error.strerror or error}; set TMPDIR, or add -o FILE"
        ) from None
    with made as folder:
        yield Path(folder)


def _resuming(words: list[str]) -> str:
    """Return the command that goes on with a sweep which was asked for by these words."""
    more = [] if "--resume" in words else ["--resume"]
    return as_typed(["simul", "sweep", *words, *more])


def _how_far(sweep: Sweep, journal: Journal) -> str:
    modes = len(sweep.modes)
    return f"{journal.count * modes:,} of {sweep.jobs * modes:,} exhibitions are finished"


@contextmanager
def _workers(sweep: Sweep, workers: int | None, address: str | None) -> Iterator[Workers]:
    if address is not None:
        try:
            with cluster(address) as ours:
                yield ours
        except NotAnAddress as error:
            raise Mistake(str(error)) from None
        except NoCluster as error:
            raise Failure(str(error)) from None
        return
    worth_it = max(1, min(sweep.jobs, sweep.move_pairs() * weight(sweep) // BATCH_PAIRS))
    count = min(cores(), worth_it) if workers is None else workers
    with here() if count == 1 else processes(count) as ours:
        yield ours
