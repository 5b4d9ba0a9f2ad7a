"""
The Space of docker/space with a light generator in place of the model.

SPACE_PORT   port of the loopback interface
SPACE_TOKEN  where set, every request needs "Authorization: Bearer TOKEN", as at a private Space
SPACE_QUEUE  requests that may wait
"""

import os
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "docker" / "space"))

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.responses import JSONResponse

from light_papers import FOLDER, make_paper
from space import build_space

TOKEN = os.environ.get("SPACE_TOKEN", "")


class RequireToken:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        given = dict(scope.get("headers", [])).get(b"authorization")
        if scope["type"] == "http" and given != f"Bearer {TOKEN}".encode():
            await JSONResponse({"error": "Invalid credentials"}, status_code=401)(scope, receive, send)
            return
        await self.app(scope, receive, send)


demo = build_space(make_paper, default_steps=4, queue_size=int(os.environ.get("SPACE_QUEUE", "20")))
app = gr.mount_gradio_app(FastAPI(), demo, path="", allowed_paths=[FOLDER])
if TOKEN:
    app.add_middleware(RequireToken)
# Uvicorn hands the signal on once it has shut down; ended in order, Python removes the pictures.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
uvicorn.run(app, host="127.0.0.1", port=int(os.environ["SPACE_PORT"]), log_level="warning")
