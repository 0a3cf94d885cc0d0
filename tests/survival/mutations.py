"""Small changes that damage: of bytes, of texts, and of documents such as JSON has."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

STRANGE: tuple[Any, ...] = (
    *(
        "",
        " ",
        "\x00",
        "\x1b[2J",
        "\x9b31m",
        "\u202e",
        "\u2028",
        "\x85",
        "é",
        "王",
        "🙂",
        "\t",
        "\n",
    ),
    *(
        "x" * 300,
        "[" * 300,
        "1" * 5000,
        "1_0",
        "１２",
        "²",
        "NaN",
        "1e999",
        "-0",
        "0x10",
        "%s",
        "{0}",
    ),
    *(0, -1, 1, 2**31, 2**53, 2**63, 2**64, -(2**63) - 1, 10**400, True, False, None),
    *(0.0, -0.0, 1e-320, 1e7, 1e18, 1e20, 1.5e300, -1.0, 0.1),
    *([], {}, [[]], [None], {"": 0}, {"a": {"a": {}}}),
)
"""Values and texts that have broken programs."""


def bytes_mutated(random: Random, content: bytes, tokens: Sequence[bytes] = ()) -> bytes:
    """Change a few places: bits flipped, parts left out, doubled, moved, put in; or cut it off."""
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        first, last = sorted(random.randrange(len(changed) + 1) for _ in range(2))
        match random.randrange(8):
            case 0 | 1 if changed:
                changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
            case 2 if changed:
                changed[random.randrange(len(changed))] = random.randrange(256)
            case 3:
                del changed[first : min(last, first + random.randrange(1, 30))]
            case 4:
                changed[first:first] = changed[first : min(last, first + 200)]
            case 5:
                changed[first:first] = random.randbytes(random.randrange(1, 9))
            case 6 if tokens:
                changed[first:first] = random.choice(tokens)
            case _:
                if random.random() < 0.2:
                    del changed[first:]
    return bytes(changed)


def text_mutated(random: Random, text: str, tokens: Sequence[str]) -> str:
    """Change a few places of a text: parts left out, doubled, moved, and tokens put in or in place."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        first = random.randrange(len(text) + 1)
        last = min(len(text), first + random.choice((0, 1, 1, 2, 5, 40)))
        part = text[first:last]
        match random.randrange(6):
            case 0:
                text = text[:first] + text[last:]
            case 1:
                text = text[:first] + part * random.choice((2, 3, 50)) + text[last:]
            case 2:
                to = random.randrange(len(text) + 1)
                text = text[:to] + part + text[to:]
            case 3:
                strange = str(random.choice(STRANGE))
                text = text[:first] + strange + text[last:]
            case _:
                text = text[:first] + random.choice(tokens) + text[last:]
    return text


def soup(random: Random, tokens: Sequence[str], most: int) -> str:
    """Put tokens one after the other."""
    return "".join(random.choice(tokens) for _ in range(random.randrange(most)))


def document_mutated(random: Random, document: Any) -> Any:
    """Change one value, key or item, somewhere in a document."""
    value = document
    change: Callable[[Any], None] | None = None
    while isinstance(value, dict | list) and value and (change is None or random.random() < 0.8):
        holder = value
        if isinstance(holder, dict):
            key: Any = random.choice([*holder])
            if random.random() < 0.1:
                holder[random.choice((key + "x", "", "name", "0", "\x1b"))] = holder.pop(key)
                return document
        else:
            key = random.randrange(len(holder))
            if random.random() < 0.1:
                holder.insert(key, holder[random.randrange(len(holder))])
                return document
        if random.random() < 0.1:
            del holder[key]
            return document
        value, change = holder[key], _put(holder, key)
    new = _changed(random, value)
    if change is None:
        return new
    change(new)
    return document


def _put(holder: Any, key: Any) -> Callable[[Any], None]:
    def put(value: Any) -> None:
        holder[key] = value

    return put


def _changed(random: Random, value: Any) -> Any:
    if isinstance(value, bool) or random.random() < 0.4:
        return random.choice(STRANGE)
    if isinstance(value, int):
        return value + random.choice((-2, -1, 1, 2, 1000, 2**16, 2**40))
    if isinstance(value, float):
        return value * random.choice((0.0, -1.0, 0.5, 1.0000001, 2.0, 1e10, 1e300))
    if isinstance(value, str):
        return text_mutated(random, value, (*filter(None, value.split(" ")), " ", ",", "\x1b"))
    return random.choice(STRANGE)
