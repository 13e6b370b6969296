"""How the networks of Pixomax Studio are made: from photo shards to ONNX files. README.md beside this package has the
commands.
"""

import os

# Before torch is loaded by any module: threads that spin at a barrier cost half the CPU beside other programs.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
