"""Names for the arrays that pass between the modules.

Their shapes, and the exact number format where it matters, are in the docstrings.
"""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

FloatArray: TypeAlias = npt.NDArray[np.floating[Any]]
ByteArray: TypeAlias = npt.NDArray[np.uint8]
BoolArray: TypeAlias = npt.NDArray[np.bool_]
IntArray: TypeAlias = npt.NDArray[np.integer[Any]]
Rng: TypeAlias = np.random.Generator

BYTE_TO_LIGHTNESS = np.float32(100 / 255)  # OpenCV stores L* of an 8-bit picture as 0..255
