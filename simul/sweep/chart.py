"""The chart of a sweep, by matplotlib: the same bytes each time, and legible in black and white."""

from array import array
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from simul.formats.time_ticks import time_ticks
from simul.modes.mode import Mode
from simul.scenario.durations import duration
from simul.sweep.crossover import Crossover
from simul.sweep.points import Sweep
from simul.sweep.report import heading, value_in_words
from simul.sweep.rows import Row
from simul.sweep.student import Estimate
from simul.sweep.values import WHOLE, Value

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Quantity = Literal["elapsed", "speedup"]

MOST_POINTS = 1_000
"""Most points of a curve that are kept; of more, every second, third, ... and the last."""
MOST_CURVES = 12
"""More are not told apart."""
MOST_BETWEEN = 20
"""Most points of a curve that have markers."""
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#000000")
"""Told apart by those who see few colours: M. Okabe and K. Ito, "Color Universal Design" (2008)."""
MARKERS = "osD^vPX*<>ph"
LINES = ("-", "--", "-.", (0, (5, 1, 1, 1, 1, 1)))
SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "simul",
    "svg.fonttype": "path",
    "font.size": 12,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
METADATA = {
    "svg": {"Date": None, "Creator": "simul", "Title": "simul sweep"},
    "png": {"Software": "simul"},
}


GAME_AFTER_GAME = "theory, game after game"


def _theory(mode: Mode) -> str:
    """Return what the theory of a mode is called."""
    if not mode.concurrent:
        return GAME_AFTER_GAME
    return f"theory, going round{f' (policy {mode.policy})' if mode.policy else ''}"


def curves(sweep: Sweep) -> int:
    """Return how many curves a chart has: one a mode and value of the second option."""
    second = [*sweep.axes.values()][1:2]
    return len(sweep.modes) * (second[0].count if second else 1)


class _Curve:
    """One curve: the places on the x axis, the means, the intervals' ends, and what theory says."""

    def __init__(self) -> None:
        self.seen = 0
        self.wrong = False
        self.x, self.mean, self.low, self.high = (array("d") for _ in range(4))
        self.theory = array("d")

    def add(self, x: float, estimate: Estimate, theory: float) -> None:
        nothing = float("nan")
        mean = nothing if estimate.mean is None else estimate.mean
        self.x.append(x)
        self.mean.append(mean)
        self.low.append(mean if estimate.low is None else estimate.low)
        self.high.append(mean if estimate.high is None else estimate.high)
        self.theory.append(theory)


class Chart:
    """Takes the rows one by one, and draws them. The first option that is swept is the x axis."""

    def __init__(self, sweep: Sweep, quantity: Quantity) -> None:
        self._sweep = sweep
        self._quantity = quantity
        self._option, self._values = next(iter(sweep.axes.items()))
        self._stride = -(-self._values.count // MOST_POINTS)
        self._places: dict[Value, int] = {}
        self._curves: dict[tuple[str, str], _Curve] = {}

    def add(self, row: Row) -> None:
        """Take the next row."""
        label = ", ".join(
            f"{option} {value_in_words(option, value)}"
            for option, value in row.point.items()
            if option != self._option
        )
        curve = self._curves.setdefault((row.mode, label), _Curve())
        curve.seen += 1
        curve.wrong = curve.wrong or row.broken > 0
        if (curve.seen - 1) % self._stride and curve.seen != self._values.count:
            return
        value = row.point[self._option]
        if self._values.numbers:
            assert not isinstance(value, str)
            place = float(value)
        else:
            place = float(self._places.setdefault(value, len(self._places)))
        elapsed = self._quantity == "elapsed"
        curve.add(
            place,
            row.elapsed_s if elapsed else row.speedup,
            row.theory_s if elapsed else row.theory_speedup,
        )

    def draw(self, form: str, crossovers: list[Crossover]) -> bytes:
        """Return the chart as "svg" or "png"."""
        import matplotlib as mpl
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        with mpl.rc_context():
            mpl.rcdefaults()
            settings: Any = mpl.rcParams  # its type has every name in it, and no str
            settings.update(SETTINGS)
            figure = Figure(figsize=(10, 6), dpi=150, layout="constrained")
            FigureCanvasAgg(figure)
            axes = figure.add_subplot()
            self._draw_curves(axes)
            self._draw_axes(axes)
            self._mark(axes, crossovers)
            figure.legend(
                loc="outside lower center", ncols=self._columns(), frameon=False, fontsize=10
            )
            out = BytesIO()
            figure.savefig(out, format=form, metadata=METADATA[form])
        return out.getvalue()

    def _columns(self) -> int:
        """Return how many columns of the legend fit beside one another."""
        widest = max(len(f"{mode} (wrong), {label}") for mode, label in self._curves)
        return 3 if widest <= 30 else 2 if widest <= 50 else 1

    def _draw_curves(self, axes: "Axes") -> None:
        theory = {mode.name: _theory(mode) for mode in self._sweep.modes}
        theories: set[tuple[str, str]] = set()
        for (mode, label), curve in self._curves.items():
            if (theory[mode], label) not in theories:
                first = theory[mode] not in {one for one, _ in theories}
                look: dict[str, Any] = {"linewidth": 7, "solid_capstyle": "round"}
                if not self._values.numbers:
                    look = {"linestyle": "none", "marker": "_", "markersize": 40}
                    look["markeredgewidth"] = 5
                axes.plot(
                    curve.x,
                    curve.theory,
                    color="0.85" if theory[mode] == GAME_AFTER_GAME else "0.75",
                    label=theory[mode] if first else None,
                    zorder=1,
                    gid="theory",
                    **look,
                )
                theories.add((theory[mode], label))
        for index, ((name, label), curve) in enumerate(self._curves.items()):
            mode = f"{name} (wrong)" if curve.wrong else name
            style: dict[str, Any] = {
                "color": COLOURS[index % len(COLOURS)],
                "marker": MARKERS[index % len(MARKERS)],
                "linestyle": LINES[index % len(LINES)] if self._values.numbers else "none",
                "label": f"{mode}, {label}" if label else mode,
                "markevery": -(-len(curve.x) // MOST_BETWEEN),
                "markersize": 6,
                "linewidth": 1.5,
                "zorder": 3,
                "gid": "curve",
            }
            if self._sweep.repeat == 1:
                axes.plot(curve.x, curve.mean, **style)
                continue
            below = [mean - low for mean, low in zip(curve.mean, curve.low, strict=True)]
            above = [high - mean for mean, high in zip(curve.mean, curve.high, strict=True)]
            style["errorevery"] = style["markevery"]
            axes.errorbar(curve.x, curve.mean, yerr=[below, above], capsize=3, **style)

    def _draw_axes(self, axes: "Axes") -> None:
        unit = ", s" if self._values.numbers and self._option not in WHOLE else ""
        axes.set_xlabel(f"{self._option}{unit}")
        if not self._values.numbers:
            names = [value_in_words(self._option, value) for value in self._places]
            axes.set_xticks(range(len(names)), names)
            axes.margins(x=0.2)
        every = [
            number
            for curve in self._curves.values()
            for numbers in (curve.mean, curve.theory)
            for number in numbers
            if number == number  # a point without a figure has nan
        ]
        low, high = min(every, default=0), max(every, default=0)
        wide = low > 0 and high > 10 * low
        if self._quantity == "elapsed":
            axes.set_ylabel("elapsed, h:mm:ss")
            if wide:
                axes.set_yscale("log")
            else:
                axes.set_ylim(0, 1.05 * high or 1)
            ticks = time_ticks(low if wide else 0, high, wide)
            axes.set_yticks(ticks, [duration(tick) for tick in ticks])
            axes.yaxis.set_tick_params(which="minor", left=False, labelleft=False)
        else:
            axes.set_ylabel("speed-up over sync")
            axes.set_ylim(0, 1.05 * high or 1)
        axes.grid(axis="y", color="0.9", linewidth=0.8)
        axes.set_title(heading(self._sweep), loc="left", fontsize=12)

    def _mark(self, axes: "Axes", crossovers: list[Crossover]) -> None:
        # Where the curves are not: they are high to the right in both, and low to the left in the second.
        top = self._quantity == "elapsed"
        for crossover in crossovers[:MOST_CURVES]:
            whole = crossover.option in WHOLE
            at = value_in_words(crossover.option, int(crossover.at) if whole else crossover.at)
            text = f"crossover: {at}{' boards' * (crossover.option == 'boards')}"
            others = "".join(
                f"\n{name} {value_in_words(name, value)}"
                for name, value in crossover.others.items()
            )
            axes.axvline(crossover.at, color="black", linestyle=":", linewidth=1.2, gid="crossover")
            axes.annotate(
                text + others,
                (crossover.at, 1 if top else 0),
                (4, -4 if top else 4),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                rotation=90,
                verticalalignment="top" if top else "bottom",
                bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1},
                fontsize=10,
            )
