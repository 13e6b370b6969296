"""The reference detector (YuNet): labels photos and checks restored faces. Not ours to ship."""

from collections.abc import Sequence

import cv2
import numpy as np
import onnx

from pixomax_training.arrays import ByteArray, FloatArray
from pixomax_training.faces.boxes import suppress
from pixomax_training.sessions import open_session

STRIDES = (8, 16, 32)
LARGEST_STRIDE = 32
# The second, smaller feed finds faces that fill the picture: at 640 px they are larger than what it was made for.
LONG_SIDES = (640, 320)
ERRORS_ONLY = 3  # onnxruntime's log severity: it warns of the shapes that are freed below


class Reference:
    """The detector in the file at `path`, for photos of any size."""

    def __init__(self, path: str, threads: int = 1) -> None:
        model = onnx.load(path)
        for axis in (2, 3):  # published for 640 x 640, but nothing in it needs that
            model.graph.input[0].type.tensor_type.shape.dim[axis].dim_param = f"side{axis}"
        for output in model.graph.output:
            output.type.tensor_type.shape.dim[1].dim_param = f"{output.name}-places"
        self.session = open_session(model.SerializeToString(), threads, ERRORS_ONLY)

    def find(self, rgb: ByteArray, low: float = 0.4, long_sides: Sequence[int] = LONG_SIDES) -> FloatArray:
        """Faces of a uint8 RGB photo, best first, in its pixels.

        float32 [N,15]: box (center x, y, width, height), 5 points (x, y), score, which is above `low`.
        """
        found = np.concatenate([self._find_at(rgb, long_side, low) for long_side in long_sides])
        return found[suppress(found[:, :4], found[:, 14])]

    def _find_at(self, rgb: ByteArray, long_side: int, low: float) -> FloatArray:
        scale = long_side / max(rgb.shape[:2])
        interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=interpolation)
        height, width = (-(-side // LARGEST_STRIDE) * LARGEST_STRIDE for side in small.shape[:2])
        fed = np.zeros((height, width, 3), np.float32)
        fed[: small.shape[0], : small.shape[1]] = small[..., ::-1]
        names = [output.name for output in self.session.get_outputs()]
        answers = self.session.run(None, {"input": fed.transpose(2, 0, 1)[None]})
        outputs = dict(zip(names, answers, strict=True))
        faces = np.concatenate([decode(outputs, stride, width // stride, low) for stride in STRIDES])
        faces[:, :14] /= scale
        return faces


def decode(outputs: dict[str, FloatArray], stride: int, columns: int, low: float) -> FloatArray:
    """float32 [N,15]: the faces of one stride, in pixels of the fed picture, which has `columns` cells across."""
    cls, obj, box, points = (outputs[f"{name}_{stride}"][0] for name in ("cls", "obj", "bbox", "kps"))
    score = np.sqrt(cls[:, 0].clip(0, 1) * obj[:, 0].clip(0, 1))
    cells = np.flatnonzero(score > low)
    place = np.stack([cells % columns, cells // columns], 1).astype(np.float32)
    center = (place + box[cells, :2]) * stride
    size = np.exp(box[cells, 2:]) * stride
    marks = (points[cells] + np.tile(place, 5)) * stride
    return np.hstack([center, size, marks, score[cells, None]]).astype(np.float32)
