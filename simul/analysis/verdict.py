"""Whether what came out of a run may be believed, in a word that stands beside it."""

from simul.analysis.run import Run


def verdict(run: Run) -> str:
    """Return "wrong", "stuck" or "interrupted"; "" for a run that is right."""
    if run.broken:
        return "wrong"
    if run.ended is None:
        return ""
    return "interrupted" if run.interrupted else "stuck"


def marked(run: Run) -> str:
    """Return the name of the run's mode, with the verdict behind it where it is not right."""
    word = verdict(run)
    return f"{run.mode.name} ({word})" if word else run.mode.name
