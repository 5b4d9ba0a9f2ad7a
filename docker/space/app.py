"""A Hugging Face Space that makes paper for Artwork Mapping."""

import os

try:  # ZeroGPU lends a GPU for one call; the package is there on Spaces alone.
    import spaces
except ImportError:
    spaces = None

from diffusion import DiffusionPapers
from space import build_space

papers = DiffusionPapers(os.environ.get("MODEL_ID", "stabilityai/stable-diffusion-xl-base-1.0"))


def make_paper(request, progress):
    return papers(request, progress)


if spaces is not None:
    make_paper = spaces.GPU(duration=int(os.environ.get("GPU_SECONDS", "60")))(make_paper)

demo = build_space(
    make_paper,
    default_steps=int(os.environ.get("DEFAULT_STEPS", "28")),
    queue_size=int(os.environ.get("QUEUE_SIZE", "20")),
)

if __name__ == "__main__":
    demo.launch()
