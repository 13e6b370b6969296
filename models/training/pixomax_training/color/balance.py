"""python3 -m color.balance --data DATA: how often each training photo is drawn, and what that does to the sources and hues.

Photos are drawn by chance, not in rounds: no source has more than MOST of the draws, aligned faces no more than MOST_FACES, and photos with much
brown or red, which photographs of the world have and the collections lack, come more often. No photo is drawn more than REPEATED times as often
as the average, however small its source.
"""
import argparse
from collections import Counter

import numpy as np

from pixomax_training.hues import HUES
from pixomax_training.photos import Photos

MOST, MOST_FACES, REPEATED = 0.08, 0.06, 3.0
FACES = {'utk'}  # collections of aligned faces
WANTED = {'brown': 1.2, 'red': 1.0, 'purple': 1.0}  # added to a photo's weight of 1, times its share of that hue; not for aligned faces
# Dry grass, soil, wood, fur and whole people outdoors: where the first weights painted everything green.
OUTDOORS, OUTDOORS_TIMES = {'vocanim', 'kangaroo', 'raccoon', 'flickr8k', 'imagenet1k', 'alaeimnet', 'voc2', 'vocbern', 'excavator', 'azure'}, 1.6
ROUNDS = 50


def draw_shares(rows: list[dict]) -> np.ndarray:
    """The chance of each photo, float64, sum 1. Rows have source and hues."""
    sources = np.array([row['source'] for row in rows])
    hues = np.array([row['hues'] for row in rows])
    faces = np.isin(sources, list(FACES))
    shares = 1 + hues @ np.array([WANTED.get(hue, 0.0) for hue in HUES]) * ~faces
    shares *= np.where(np.isin(sources, list(OUTDOORS)), OUTDOORS_TIMES, 1)
    shares /= shares.sum()
    names, index = np.unique(sources, return_inverse=True)
    most = np.where(np.isin(names, list(FACES)), MOST_FACES, MOST)
    if most.sum() < 1:  # a handful of sources can't each be rare
        most = np.ones(len(names))
    for _ in range(ROUNDS):
        shares = np.minimum(shares, max(REPEATED, 1.0) / len(rows))
        of_source = np.bincount(index, shares)
        shares = shares * np.minimum(1, most / of_source)[index]
        shares /= shares.sum()
    return shares


def by_chance(photos: Photos, draw):
    """A `draw(side, batch, rng)` for training_run. draw: (photos, ids, side, rng) -> batch."""
    shares = draw_shares(photos.rows)
    return lambda side, batch, rng: draw(photos, rng.choice(len(photos), batch, p=shares), side, rng)


def main() -> None:
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('--data', required=True)
    o = a.parse_args()
    photos = Photos(o.data, 'train')
    shares = draw_shares(photos.rows)
    drawn, there = Counter(), Counter()
    for row, share in zip(photos.rows, shares):
        drawn[row['source']] += share
        there[row['source']] += 1 / len(photos)
    for source, share in drawn.most_common():
        print(f'{source:12} {there[source]:6.1%} of the photos, {share:6.1%} of the draws')
    hues = np.array([row['hues'] for row in photos.rows])
    print('shares of pixels  ' + '  '.join(f'{hue} {a:.3f} -> {b:.3f}' for hue, a, b in zip(HUES, hues.mean(0), shares @ hues)))
    for split in ('tune-foreign',):
        of = np.array([row['hues'] for row in Photos(o.data, split).rows] or [np.zeros(len(HUES))]).mean(0)
        print(f'{split:17} ' + '  '.join(f'{hue} {a:.3f}' for hue, a in zip(HUES, of)))


if __name__ == '__main__':
    main()
