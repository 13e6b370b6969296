"""python -m pixomax_training.repair.show --data DATA --out sheet.png: what the network is trained on, to look at.

Damaged, mask and clean, side by side. Look before a run.
"""

import numpy as np
import torch

from pixomax_training.command_line import add_data, make_parser
from pixomax_training.photos import Photos
from pixomax_training.repair.examples import draw_example, keep_sharp
from pixomax_training.sheets import write_sheet

SIDE = 192  # px
COLUMNS = 3
ROWS = 10


def main() -> None:
    """Writes the sheet. The same seed gives the same one."""
    parser = make_parser(__doc__)
    add_data(parser)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    photos = keep_sharp(Photos(options.data, "train"))
    torch.manual_seed(options.seed)
    strips = []
    for i in rng.integers(0, len(photos), COLUMNS * ROWS):
        damaged, mask, clean = draw_example(photos[i], SIDE, rng)
        strip = np.hstack([damaged, mask * 100, clean])
        strips.append((strip * 2.55).clip(0, 255).astype(np.uint8))
    write_sheet(options.out, strips, COLUMNS)


if __name__ == "__main__":
    main()
