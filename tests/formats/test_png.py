"""The picture in PNG: that there are texts and textures in it, without any font of the system's."""

import struct
import zlib

import pytest

from simul.formats import png
from simul.formats.registry import FORMATS
from simul.formats.result import Result
from tests.formats.played import played

pytestmark = pytest.mark.slow
resvg_py = pytest.importorskip("resvg_py", reason="resvg-py is not installed")


def size_and_rows(data: bytes) -> tuple[int, int, bytes]:
    """The width, the height and the filtered rows of a PNG (see its specification, sections 5 and 11)."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    at, content, header = 8, b"", b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        chunk = data[at + 8 : at + 8 + length]
        header, content = (
            (chunk if kind == b"IHDR" else header),
            content + chunk * (kind == b"IDAT"),
        )
        at += 12 + length
    wide, high = struct.unpack(">II", header[:8])
    return wide, high, zlib.decompress(content)


def drawn(monkeypatch: pytest.MonkeyPatch, change: tuple[str, str] = ("", "")) -> bytes:
    """The rows of the picture on a machine without fonts; with a text of the SVG replaced by another."""
    render = resvg_py.svg_to_bytes
    with monkeypatch.context() as patched:
        patched.setattr(
            resvg_py,
            "svg_to_bytes",
            lambda svg_string, **how: render(
                svg_string=svg_string.replace(*change), **how, skip_system_fonts=True
            ),
        )
        return size_and_rows(png.render(Result(played(boards=2, pairs=2))))[2]


def test_it_is_twice_as_large_as_the_svg() -> None:
    wide, high, _ = size_and_rows(png.render(Result(played(boards=2, pairs=2))))
    assert wide == 2560
    assert 600 < high < 2000


def test_its_texts_are_there_on_a_machine_without_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(monkeypatch) != drawn(monkeypatch, (">async: elapsed", ">"))


@pytest.mark.parametrize("texture", ["suspended", "waiting"])
def test_its_textures_are_there(monkeypatch: pytest.MonkeyPatch, texture: str) -> None:
    assert drawn(monkeypatch) != drawn(monkeypatch, (f"url(#{texture})", "#fff"))
    assert drawn(monkeypatch) != drawn(monkeypatch, (f'<pattern id="{texture}"', '<pattern id="x"'))


def test_where_its_library_is_missing_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert FORMATS[".png"].missing() == ""
    monkeypatch.setattr("simul.formats.registry.find_spec", lambda name: None)
    assert "pip install 'chess-simul[png]'; or write the same as .svg" in FORMATS[".png"].missing()
