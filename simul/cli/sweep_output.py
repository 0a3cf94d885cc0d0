"""What a sweep prints and writes, from its journal; as often as there are outputs, a row at a time."""

import sys
from collections.abc import Iterable, Iterator
from functools import partial

import click

from simul.cli.files_out import FileOut, Printing
from simul.cli.options import Failure
from simul.cli.output import print_paragraph, terminal_width
from simul.saving import NotSaved, saving
from simul.signals import uninterrupted
from simul.sweep import report as sweeping
from simul.sweep.chart import MOST_CURVES, Chart, Quantity, curves
from simul.sweep.crossover import Crossovers
from simul.sweep.extras import missing
from simul.sweep.journal import Journal
from simul.sweep.points import Sweep
from simul.sweep.rows import Row, rows

CHARTS = (".svg", ".png")
_FORMS = {".csv": "csv", ".json": "json", ".md": "markdown"}


def check_chart(sweep: Sweep, endings: list[str], quantity: str | None) -> None:
    """See to it, before any work is done, that the charts asked for can be drawn.

    Raises UsageError, and Failure where matplotlib is not installed.
    """
    if quantity is not None and not endings:
        raise click.UsageError("--plot goes with a chart; add -o FILE.svg, or leave --plot out")
    if not endings:
        return
    if problem := missing("matplotlib", "plots"):
        raise Failure(f"-o: a {endings[0]} {problem}")
    instead = "write a .csv for a program of your own"
    if not 1 <= len(sweep.axes) <= 2:
        many = ", ".join(f"--{option}" for option in sweep.axes) or "none"
        raise click.UsageError(
            f"-o: a chart shows one or two options with several values, and there are {many}; {instead}"
        )
    if (count := curves(sweep)) > MOST_CURVES:
        raise click.UsageError(
            f"-o: a chart of {count} curves cannot be read, {MOST_CURVES} are the most: ask for fewer "
            f"modes, or fewer values of --{[*sweep.axes][-1]}; or {instead}"
        )


class Output:
    """Everything that a sweep writes: on stdout, and in files."""

    def __init__(
        self,
        sweep: Sweep,
        form: str,
        files: list[FileOut],
        quantity: Quantity,
        printing: Printing,
    ) -> None:
        self._sweep = sweep
        self._files = [file for file in files if file.path is not None]
        ending = next((file.ending for file in files if file.path is None), "")
        self._form = _FORMS.get(ending, ending.removeprefix(".") or form)
        self._prints_a_file = bool(ending)
        self._quantity = quantity
        self._printing = printing
        self._printed = 0

    def take(self, came: Iterator[Row]) -> None:
        """Take the rows as they come; a format that needs nothing else goes to stdout meanwhile."""
        if self._form == "csv":
            for part in sweeping.csv_parts(came, at_a_time=1):
                with uninterrupted():
                    self._printing.print(partial(click.echo, part, nl=False))
                    self._printed += 1
        for _ in came:
            pass

    def finish(self, journal: Journal) -> None:
        """Write the files, and print. Raises Failure where a file cannot be written."""
        for file in self._files:
            assert file.path is not None
            try:
                with saving(file.path, file.overwrite) as out:
                    for part in self._parts(_FORMS.get(file.ending, file.ending[1:]), journal):
                        out.write(part)
            except NotSaved as error:
                raise Failure(str(error)) from None
        self.show(journal)

    def show(self, journal: Journal) -> None:
        """Print what is finished, where it is not printed yet."""
        self._printing.print(partial(self._show, journal))

    def _show(self, journal: Journal) -> None:
        if self._form == "table":
            self._show_table(journal)
            return
        if not self._prints_a_file:  # then it is text, in the encoding of stdout
            for text in self._texts(self._form, journal, self._printed):
                click.echo(text, nl=False)
            return
        sys.stdout.flush()
        for part in self._parts(self._form, journal, self._printed):
            sys.stdout.buffer.write(part)

    def _show_table(self, journal: Journal) -> None:
        print_paragraph(sweeping.heading(self._sweep))
        click.echo()
        heard = _Heard(self._sweep)
        for part in sweeping.text_parts(
            self._sweep, heard.by(self._rows(journal)), terminal_width()
        ):
            click.echo(part, nl=False)
        click.echo()
        for line in heard.lines():
            print_paragraph(line)

    def _rows(self, journal: Journal) -> Iterator[Row]:
        return rows(self._sweep, journal.in_order())

    def _parts(self, form: str, journal: Journal, printed: int = 0) -> Iterator[bytes]:
        """Give a file's content, part after part; of CSV, what is not `printed` yet."""
        if f".{form}" not in CHARTS:
            for text in self._texts(form, journal, printed):
                yield text.encode()
            return
        heard = _Heard(self._sweep)
        chart = Chart(self._sweep, self._quantity)
        for row in heard.by(self._rows(journal)):
            chart.add(row)
        yield chart.draw(form, heard.crossovers.found)

    def _texts(self, form: str, journal: Journal, printed: int) -> Iterator[str]:
        """Give a text in this format, part after part; of CSV, what is not `printed` yet."""
        heard = _Heard(self._sweep)
        came = heard.by(self._rows(journal))
        parts: Iterable[str] = {
            "csv": lambda: sweeping.csv_parts(came, printed=printed),
            "json": lambda: sweeping.json_parts(self._sweep, came, lambda: heard.crossovers.found),
            "markdown": lambda: sweeping.markdown_parts(self._sweep, came, heard.lines),
        }[form]()
        yield from parts


class _Heard:
    """What is gathered from the rows while they go by."""

    def __init__(self, sweep: Sweep) -> None:
        self._sweep = sweep
        self.crossovers = Crossovers(sweep)
        self._remarks = sweeping.Remarks()

    def by(self, came: Iterable[Row]) -> Iterator[Row]:
        """Give the rows on."""
        for row in came:
            self.crossovers.add(row)
            self._remarks.add(row)
            yield row

    def lines(self) -> list[str]:
        """Return what is to be said of the rows that went by."""
        return self._remarks.lines(self._sweep, self.crossovers.found)
