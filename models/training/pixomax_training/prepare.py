"""python3 prepare.py --photos DIR --data DIR: tar shards of JPEG, PNG or WebP -> photos.bin (RGB bytes, one photo after the other) and photos.json.

photos.json lists, per photo: name, source, sha256 of the file's bytes, offset, height, width, hues (shares of pixels, see hues.py), group, split.
Near-duplicates (mirrored ones too) and the frames of one video share a group.

Splits: `train`, `tune`, `held-out` of the collections that teach, and, where DIR/sources.json gives a collection that role, `tune-foreign` and
`held-out-foreign`: whole collections that nothing is learned from. A photo that has a twin in a foreign collection is `left-out`. Otherwise a group
goes into one split as a whole, by its smallest hash alone, so adding photos never moves one from held out to train. --list FILE writes the hashes of
the held-out photos, sorted, one a line: held-out.txt beside this file was made so from the first 13,844 photos.
"""
import argparse
import gzip
import hashlib
import json
import os
import tarfile
from collections import Counter
from pathlib import Path

import cv2
import numpy as np

from pixomax_training.hues import hue_shares

LONGEST_SHORT_SIDE = 320  # larger photos are stored smaller: no crop is larger than this
HELD_OUT, TUNE = 0.045, 0.06  # below the first: held out, below the second: to choose temperature and the like by, the rest: train
VIDEOS = {'camvid'}
SAME = 22  # of 256 bits that may differ between two prints of one photo


def read_shards(folder):
    """Yields (name, bytes of the file) in a fixed order."""
    for shard in sorted(Path(folder).glob('*.tar')):
        with tarfile.open(shard) as tar:
            for member in tar:
                yield member.name, tar.extractfile(member).read()


def read_sources(folder):
    index = Path(folder, 'index.jsonl.gz')
    if not index.exists():
        return {}
    with gzip.open(index, 'rt') as lines:
        return {row['name']: row['source'] for row in map(json.loads, lines)}


def read_roles(folder: str) -> dict[str, str]:
    """The role of each source, as sources.json tells; `train` where it tells nothing."""
    path = Path(folder, 'sources.json')
    sources = json.loads(path.read_text())['sources'] if path.exists() else {}
    return {name: source.get('role', 'train') for name, source in sources.items()}


def decode(file: bytes) -> np.ndarray:
    photo = cv2.cvtColor(cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
    scale = LONGEST_SHORT_SIDE / min(photo.shape[:2])
    return photo if scale >= 1 else cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def print_of(photo):
    """256 bits: is a cell of a 17 x 16 miniature brighter than its neighbour on the left? As four uint64."""
    small = cv2.resize(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), (17, 16), interpolation=cv2.INTER_AREA)
    return np.packbits(small[:, 1:] > small[:, :-1]).view(np.uint64)


def group_twins(prints, mirrored, videos):
    """The smallest index of each photo's group, by union-find over all pairs that look the same."""
    parent = np.arange(len(prints))

    def root(i):
        while parent[i] != i:
            parent[i] = i = parent[parent[i]]
        return i

    def join(i, j):
        i, j = root(i), root(j)
        parent[max(i, j)] = min(i, j)

    for i in range(len(prints) - 1):
        for other in (prints, mirrored):
            differing = np.bitwise_count(other[i + 1:] ^ prints[i]).sum(1)
            for j in np.flatnonzero(differing <= SAME):
                join(i, i + 1 + j)
    for frames in videos:
        for frame in frames[1:]:
            join(frames[0], frame)
    return [int(root(i)) for i in range(len(prints))]


def split_of(sha256: str) -> str:
    share = int(sha256[:8], 16) / 2 ** 32
    return 'held-out' if share < HELD_OUT else 'tune' if share < TUNE else 'train'


def split_photos(rows: list[dict], roles: dict[str, str]) -> None:
    """Gives each row its split. Rows have group, source and sha256."""
    smallest: dict[int, str] = {}
    foreign = set()
    for row in rows:
        smallest[row['group']] = min(smallest.get(row['group'], row['sha256']), row['sha256'])
        if roles.get(row['source'], 'train') != 'train':
            foreign.add(row['group'])
    for row in rows:
        role = roles.get(row['source'], 'train')
        row['split'] = role if role != 'train' else 'left-out' if row['group'] in foreign else split_of(smallest[row['group']])


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('--photos', required=True), arguments.add_argument('--data', required=True)
    arguments.add_argument('--list')
    o = arguments.parse_args()
    os.makedirs(o.data, exist_ok=True)
    sources, roles, rows, prints, mirrored, offset = read_sources(o.photos), read_roles(o.photos), [], [], [], 0
    with open(Path(o.data, 'photos.bin.part'), 'wb') as out:
        for name, file in read_shards(o.photos):
            photo = decode(file)
            height, width = photo.shape[:2]
            rows.append(dict(name=name, source=sources.get(name, ''), sha256=hashlib.sha256(file).hexdigest(), offset=offset, height=height, width=width,
                             hues=[round(float(share), 4) for share in hue_shares(photo)]))
            prints.append(print_of(photo)), mirrored.append(print_of(np.ascontiguousarray(photo[:, ::-1])))
            out.write(photo.tobytes())
            offset += photo.nbytes
    videos = [[i for i, row in enumerate(rows) if row['source'] == video] for video in VIDEOS]
    groups = group_twins(np.stack(prints), np.stack(mirrored), [frames for frames in videos if frames])
    for row, group in zip(rows, groups):
        row['group'] = group
    split_photos(rows, roles)
    os.replace(Path(o.data, 'photos.bin.part'), Path(o.data, 'photos.bin'))
    Path(o.data, 'photos.json').write_text(json.dumps(rows))
    if o.list:
        Path(o.list).write_text(''.join(sorted(f"{row['sha256']}\n" for row in rows if row['split'] == 'held-out')))
    print(f"{len(rows)} photos, {len(set(groups))} groups: {dict(Counter(row['split'] for row in rows))}")


if __name__ == '__main__':
    main()
