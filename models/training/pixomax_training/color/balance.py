"""python -m pixomax_training.color.balance --data DATA: how often each training photo is drawn, and what that does.

Photos are drawn by chance, not in rounds: no source has more than MOST of the draws, aligned faces no more than
MOST_FACES, and photos with much brown or red, which photographs of the world have and the collections lack, come more
often. No photo is drawn more than REPEATED times as often as the average, however small its source. Prints the share of
each source and hue among the photos and among the draws.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from pixomax_training.arrays import BoolArray, FloatArray, Rng
from pixomax_training.command_line import add_data, make_parser
from pixomax_training.hues import HUES
from pixomax_training.photos import PhotoRow, Photos
from pixomax_training.prefetch import Batch, DrawBatch, DrawPhotos

MOST = 0.08
MOST_FACES = 0.06
REPEATED = 3.0
FACES = {"utk"}  # collections of aligned faces
# Added to a photo's weight of 1, times its share of that hue; not for aligned faces.
WANTED = {"brown": 1.2, "red": 1.0, "purple": 1.0}
# Dry grass, soil, wood, fur and whole people outdoors: where the first weights painted everything green.
OUTDOORS = (
    *("vocanim", "kangaroo", "raccoon", "flickr8k", "imagenet1k"),
    *("alaeimnet", "voc2", "vocbern", "excavator", "azure"),
)
OUTDOORS_TIMES = 1.6
ROUNDS = 50  # of bringing sources and photos below their limits in turn


def draw_shares(rows: Sequence[PhotoRow]) -> FloatArray:
    """The chance of each photo, float64, sum 1. Rows have source and hues."""
    sources = np.array([row["source"] for row in rows])
    hues = np.array([row["hues"] for row in rows])
    faces: BoolArray = np.isin(sources, list(FACES))
    shares = 1 + hues @ np.array([WANTED.get(hue, 0.0) for hue in HUES]) * ~faces
    shares *= np.where(np.isin(sources, OUTDOORS), OUTDOORS_TIMES, 1)
    shares /= shares.sum()
    names, index = np.unique(sources, return_inverse=True)
    most = np.where(np.isin(names, list(FACES)), MOST_FACES, MOST)
    if most.sum() < 1:  # a handful of sources can't each be rare
        most = np.ones(len(names))
    for _ in range(ROUNDS):
        shares = np.minimum(shares, REPEATED / len(rows))
        of_source = np.bincount(index, shares)
        shares = shares * np.minimum(1, most / of_source)[index]
        shares /= shares.sum()
    return shares


def draw_balanced(photos: Photos, draw: DrawPhotos) -> DrawBatch:
    """Draws each photo by its share."""
    shares = draw_shares(photos.rows)

    def draw_next(side: int, batch: int, rng: Rng) -> Batch:
        return draw(photos, rng.choice(len(photos), batch, p=shares), side, rng)

    return draw_next


def main() -> None:
    """Prints the shares."""
    parser = make_parser(__doc__)
    add_data(parser)
    options = parser.parse_args()
    photos = Photos(options.data, "train")
    shares = draw_shares(photos.rows)
    drawn: dict[str, float] = defaultdict(float)
    there: dict[str, float] = defaultdict(float)
    for row, share in zip(photos.rows, shares, strict=True):
        drawn[row["source"]] += share
        there[row["source"]] += 1 / len(photos)
    for source, share in sorted(drawn.items(), key=lambda item: -item[1]):
        print(f"{source:12} {there[source]:6.1%} of the photos, {share:6.1%} of the draws")
    hues = np.array([row["hues"] for row in photos.rows])
    changes = zip(HUES, hues.mean(0), shares @ hues, strict=True)
    print("shares of pixels  " + "  ".join(f"{hue} {before:.3f} -> {after:.3f}" for hue, before, after in changes))
    foreign = np.array([row["hues"] for row in Photos(options.data, "tune-foreign").rows] or [[0.0] * len(HUES)])
    of_foreign = zip(HUES, foreign.mean(0), strict=True)
    print(f"{'tune-foreign':17} " + "  ".join(f"{hue} {share:.3f}" for hue, share in of_foreign))


if __name__ == "__main__":
    main()
