"""The modes in a recording: what each is, and its source as it was."""

import re
from typing import cast

import msgspec

from simul.modes.code import Code
from simul.modes.mode import Family, Mode, Scheduler, Suspends
from simul.modes.registry import UnknownMode, find_mode
from simul.scenario.mistakes import check_printable, written
from simul.scenario.scenario import PolicyName

_NAME = re.compile(r"[^\s,]{1,60}")


class ModeDocument(msgspec.Struct):
    """The mode of the events that follow: what the registry had of it, and the source of its parties."""

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
    policy: PolicyName | None = None
    blocks: bool = False


def mode_bytes(mode: Mode, code: Code) -> bytes:
    """Write what a mode is, and its source."""
    return msgspec.json.encode(
        ModeDocument(
            name=mode.name,
            family=mode.family,
            concurrent=mode.concurrent,
            scheduler=mode.scheduler,
            suspends=mode.suspends,
            many_cores=mode.many_cores,
            sentence=mode.sentence,
            instead=mode.instead,
            lawless=mode.lawless,
            file=code.name,
            source=code.text,
            policy=mode.policy,
            blocks=mode.blocks,
        )
    )


def mode_of(payload: bytes) -> tuple[Mode, Code]:
    """Undo `mode_bytes`: return the registry's mode of that name, or, where it has none, the recorded one.

    Such a one has no module, and cannot be played. Raises ValueError.
    """
    document = msgspec.json.decode(payload, type=ModeDocument)
    texts = msgspec.structs.asdict(document)
    texts["source"] = document.source.replace("\n", " ").replace("\t", " ")
    check_printable(*(text for text in texts.values() if isinstance(text, str)))
    if not _NAME.fullmatch(document.name):
        raise ValueError(f"{written(document.name)} is not the name of a mode")
    code = Code(document.file, document.source)
    try:
        return find_mode(document.name), code
    except UnknownMode:
        return _recorded(document), code


def _recorded(document: ModeDocument) -> Mode:
    return Mode(
        name=document.name,
        module="",
        runtime="",
        family=cast(Family, document.family),
        concurrent=document.concurrent,
        scheduler=cast(Scheduler, document.scheduler),
        suspends=cast(Suspends, document.suspends),
        many_cores=document.many_cores,
        sentence=document.sentence,
        instead=document.instead,
        lawless=document.lawless,
        policy=document.policy,
        blocks=document.blocks,
    )
