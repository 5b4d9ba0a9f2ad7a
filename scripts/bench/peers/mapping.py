"""The same mapping as others would write it: peer `seed` with Pillow, OpenCV and NumPy, peer `tuned` as an OpenCV expert would.

usage: mapping.py seed|tuned ART PAPER RESULT RUNS QUAD, QUAD being eight numbers in pixels; prints {"milliseconds": least of the runs}
"""

import json
import sys
import time

import cv2
import numpy as np
from PIL import Image

Image.MAX_IMAGE_PIXELS = None
STRENGTH, GREATEST_SHIFT, SIGMA = 60 * 16 / 255, 4.0, 4.5
DARKEST, GAIN, QUALITY = 0.03, 1.08, 90

codes = np.arange(256, dtype=np.float32) / 255
LINEAR = np.where(codes <= 0.04045, codes / 12.92, ((codes + 0.055) / 1.055) ** 2.4).astype(np.float32)


def encoded(linear):
    linear = np.clip(linear, 0, 1)
    return np.round(np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.power(linear, 1 / 2.4) - 0.055) * 255).astype(np.uint8)


CODE_OF_LINEAR16 = encoded(np.arange(65536, dtype=np.float32) / 65535)


def corners(width, height):
    return np.array([[-0.5, -0.5], [width - 0.5, -0.5], [width - 0.5, height - 0.5], [-0.5, height - 0.5]], np.float32)


def size_of(quad):
    side = lambda a, b: float(np.hypot(*(quad[a] - quad[b])))
    return round(max(side(0, 1), side(3, 2))), round(max(side(0, 3), side(1, 2)))


def seed(art_path, paper_path, result_path, quad):
    art = Image.open(art_path).convert("RGB").resize(size_of(quad), Image.LANCZOS)
    art, paper = np.asarray(art), np.asarray(Image.open(paper_path).convert("RGB"))
    height, width = paper.shape[:2]
    toward = cv2.getPerspectiveTransform(corners(art.shape[1], art.shape[0]), quad.astype(np.float32))
    warped = cv2.warpPerspective(art, toward, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    mask = cv2.warpPerspective(np.full(art.shape[:2], 255, np.uint8), toward, (width, height), flags=cv2.INTER_LINEAR)
    grey = cv2.GaussianBlur(cv2.cvtColor(paper, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), SIGMA)
    shift = lambda x, y: np.clip(cv2.Sobel(grey, cv2.CV_32F, x, y, ksize=3) / 8 * STRENGTH, -GREATEST_SHIFT, GREATEST_SHIFT)
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    across, down = across + shift(1, 0), down + shift(0, 1)
    warped = cv2.remap(warped, across, down, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT)
    mask = cv2.remap(mask, across, down, cv2.INTER_LINEAR)
    ink = DARKEST + (1 - DARKEST) * np.power(LINEAR[warped], GAIN)
    light, cover = LINEAR[paper], (mask.astype(np.float32) / 255)[..., None]
    Image.fromarray(encoded(light * (1 - cover) + light * ink * cover)).save(result_path, quality=QUALITY)


def tuned(art_path, paper_path, result_path, quad):
    art, paper = cv2.imread(art_path), cv2.imread(paper_path)
    height, width = paper.shape[:2]
    size = size_of(quad)
    if size[0] < 0.77 * art.shape[1]:
        art = cv2.resize(art, size, interpolation=cv2.INTER_AREA)
    back = cv2.getPerspectiveTransform(quad.astype(np.float32), corners(art.shape[1], art.shape[0])).astype(np.float32)
    grey = cv2.resize(cv2.cvtColor(paper, cv2.COLOR_BGR2GRAY), (width // 4, height // 4), interpolation=cv2.INTER_AREA)
    grey = cv2.GaussianBlur(grey.astype(np.float32), (0, 0), 1.0)
    shift = lambda x, y: np.clip(cv2.Sobel(grey, cv2.CV_32F, x, y, ksize=1) * (STRENGTH / 8), -GREATEST_SHIFT, GREATEST_SHIFT)
    across = cv2.resize(shift(1, 0), (width, height)) + np.arange(width, dtype=np.float32)[None]
    down = cv2.resize(shift(0, 1), (width, height)) + np.arange(height, dtype=np.float32)[:, None]
    scale = 1 / (back[2, 0] * across + back[2, 1] * down + back[2, 2])
    u = (back[0, 0] * across + back[0, 1] * down + back[0, 2]) * scale
    v = (back[1, 0] * across + back[1, 1] * down + back[1, 2]) * scale
    warped = cv2.remap(art, u, v, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    mask = np.zeros((height, width), np.uint8)
    cv2.fillConvexPoly(mask, np.round(quad * 16).astype(np.int32), 255, cv2.LINE_AA, 4)
    ink = cv2.LUT(warped, (DARKEST + (1 - DARKEST) * LINEAR**GAIN).astype(np.float32))
    cover = cv2.merge([mask] * 3).astype(np.float32) * (1 / 255)
    light = cv2.multiply(1 + (ink - 1) * cover, cv2.LUT(paper, LINEAR), scale=65535)
    cv2.imwrite(result_path, CODE_OF_LINEAR16[light.astype(np.uint16)], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])


if __name__ == "__main__":
    peer, art, paper, result, runs = sys.argv[1:6]
    quad = np.array([float(value) for value in sys.argv[6:14]]).reshape(4, 2)
    times = []
    for _ in range(int(runs)):
        started = time.perf_counter()
        {"seed": seed, "tuned": tuned}[peer](art, paper, result, quad)
        times.append(time.perf_counter() - started)
    print(json.dumps({"milliseconds": 1000 * min(times)}))
