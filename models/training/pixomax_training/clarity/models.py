"""The two networks as the studio runs them on a photo's lightness: the whole photo, then each face."""
import cv2
import numpy as np
import onnxruntime

from pixomax_training.clarity.restorer import STRIDE
from pixomax_training.faces.aligned import cut
from pixomax_training.faces.restorer import SIDE

BLOCK, NEAR, AROUND, FINE_RADIUS, SLACK, UNSEEN = 16, 1, 6, 2, 1.25, 0.05  # see even-change.ts


def open_session(path: str, threads: int = 1) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry('session.intra_op.allow_spinning', '0')
    return onnxruntime.InferenceSession(path, options, providers=['CPUExecutionProvider'])


def photo_change(session: onnxruntime.InferenceSession, lightness: np.ndarray) -> np.ndarray:
    """What the network would add to a photo's L* 0..100 [H,W]."""
    height, width = lightness.shape
    fed = cv2.copyMakeBorder(lightness, 0, -height % STRIDE, 0, -width % STRIDE, cv2.BORDER_REPLICATE)
    return session.run(None, {'lightness': fed[None, None]})[0][0, 0, :height, :width]


def even_change(change: np.ndarray, lightness: np.ndarray) -> np.ndarray:
    """The change with what it removes of the fine detail evened out, as even-change.ts does it and says why. Both [H,W]."""
    fine, changed = (plane - box(plane, FINE_RADIUS) for plane in (lightness, change))
    share = (box(sum_blocks(-changed * fine), NEAR) / (box(sum_blocks(fine * fine), NEAR) + 1e-3)).clip(0, 1)
    scale = np.minimum(1, (SLACK * box(share, AROUND) + UNSEEN) / np.maximum(share, UNSEEN))
    return change * cv2.resize(scale, change.shape[::-1], interpolation=cv2.INTER_LINEAR)


def box(plane: np.ndarray, radius: int) -> np.ndarray:
    return cv2.blur(plane, (2 * radius + 1, 2 * radius + 1), borderType=cv2.BORDER_REPLICATE)


def sum_blocks(plane: np.ndarray) -> np.ndarray:
    height, width = plane.shape
    padded = np.pad(plane, ((0, -height % BLOCK), (0, -width % BLOCK)))
    return padded.reshape(padded.shape[0] // BLOCK, BLOCK, -1, BLOCK).sum((1, 3))


def clear_photo(session: onnxruntime.InferenceSession, lightness: np.ndarray, clear_below: float) -> tuple[np.ndarray, float]:
    """(L* made clear, mean size of the change). A photo whose change is smaller than `clear_below` stays as it is."""
    change = photo_change(session, lightness)
    size = float(np.abs(change).mean())
    return (lightness + even_change(change, lightness)).clip(0, 100) if size >= clear_below else lightness, size


def cut_face(lightness: np.ndarray, face: np.ndarray) -> np.ndarray:
    """A face of L* [H,W] as the restorer is fed: [SIDE,SIDE]. face: [15] as in faces.json."""
    return cut(lightness, face, SIDE).clip(0, 100)


def clear_face(session: onnxruntime.InferenceSession, crop: np.ndarray, clear_below: float) -> tuple[np.ndarray, float]:
    """(a crop's L* made clear, mean size of the change)."""
    made = session.run(None, {'lightness': crop[None, None]})[0][0, 0]
    size = float(np.abs(made - crop).mean())
    return made if size >= clear_below else crop, size
