"""python -m pixomax_training.faces.label_faces --data DATA --reference yunet.onnx: writes DATA/faces.json.

faces.json: the name of each photo -> a list of [center x, center y, width, height, x and y of right eye, left eye,
nose, right and left mouth corner, score], in pixels of the stored photo, scores from 0.4 up, as the reference sees
them. Photos without a face have an empty list.
"""

import json
import time
from pathlib import Path

from pixomax_training.command_line import add_data, make_parser, positive_int
from pixomax_training.faces.reference import Reference
from pixomax_training.photos import Photos

SPLITS = ("train", "tune", "held-out", "tune-foreign", "held-out-foreign")
REPORT_EVERY = 1000  # photos


def main() -> None:
    """Labels all photos and prints how far it is."""
    parser = make_parser(__doc__)
    add_data(parser)
    parser.add_argument("--reference", required=True)
    parser.add_argument("--threads", type=positive_int, default=1)
    options = parser.parse_args()
    reference = Reference(options.reference, options.threads)
    faces: dict[str, list[list[float]]] = {}
    began = time.monotonic()
    for split in SPLITS:
        photos = Photos(options.data, split)
        for i, row in enumerate(photos.rows):
            faces[row["name"]] = [[round(float(x), 2) for x in face] for face in reference.find(photos[i])]
            if len(faces) % REPORT_EVERY == 0:
                count = sum(map(len, faces.values()))
                print(f"{len(faces)} photos, {count} faces, {time.monotonic() - began:.0f} s", flush=True)
    part = Path(options.data, "faces.json.part")
    part.write_text(json.dumps(faces))
    part.replace(Path(options.data, "faces.json"))


if __name__ == "__main__":
    main()
