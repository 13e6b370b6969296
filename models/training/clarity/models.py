"""The two networks as the studio runs them on a photo's lightness: the whole photo, then each face."""
import cv2
import numpy as np
import onnxruntime

from clarity.restorer import STRIDE
from faces.aligned import cut
from faces.restorer import SIDE


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


def clear_photo(session: onnxruntime.InferenceSession, lightness: np.ndarray, clear_below: float) -> tuple[np.ndarray, float]:
    """(L* made clear, mean size of the change). A photo whose change is smaller than `clear_below` stays as it is."""
    change = photo_change(session, lightness)
    size = float(np.abs(change).mean())
    return (lightness + change).clip(0, 100) if size >= clear_below else lightness, size


def cut_face(lightness: np.ndarray, face: np.ndarray) -> np.ndarray:
    """A face of L* [H,W] as the restorer is fed: [SIDE,SIDE]. face: [15] as in faces.json."""
    return cut(lightness, face, SIDE).clip(0, 100)


def clear_face(session: onnxruntime.InferenceSession, crop: np.ndarray, clear_below: float) -> tuple[np.ndarray, float]:
    """(a crop's L* made clear, mean size of the change)."""
    made = session.run(None, {'lightness': crop[None, None]})[0][0, 0]
    size = float(np.abs(made - crop).mean())
    return made if size >= clear_below else crop, size
