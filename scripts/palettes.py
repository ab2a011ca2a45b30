"""A PNG with the 256 colours that a picture of a page needs: a third of its weight otherwise."""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np
from playwright.sync_api import Page

_MOST = 256
# The browser knows how to read its own pictures.
_PIXELS = """async picture => {
  const bytes = Uint8Array.from(atob(picture), letter => letter.charCodeAt(0))
  const bitmap = await createImageBitmap(new Blob([bytes], {type: 'image/png'}))
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  const context = canvas.getContext('2d')
  context.drawImage(bitmap, 0, 0)
  const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height).data
  let text = ''
  for (let at = 0; at < pixels.length; at += 32768)
    text += String.fromCharCode(...pixels.subarray(at, at + 32768))
  return [bitmap.width, bitmap.height, btoa(text)]
}"""


def with_palette(picture: bytes, page: Page) -> bytes:
    """The same picture, its rarer colours replaced by those next to them."""
    width, height, pixels = page.evaluate(_PIXELS, base64.b64encode(picture).decode())
    rgb = np.frombuffer(base64.b64decode(pixels), np.uint8).reshape(-1, 4)[:, :3].astype(np.int32)
    packed = rgb[:, 0] << 16 | rgb[:, 1] << 8 | rgb[:, 2]
    colours, where, counts = np.unique(packed, return_inverse=True, return_counts=True)
    # Of colours as frequent as each other always the same ones.
    kept = np.sort(colours[np.argsort(-counts, kind="stable")[:_MOST]])
    apart = np.abs(_parts(colours)[:, None, :] - _parts(kept)[None, :, :]).sum(axis=2)
    indices = apart.argmin(axis=1).astype(np.uint8)[where].reshape(height, width)
    rows = np.hstack([np.zeros((height, 1), np.uint8), indices]).tobytes()
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", _parts(kept).astype(np.uint8).tobytes()),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _parts(colours: np.ndarray) -> np.ndarray:
    """Red, green and blue."""
    return np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)
