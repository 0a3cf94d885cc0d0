"""How a length of time is written."""


def duration(seconds: float) -> str:
    """Write seconds as "1:00:55"; below a minute as "23.4 s", below a tenth of a second as "5.9 ms".

    It is rounded once, at the end.
    """
    if seconds < 0:
        return f"-{duration(-seconds)}"
    if seconds < 59.95:
        return f"{seconds * 1000:.1f} ms" if 0 < seconds < 0.09995 else f"{seconds:.1f} s"
    whole = int(seconds + 0.5)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
