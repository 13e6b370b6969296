"""python3 -m faces.evaluate_restorer --data DATA --model face-restorer.onnx --imagenet X.npz --reference yunet.onnx: worn and restored faces against the truth.

Per degree of wear (worn.py; the same wear at every run) on the large faces of the split: PSNR and SSIM of the lightness before and after; the mean change
in 1/255; the distance of the reference's five landmarks from those on the true face in % of the face's width, before and after; the cosine of the
ImageNet encoder's features at 1/16, before and after. `others` is that cosine between different people, for comparison. --sheet: worn, restored, truth.
"""
import argparse
import json
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import torch

from pixomax_training.faces.aligned import Faces
from pixomax_training.faces.reference import Reference
from pixomax_training.faces.restorer import SIDE
from pixomax_training.faces.degradation import to_lightness, wear
from pixomax_training.measures import psnr
from pixomax_training.color.network import Encoder

DEGREES = ('clean', 'mild', 'medium', 'strong', 'hopeless')
SHOWN = 6  # faces of each degree on the sheet


def ssim(a, b):
    """Structural similarity of two pictures 0..255 [H,W], Gaussian windows of 11 px."""
    blur = lambda x: cv2.GaussianBlur(x, (11, 11), 1.5)[5:-5, 5:-5]
    a, b = a.astype(np.float64), b.astype(np.float64)
    ma, mb = blur(a), blur(b)
    va, vb, both = blur(a * a) - ma * ma, blur(b * b) - mb * mb, blur(a * b) - ma * mb
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return float((((2 * ma * mb + c1) * (2 * both + c2)) / ((ma ** 2 + mb ** 2 + c1) * (va + vb + c2))).mean())


class Judge:
    """Who is it? Landmarks and features of a face's lightness 0..255 [S,S]."""

    def __init__(self, reference, imagenet):
        self.reference, self.encoder = Reference(reference), Encoder().eval()
        self.encoder.load_imagenet(imagenet)

    def landmarks(self, picture):
        """([5,2], the face's width) or None where no face is found."""
        found = self.reference.find(np.repeat(picture.clip(0, 255).astype(np.uint8)[..., None], 3, 2), 0.5, (320,))
        return (found[0, 4:14].reshape(5, 2), found[0, 2]) if len(found) else None

    @torch.no_grad()
    def features(self, picture):
        f = self.encoder(torch.from_numpy(picture[None, None].astype(np.float32)) / 127.5 - 1)[2].flatten()
        return (f / f.norm()).numpy()


def distance(a, b):
    """Mean distance of two sets of landmarks in % of the second face's width."""
    return None if a is None or b is None else float(100 * np.hypot(*(a[0] - b[0]).T).mean() / b[1])


def measure(worn, clear, truth, judge):
    """All 0..255 [S,S]."""
    at = {name: judge.landmarks(picture) for name, picture in (('worn', worn), ('clear', clear), ('truth', truth))}
    seen = {name: judge.features(picture) for name, picture in (('worn', worn), ('clear', clear), ('truth', truth))}
    return dict(psnr_worn=psnr(worn, truth), psnr=psnr(clear, truth), ssim_worn=ssim(worn, truth), ssim=ssim(clear, truth), change=float(np.abs(clear - worn).mean()),
                landmarks_worn=distance(at['worn'], at['truth']), landmarks=distance(at['clear'], at['truth']),
                cosine_worn=float(seen['worn'] @ seen['truth']), cosine=float(seen['clear'] @ seen['truth']))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True), a.add_argument('--model', required=True), a.add_argument('--split', default='held-out')
    a.add_argument('--imagenet', required=True), a.add_argument('--reference', required=True), a.add_argument('--json'), a.add_argument('--sheet')
    o = a.parse_args()
    faces, judge = Faces(o.data, o.split, SIDE), Judge(o.reference, o.imagenet)
    session = onnxruntime.InferenceSession(o.model, providers=['CPUExecutionProvider'])
    greys = [cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY) for rgb in faces.cut]
    features = np.stack([judge.features(to_lightness(grey) * 2.55) for grey in greys])
    others = (features @ features.T)[~np.eye(len(features), dtype=bool)].mean() if len(features) > 1 else None
    report, rows = {}, []
    for d, degree in enumerate(DEGREES):
        each = []
        for i, grey in enumerate(greys):
            worn, truth, _ = wear(grey, degree, np.random.default_rng([d, i]))
            worn, truth = to_lightness(worn), to_lightness(truth) * 2.55
            clear = session.run(None, {'lightness': worn[None, None]})[0][0, 0]
            each.append(measure(worn * 2.55, clear * 2.55, truth, judge))
            if i % max(1, len(greys) // SHOWN) == 0 and i // max(1, len(greys) // SHOWN) < SHOWN:
                rows.append(np.hstack([worn * 2.55, clear * 2.55, truth]))
        values = {name: [numbers[name] for numbers in each if numbers[name] is not None] for name in each[0]}
        report[degree] = {name: round(float(np.mean(known)), 4) if known else None for name, known in values.items()}
        print(f'{degree:9}' + '  '.join(f'{name} {value}' for name, value in report[degree].items()), flush=True)
    print(f'{len(faces)} faces, cosine between others {others:.4f}')
    if o.json:
        Path(o.json).write_text(json.dumps(dict(split=o.split, faces=len(faces), cosine_of_others=float(others), degrees=report), indent=2) + '\n')
    if o.sheet:
        across = len(rows) // len(DEGREES) // 2 or 1
        rows += [np.zeros_like(rows[0])] * (-len(rows) % across)
        cv2.imwrite(o.sheet, np.vstack([np.hstack(rows[k:k + across]) for k in range(0, len(rows), across)]).clip(0, 255).astype(np.uint8))


if __name__ == '__main__':
    main()
