"""The Space itself: its one endpoint and its page. What makes the picture is given to it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Callable, Protocol

import gradio as gr

MAX_SEED = 2**31 - 1
LEAST_SIDE = 256
GREATEST_SIDE = 1536
SIDE_STEP = 8
MAX_STEPS = 50


@dataclass(frozen=True)
class PaperRequest:
    prompt: str
    negative_prompt: str
    seed: int
    width: int
    height: int
    guidance_scale: float
    steps: int


class PaperMaker(Protocol):
    def __call__(self, request: PaperRequest, progress: Callable[[int, int], None]) -> object:
        """A picture, or what Gradio takes in place of one. `progress` is told the steps done and their number."""
        ...


def build_space(make_paper: PaperMaker, default_steps: int, queue_size: int | None = 20) -> gr.Blocks:
    def infer(
        prompt: str,
        negative_prompt: str,
        seed: float,
        randomize_seed: bool,
        width: float,
        height: float,
        guidance_scale: float,
        num_inference_steps: float,
        progress=gr.Progress(),
    ):
        if not (prompt or "").strip():
            raise gr.Error("A prompt is required")
        chosen = random.randint(0, MAX_SEED) if randomize_seed else int(seed)
        request = PaperRequest(
            prompt=prompt,
            negative_prompt=negative_prompt or "",
            seed=chosen,
            width=int(width) // SIDE_STEP * SIDE_STEP,
            height=int(height) // SIDE_STEP * SIDE_STEP,
            guidance_scale=float(guidance_scale),
            steps=max(1, int(num_inference_steps)),
        )
        paper = make_paper(request, lambda done, steps: progress((done, steps), desc="making the paper"))
        return paper, chosen

    with gr.Blocks(title="Paper for Artwork Mapping") as demo:
        gr.Markdown("# Paper for Artwork Mapping\nPhotographs of blank paper, seen straight from above.")
        with gr.Row():
            with gr.Column():
                inputs = [
                    gr.Textbox(label="Prompt", value="a sheet of crumpled white paper seen from above"),
                    gr.Textbox(label="Negative prompt", value="text, drawing, hands, table, border"),
                    gr.Slider(0, MAX_SEED, value=0, step=1, label="Seed"),
                    gr.Checkbox(value=True, label="Randomize seed"),
                    gr.Slider(LEAST_SIDE, GREATEST_SIDE, value=1024, step=SIDE_STEP, label="Width"),
                    gr.Slider(LEAST_SIDE, GREATEST_SIDE, value=1024, step=SIDE_STEP, label="Height"),
                    gr.Slider(0.0, 15.0, value=6.0, step=0.1, label="Guidance scale"),
                    gr.Slider(1, MAX_STEPS, value=default_steps, step=1, label="Steps"),
                ]
                run = gr.Button("Make a paper", variant="primary")
            with gr.Column():
                outputs = [gr.Image(format="png", label="Paper"), gr.Number(label="Seed")]
        run.click(infer, inputs, outputs, api_name="infer", concurrency_limit=1)
    demo.queue(max_size=queue_size, default_concurrency_limit=1)
    return demo
