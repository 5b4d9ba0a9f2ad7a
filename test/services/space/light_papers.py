"""A light generator in place of the model, with faults to order: a prompt that begins with [fault:NAME] gets one."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import tempfile
import time
from typing import Callable

import gradio as gr
import numpy as np
from PIL import Image, ImageFilter

from space import PaperRequest

FAULT = re.compile(r"^\[fault:([a-z ]+)(?: ([\d.]+))?\]")
FOLDER = tempfile.mkdtemp(prefix="test-space-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def make_paper(request: PaperRequest, progress: Callable[[int, int], None]) -> object:
    asked = FAULT.match(request.prompt)
    name, number = (asked.group(1).strip(), float(asked.group(2) or 0)) if asked else ("", 0.0)
    for step in range(request.steps):
        progress(step, request.steps)
        if name == "slow":
            time.sleep(number / request.steps)
    fault = FAULTS.get(name)
    return fault() if fault else paper(request)


def paper(request: PaperRequest) -> Image.Image:
    """Paper-like grain that depends on the request alone."""
    rng = np.random.default_rng([request.seed, *request.prompt.encode()])
    height, width = request.height, request.width
    coarse = Image.fromarray(rng.integers(0, 255, (max(2, height // 32), max(2, width // 32)), "uint8"))
    relief = np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC), float)
    tone = rng.normal(0, 7, (height, width)) + (relief - 127) * 0.09
    pixels = np.clip(np.array([236, 228, 210]) + tone[..., None], 0, 255).astype("uint8")
    return Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(0.6))


def refuse(message: str):
    def fault():
        raise gr.Error(message)

    return fault


def crash():
    raise RuntimeError("CUDA out of memory at 0x7f00")


def stored(content: Callable[[], bytes | Image.Image]):
    def fault() -> str:
        path = os.path.join(tempfile.mkdtemp(dir=FOLDER), "paper.png")
        made = content()
        if isinstance(made, bytes):
            with open(path, "wb") as file:
                file.write(made)
        else:
            made.save(path, compress_level=1)
        return path

    return fault


def truncated() -> bytes:
    path = stored(lambda: Image.effect_noise((512, 512), 60).convert("RGB"))()
    with open(path, "rb") as file:
        return file.read()[:3000]


FAULTS: dict[str, Callable[[], object]] = {
    "refused": refuse("<b>No paper</b> for you<script>alert(1)</script>"),
    "quota": refuse("You have exceeded your GPU quota (60s requested vs. 0s left). Try again in 0:12:30"),
    "crash": crash,
    "nothing": lambda: None,
    "web page": stored(lambda: b"<!doctype html><title>Space</title>"),
    "truncated": stored(truncated),
    "bomb": stored(lambda: Image.new("1", (20000, 20000))),
    "large file": stored(lambda: os.urandom(100_000_000)),
    "tiny": stored(lambda: Image.new("RGB", (64, 64), "white")),
}
