"""python -m pixomax_training.prepare --photos DIR --data DIR: photos in tar shards -> photos.bin and photos.json.

The photos are JPEG, PNG or WebP. photos.bin holds RGB bytes, one photo after the other. photos.json lists, per photo:
name, source, sha256 of the file's bytes, offset, height, width, hues (shares of pixels, see hues.py), group, split.
Near-duplicates (mirrored ones too) and the frames of one video share a group.

Splits: `train`, `tune`, `held-out` of the collections that are trained on, and, where DIR/sources.json gives a
collection that role, `tune-foreign` and `held-out-foreign`: whole collections that nothing is learned from. A photo
that has a twin in a foreign collection is `left-out`. Otherwise a group goes into one split as a whole, by its smallest
hash alone, so adding photos never moves one from held out to train. --list FILE writes the hashes of the held-out
photos, sorted, one a line: models/training/held-out.txt was made so from the first 13,844 photos.
"""

import gzip
import hashlib
import json
import tarfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from pixomax_training.arrays import ByteArray
from pixomax_training.command_line import make_parser
from pixomax_training.hues import hue_shares
from pixomax_training.photos import PhotoRow

LONGEST_SHORT_SIDE = 320  # px; larger photos are stored smaller: no crop is larger than this
# Of the range of hashes: below the first held out, below the second to choose temperature and the like by, else train.
HELD_OUT = 0.045
TUNE = 0.06
VIDEOS = {"camvid"}
SAME = 22  # of 256 bits that may differ between two prints of one photo

Prints = npt.NDArray[np.uint64]


def read_shards(folder: str) -> Iterator[tuple[str, bytes]]:
    """Yields (name, bytes of the file) in a fixed order."""
    for shard in sorted(Path(folder).glob("*.tar")):
        with tarfile.open(shard) as tar:
            for member in tar:
                file = tar.extractfile(member)
                if file is None:
                    raise ValueError(
                        f"{shard} holds {member.name}, which is no file. A shard holds nothing but photos."
                    )
                yield member.name, file.read()


def read_sources(folder: str) -> dict[str, str]:
    """The source of each photo by its name, as index.jsonl.gz gives it; empty without that file."""
    index = Path(folder, "index.jsonl.gz")
    if not index.exists():
        return {}
    with gzip.open(index, "rt") as lines:
        return {row["name"]: row["source"] for row in map(json.loads, lines)}


def read_roles(folder: str) -> dict[str, str]:
    """The role of each source, as sources.json gives it; `train` where it gives none."""
    path = Path(folder, "sources.json")
    sources = json.loads(path.read_text())["sources"] if path.exists() else {}
    return {name: source.get("role", "train") for name, source in sources.items()}


def decode(name: str, file: bytes) -> ByteArray:
    """uint8 RGB at the size at which it is stored. Raises ValueError where `file` is no picture."""
    decoded = cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_COLOR)
    if decoded is None:
        raise ValueError(f"{name} is no JPEG, PNG or WebP. Take it out of its shard.")
    photo = cv2.cvtColor(decoded, cv2.COLOR_BGR2RGB)
    scale = LONGEST_SHORT_SIDE / min(photo.shape[:2])
    return photo if scale >= 1 else cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def print_of(photo: ByteArray) -> Prints:
    """256 bits: is a cell of a 17 x 16 miniature brighter than its neighbor on the left? As four uint64."""
    small = cv2.resize(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), (17, 16), interpolation=cv2.INTER_AREA)
    return np.packbits(small[:, 1:] > small[:, :-1]).view(np.uint64)


def group_twins(prints: Prints, mirrored: Prints, videos: Sequence[Sequence[int]]) -> list[int]:
    """The smallest index of each photo's group, by union-find over all pairs that look the same.

    prints, mirrored: [N,4], of each photo and of its mirror image. videos: the photos that are frames of one video.
    """
    parent = np.arange(len(prints))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    def join(i: int, j: int) -> None:
        i = root(i)
        j = root(j)
        parent[max(i, j)] = min(i, j)

    for i in range(len(prints) - 1):
        for other in (prints, mirrored):
            differing = np.bitwise_count(other[i + 1 :] ^ prints[i]).sum(1)
            for j in np.flatnonzero(differing <= SAME):
                join(i, i + 1 + int(j))
    for frames in videos:
        for frame in frames[1:]:
            join(frames[0], frame)
    return [int(root(i)) for i in range(len(prints))]


def split_of(sha256: str) -> str:
    """The split of a group whose smallest hash this is."""
    share = int(sha256[:8], 16) / 2**32
    if share < HELD_OUT:
        return "held-out"
    return "tune" if share < TUNE else "train"


def split_photos(rows: list[PhotoRow], roles: dict[str, str]) -> None:
    """Gives each row its split. Rows have group, source and sha256."""
    smallest: dict[int, str] = {}
    foreign = set()
    for row in rows:
        smallest[row["group"]] = min(smallest.get(row["group"], row["sha256"]), row["sha256"])
        if roles.get(row["source"], "train") != "train":
            foreign.add(row["group"])
    for row in rows:
        role = roles.get(row["source"], "train")
        if role != "train":
            row["split"] = role
        elif row["group"] in foreign:
            row["split"] = "left-out"
        else:
            row["split"] = split_of(smallest[row["group"]])


def store_photos(folder: str, pixels: Path) -> tuple[list[PhotoRow], list[int]]:
    """Writes the photos of the shards in `folder` to `pixels`; their rows, without split, and the group of each."""
    sources = read_sources(folder)
    rows: list[PhotoRow] = []
    prints = []
    mirrored = []
    offset = 0
    with pixels.open("wb") as out:
        for name, file in read_shards(folder):
            photo = decode(name, file)
            height, width = photo.shape[:2]
            rows.append(
                {
                    "name": name,
                    "source": sources.get(name, ""),
                    "sha256": hashlib.sha256(file).hexdigest(),
                    "offset": offset,
                    "height": height,
                    "width": width,
                    "hues": [round(float(share), 4) for share in hue_shares(photo)],
                }
            )
            prints.append(print_of(photo))
            mirrored.append(print_of(np.ascontiguousarray(photo[:, ::-1])))
            out.write(photo.tobytes())
            offset += photo.nbytes
    if not rows:
        raise ValueError(f"There is no photo in {folder}/*.tar.")
    videos = [[i for i, row in enumerate(rows) if row["source"] == video] for video in VIDEOS]
    return rows, group_twins(np.stack(prints), np.stack(mirrored), [frames for frames in videos if frames])


def main() -> None:
    """Prepares the photos and prints how many went into each split."""
    parser = make_parser(__doc__)
    parser.add_argument("--photos", required=True, help="folder of *.tar, with index.jsonl.gz and sources.json if any")
    parser.add_argument("--data", required=True, help="folder to write to")
    parser.add_argument("--list", help="file to write the hashes of the held-out photos to")
    options = parser.parse_args()
    data = Path(options.data)
    data.mkdir(parents=True, exist_ok=True)
    part = data / "photos.bin.part"
    rows, groups = store_photos(options.photos, part)
    for row, group in zip(rows, groups, strict=True):
        row["group"] = group
    split_photos(rows, read_roles(options.photos))
    part.replace(data / "photos.bin")
    (data / "photos.json").write_text(json.dumps(rows))
    if options.list:
        hashes = sorted(row["sha256"] for row in rows if row["split"] == "held-out")
        Path(options.list).write_text("".join(f"{sha256}\n" for sha256 in hashes))
    print(f"{len(rows)} photos, {len(set(groups))} groups: {dict(Counter(row['split'] for row in rows))}")


if __name__ == "__main__":
    main()
