"""OpenCV's cubic warp of raw RGB. usage: warp.py ART WIDTH HEIGHT RESULT WIDTH HEIGHT QUAD, QUAD being eight numbers in pixels"""

import sys

import cv2
import numpy as np

art_path, art_width, art_height, result_path, width, height = sys.argv[1:7]
art_width, art_height, width, height = map(int, (art_width, art_height, width, height))
quad = np.array([float(value) for value in sys.argv[7:15]], np.float32).reshape(4, 2)
art = np.fromfile(art_path, np.uint8).reshape(art_height, art_width, 3)
source = np.array([[-0.5, -0.5], [art_width - 0.5, -0.5], [art_width - 0.5, art_height - 0.5], [-0.5, art_height - 0.5]], np.float32)
toward = cv2.getPerspectiveTransform(source, quad)
cv2.warpPerspective(art, toward, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE).tofile(result_path)
print("{}")
