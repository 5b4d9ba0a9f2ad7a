"""Papers by a diffusion model."""

from __future__ import annotations

from typing import Callable

import torch
from diffusers import AutoPipelineForText2Image
from PIL import Image

from space import PaperRequest

# Diffusion models are trained around this many pixels; far beyond it they repeat themselves.
BEST_PIXELS = 1024 * 1024
SIDE_STEP = 8


class DiffusionPapers:
    def __init__(self, model_id: str) -> None:
        gpu = torch.cuda.is_available()
        dtype = torch.float16 if gpu else torch.float32
        self.device = "cuda" if gpu else "cpu"
        self.pipeline = AutoPipelineForText2Image.from_pretrained(model_id, torch_dtype=dtype).to(self.device)
        self.pipeline.set_progress_bar_config(disable=True)

    def __call__(self, request: PaperRequest, progress: Callable[[int, int], None]) -> Image.Image:
        width, height = model_size(request.width, request.height)

        def step_done(_pipeline, step: int, _timestep, tensors: dict) -> dict:
            progress(step + 1, request.steps)
            return tensors

        picture = self.pipeline(
            prompt=request.prompt,
            negative_prompt=request.negative_prompt or None,
            width=width,
            height=height,
            guidance_scale=request.guidance_scale,
            num_inference_steps=request.steps,
            generator=torch.Generator(self.device).manual_seed(request.seed),
            callback_on_step_end=step_done,
        ).images[0]
        return picture.resize((request.width, request.height), Image.Resampling.LANCZOS)


def model_size(width: int, height: int) -> tuple[int, int]:
    """The size to make a picture of this shape at, in whole steps."""
    scale = (BEST_PIXELS / (width * height)) ** 0.5
    return round(width * scale / SIDE_STEP) * SIDE_STEP, round(height * scale / SIDE_STEP) * SIDE_STEP
