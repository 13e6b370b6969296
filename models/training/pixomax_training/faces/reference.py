"""The reference detector (YuNet): labels photos and checks restored faces. Not ours to ship."""
import cv2
import numpy as np
import onnx
import onnxruntime

from pixomax_training.faces.boxes import suppress

STRIDES = (8, 16, 32)
# The second, smaller feed finds faces that fill the picture: at 640 px they are larger than what it was made for.
LONG_SIDES = (640, 320)


class Reference:
    def __init__(self, path, threads=1):
        graph = onnx.load(path)
        for axis in (2, 3):  # published for 640 x 640, but nothing in it needs that
            graph.graph.input[0].type.tensor_type.shape.dim[axis].dim_param = f'side{axis}'
        for output in graph.graph.output:
            output.type.tensor_type.shape.dim[1].dim_param = f'{output.name}-places'
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.log_severity_level = threads, 3
        options.add_session_config_entry('session.intra_op.allow_spinning', '0')
        self.session = onnxruntime.InferenceSession(graph.SerializeToString(), options, providers=['CPUExecutionProvider'])

    def find(self, rgb, low=0.4, long_sides=LONG_SIDES):
        """Faces of a uint8 RGB photo, best first, in its pixels: float32 [N,15], box (centre x, y, width, height), 5 points (x, y), score."""
        found = np.concatenate([self._find(rgb, long_side, low) for long_side in long_sides])
        return found[suppress(found[:, :4], found[:, 14])]

    def _find(self, rgb, long_side, low):
        scale = long_side / max(rgb.shape[:2])
        small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
        fed = np.zeros([-(-side // 32) * 32 for side in small.shape[:2]] + [3], np.float32)
        fed[:small.shape[0], :small.shape[1]] = small[..., ::-1]
        out = dict(zip([o.name for o in self.session.get_outputs()], self.session.run(None, {'input': fed.transpose(2, 0, 1)[None]})))
        faces = [decode(*(out[f'{name}_{stride}'][0] for name in ('cls', 'obj', 'bbox', 'kps')), stride, fed.shape[1] // stride, low) for stride in STRIDES]
        faces = np.concatenate(faces)
        faces[:, :14] /= scale
        return faces


def decode(cls, obj, box, points, stride, columns, low):
    score = np.sqrt(cls[:, 0].clip(0, 1) * obj[:, 0].clip(0, 1))
    at = np.flatnonzero(score > low)
    place = np.stack([at % columns, at // columns], 1).astype(np.float32)
    return np.hstack([(place + box[at, :2]) * stride, np.exp(box[at, 2:]) * stride, (points[at] + np.tile(place, 5)) * stride, score[at, None]]).astype(np.float32)
