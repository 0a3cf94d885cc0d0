"""The modes in a recording: what each is, and its source as it was."""

import re
from typing import Any

import msgspec

from simul.modes.code import Code
from simul.modes.mode import Mode
from simul.modes.registry import UnknownMode, find_mode
from simul.scenario.policies import POLICIES
from simul.scenario.wording import check_printable, written

_NAME = re.compile(r"[^\s,]{1,60}")


class ModeDocument(msgspec.Struct):
    """The mode of the events that follow: fields of the registry's Mode, and the source of its parties."""

    name: str
    family: str
    concurrent: bool
    scheduler: str
    suspends: str
    many_cores: bool
    sentence: str
    instead: str
    lawless: bool
    file: str
    source: str
    policy: str | None = None
    blocks: bool = False


_OF_CODE = ("file", "source")


def mode_bytes(mode: Mode, code: Code) -> bytes:
    """Write what a mode is, and its source."""
    named = [name for name in ModeDocument.__struct_fields__ if name not in _OF_CODE]
    fields = {name: getattr(mode, name) for name in named}
    return msgspec.json.encode(ModeDocument(file=code.name, source=code.text, **fields))


def mode_of(payload: bytes) -> tuple[Mode, Code]:
    """Undo `mode_bytes`: return the registry's mode of that name, or, where it has none, the recorded one.

    Such a one has no module, and cannot be played. Raises ValueError.
    """
    document = msgspec.json.decode(payload, type=ModeDocument)
    fields: dict[str, Any] = msgspec.structs.asdict(document)
    texts = fields | {"source": document.source.replace("\n", " ").replace("\t", " ")}
    check_printable(*(text for text in texts.values() if isinstance(text, str)))
    if not _NAME.fullmatch(document.name):
        raise ValueError(f"{written(document.name)} is not the name of a mode")
    if document.policy not in (None, *POLICIES):
        raise ValueError(f"{written(document.policy)} is not a policy")
    code = Code(fields.pop("file"), fields.pop("source"))
    try:
        return find_mode(document.name), code
    except UnknownMode:
        return Mode(module="", runtime="", **fields), code
