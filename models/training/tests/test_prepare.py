"""No photo that is measured has a twin in training, and adding photos moves none."""

import unittest

import cv2
import numpy as np

from pixomax_training.photos import PhotoRow
from pixomax_training.prepare import decode, group_twins, print_of, split_of, split_photos

HELD_OUT = "00" * 32
TRAINED_ON = "ff" * 32


def make_row(sha256: str, group: int, source: str = "own") -> PhotoRow:
    """A row as it is before it has a split."""
    return {"source": source, "offset": 0, "height": 1, "width": 1, "sha256": sha256, "group": group}


class PrepareTest(unittest.TestCase):
    """Groups and splits."""

    def test_a_photo_its_mirror_image_and_a_reduced_copy_are_one_group(self) -> None:
        rng = np.random.default_rng(0)
        photo, other = (
            cv2.resize(rng.integers(0, 256, (8, 9, 3), np.uint8), (180, 160), interpolation=cv2.INTER_CUBIC)
            for _ in range(2)
        )
        smaller = cv2.resize(photo, (90, 80), interpolation=cv2.INTER_AREA)
        photos = [photo, other, np.ascontiguousarray(photo[:, ::-1]), smaller]
        prints = np.stack([print_of(each) for each in photos])
        mirrored = np.stack([print_of(np.ascontiguousarray(each[:, ::-1])) for each in photos])
        self.assertEqual(group_twins(prints, mirrored, []), [0, 1, 0, 0])

    def test_frames_of_one_video_are_one_group_however_they_differ(self) -> None:
        prints = np.random.default_rng(0).integers(0, 2**63, (3, 4)).astype(np.uint64)
        self.assertEqual(group_twins(prints, prints, [[0, 2]]), [0, 1, 0])

    def test_a_group_goes_where_its_smallest_hash_sends_it(self) -> None:
        rows = [make_row(TRAINED_ON, 0), make_row(HELD_OUT, 0), make_row(TRAINED_ON, 0), make_row(TRAINED_ON, 3)]
        split_photos(rows, {})
        self.assertEqual([row["split"] for row in rows], ["held-out", "held-out", "held-out", "train"])
        self.assertEqual((split_of(HELD_OUT), split_of(TRAINED_ON)), ("held-out", "train"))

    def test_a_twin_of_a_foreign_photo_is_left_out_and_the_foreign_one_keeps_its_role(self) -> None:
        rows = [make_row(HELD_OUT, 0), make_row(TRAINED_ON, 0, "foreign")]
        split_photos(rows, {"foreign": "held-out-foreign"})
        self.assertEqual([row["split"] for row in rows], ["left-out", "held-out-foreign"])

    def test_a_file_that_is_no_picture_is_refused_by_name(self) -> None:
        with self.assertRaisesRegex(ValueError, "notes.txt"):
            decode("notes.txt", b"no picture")


if __name__ == "__main__":
    unittest.main()
