"""Contact sheets: pictures of one size side by side, in a PNG to look at."""

from collections.abc import Sequence

import cv2
import numpy as np


def write_sheet(path: str, cells: Sequence[np.ndarray], columns: int) -> None:
    """Writes uint8 pictures of one size, gray [H,W] or RGB [H,W,3], row by row; places left over are black.

    Prints a sentence instead where there are none.
    """
    if not cells:
        print(f"{path} was not written: there is nothing to show")
        return
    padded = [*cells, *[np.zeros_like(cells[0])] * (-len(cells) % columns)]
    sheet = np.vstack([np.hstack(padded[k : k + columns]) for k in range(0, len(padded), columns)])
    cv2.imwrite(path, cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR) if sheet.ndim == 3 else sheet)
