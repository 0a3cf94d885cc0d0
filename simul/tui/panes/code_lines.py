"""Source code as lines of text and roles, to be coloured by whatever theme there is."""

from collections.abc import Sequence
from functools import lru_cache

from textual.highlight import HighlightTheme, highlight

from simul.tui.style.lines import Line

CODE_ROLES = ("keyword", "string", "comment", "docs", "defined", "number")


def _role(token: str) -> str:
    """Return the role of a kind of token, by its name; "" for what needs none."""
    for start, role in (
        ("Token.Literal.String.Doc", "docs"),
        ("Token.Literal.String", "string"),
        ("Token.Literal.Number", "number"),
        ("Token.Comment", "comment"),
        ("Token.Keyword", "keyword"),
        ("Token.Operator.Word", "keyword"),
        ("Token.Name.Function", "defined"),
        ("Token.Name.Class", "defined"),
    ):
        if token.startswith(start):
            return role
    return ""


class _Roles(HighlightTheme):
    """The roles in place of colours."""

    STYLES = {token: _role(str(token)) for token in HighlightTheme.STYLES}  # noqa: RUF012


@lru_cache(maxsize=16)
def _highlighted(source: tuple[str, ...]) -> list[Line]:
    content = highlight("\n".join(source), language="python", theme=_Roles)
    roles = [""] * len(content.plain)
    for span in content.spans:
        if span.style in CODE_ROLES:
            roles[span.start : span.end] = [str(span.style)] * (span.end - span.start)
    lines, at = [], 0
    for text in source:
        line: Line = []
        for letter, role in zip(text, roles[at : at + len(text)], strict=True):
            if line and line[-1][1] == role:
                line[-1] = (line[-1][0] + letter, role)
            else:
                line.append((letter, role))
        lines.append(line)
        at += len(text) + 1
    return lines


def highlighted(source: Sequence[str]) -> list[Line]:
    """Return each line of a Python source as pieces with a role: one of CODE_ROLES, or ""."""
    return _highlighted(tuple(text.expandtabs() for text in source))


def cut(line: Line, width: int, mark: str) -> Line:
    """Return a line cut to this many characters; a cut line ends in a mark."""
    if sum(len(text) for text, _ in line) <= width:
        return line
    found: Line = []
    room = width - len(mark)
    for text, role in line:
        if room <= 0:
            break
        found.append((text[:room], role))
        room -= len(text)
    return [*found, (mark, "gutter")] if width > 0 else []
