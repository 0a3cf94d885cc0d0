"""The results: what each mode came to, as far as the playhead has come."""

import asyncio
from math import floor

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from simul.formats.comparing import comparison_table
from simul.formats.table import as_text
from simul.tui.panes.findings import Findings, find, sentences
from simul.tui.panes.result_bars import Result, result_bars
from simul.tui.panes.wait_shares import least_width, wait_shares
from simul.tui.session.lane import Lane
from simul.tui.session.session import Session
from simul.tui.style.drawn import Drawn
from simul.tui.style.scroll import Scroll

SHORT, ROOMY, TALL = 20, 30, 48
"""With fewer rows than SHORT, there are no margins; from ROOMY on, there is air between the bars, and from
TALL on, they are twice as thick."""
BETWEEN = 5
"""Columns between the table and the waits beside it."""

TITLES = (
    "how long opponents waited for her, once it was her turn",
    "how long opponents waited for her",
    "waits for her",
)
"""What stands above the waits: the first that fits."""

Seen = tuple[bool, int, str]


class ResultsPane(Scroll):
    """A bar a lane against the limit, what it means, the table of `compare`, and the waits.

    What lies ahead of the playhead is never in it. What takes long to work out is worked out in a thread.
    """

    DEFAULT_CSS = """
    ResultsPane {
        padding: 1 2;
        & > * { padding-right: 1; }
        & > Static { height: auto; }
        & > #results-sentence { margin: 1 0; text-style: bold; max-width: 110; }
        & #results-body { height: auto; layout: vertical; }
        & #results-table { margin-bottom: 1; }
        & #results-waits { margin-bottom: 1; }
        scrollbar-size-vertical: 1;
        &.-wide #results-body { layout: horizontal; }
        &.-wide #results-table { margin-right: 5; }
        & > #results-notes { color: $text-muted; max-width: 110; margin: 1 0; }
        &.-short { padding: 0 1; }
        &.-short > #results-sentence { margin: 0 0 1 0; }
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._seen: tuple[Seen, ...] = ()
        self._found: dict[tuple[int, ...], Findings] = {}
        self._findings: Findings | None = None
        # Kept, not looked for: what is found may be shown when its children have been taken away.
        self._parts = {
            name: Drawn(draw, id=f"results-{name}")
            for name, draw in (("bars", self._bars), ("table", self._table), ("waits", self._waits))
        }
        self._sentence = Static(id="results-sentence", markup=False)
        self._notes = Static(id="results-notes", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out the parts, the most important first."""
        yield self._parts["bars"]
        yield self._sentence
        with Horizontal(id="results-body"):
            yield self._parts["table"]
            yield self._parts["waits"]
        yield self._notes

    def on_mount(self) -> None:
        """Show what there is."""
        self.redraw()

    def on_resize(self) -> None:
        """Lay it out for what the terminal is now."""
        self._arrange()
        self._parts["bars"].redraw()

    def redraw(self) -> None:
        """Draw what has changed: the times of lanes that go on, and all when one is done, or not any more."""
        seen = tuple(_seen(lane) for lane in self._session.lanes)
        before, self._seen = self._seen, seen
        if seen == before:
            return
        self._parts["bars"].redraw()
        if [one[0] for one in seen] != [one[0] for one in before]:
            self._find()

    def _find(self) -> None:
        """Show what is found about the lanes that are done; find it first, where nobody has."""
        lanes = self._session.lanes
        done = tuple(i for i, lane in enumerate(lanes) if lane.done and lane.run is not None)
        if not done or done in self._found:
            self.workers.cancel_group(self, "find")
            self._show(self._found.get(done))
            return
        self._show(None)
        self.run_worker(self._find_in_a_thread(done), group="find", exclusive=True)

    async def _find_in_a_thread(self, done: tuple[int, ...]) -> None:
        runs = [run for i in done if (run := self._session.lanes[i].run) is not None]
        findings = await asyncio.to_thread(find, self._session.comparison, runs)
        self._found[done] = findings
        self._show(findings)

    def _show(self, findings: Findings | None) -> None:
        self._findings = findings
        meaning, lines = sentences(findings, self._session.lanes)
        self._sentence.update(meaning)
        self._notes.update("\n".join(lines))
        self._arrange()
        for part in self._parts.values():
            part.redraw()

    def _arrange(self) -> None:
        """Put the waits beside the table where there is room; leave out margins where there is little."""
        self.set_class(self.size.height < SHORT, "-short")
        table = self._parts["table"]
        widest = max(map(len, self._table_text(None).splitlines()), default=0)
        waits = least_width(self._findings.shares) if self._findings is not None else 0
        wide = widest + BETWEEN + waits < self.scrollable_content_region.width
        self.set_class(wide, "-wide")
        table.styles.width = widest if wide else "1fr"

    def _bars(self, width: int) -> Content:
        comparison, lanes = self._session.comparison, self._session.lanes
        results = [self._result(lane) for lane in lanes]
        scale_s = max(lane.theory_s for lane in lanes)
        height = self.size.height
        return result_bars(
            results,
            comparison.limit_s,
            scale_s,
            width,
            self._session.glyphs,
            thick=2 if height >= TALL else 1,
            apart=1 if height >= ROOMY else 0,
        )

    def _result(self, lane: Lane) -> Result:
        name, run = lane.mode.name, lane.run
        if lane.error or not lane.done or run is None:
            return Result(name, lane.clock_s, done=False, error=lane.error)
        mark = run.verdict
        if self._findings is None or run not in self._findings.comparison.runs:
            return Result(name, lane.clock_s, done=True, mark=mark)
        figures = self._findings.comparison.figures(run)
        speedup = None if mark else figures.speedup
        return Result(name, figures.summary.elapsed_s, True, speedup, mark)

    def _table(self, width: int) -> Content:
        head, _, rest = self._table_text(width).partition("\n")
        return Content.assemble((head, "bold"), "\n", rest) if head else Content()

    def _table_text(self, width: int | None) -> str:
        if self._findings is None:
            return ""
        return as_text(comparison_table(self._findings.comparison), width)

    def _waits(self, width: int) -> Content:
        if self._findings is None:
            return Content()
        title = Content.styled(next((t for t in TITLES if len(t) <= width), ""), "bold")
        drawn = wait_shares(self._findings.shares, width, self._session.glyphs)
        return Content.assemble(title, "\n", drawn)


def _seen(lane: Lane) -> Seen:
    """Return all of a lane that the bars depend on, as it is shown."""
    return lane.done, floor(lane.clock_s + 1e-6), lane.error
