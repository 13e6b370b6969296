"""ONNX files as they are run for measuring: on the CPU, with threads that sleep while they wait."""

from collections.abc import Sequence

import onnxruntime

from pixomax_training.arrays import FloatArray


def open_session(model: str | bytes, threads: int = 1, log_severity: int | None = None) -> onnxruntime.InferenceSession:
    """A session of an ONNX file's path or bytes. log_severity: onnxruntime's, 3 is errors only."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    if log_severity is not None:
        options.log_severity_level = log_severity
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def run_on_lightness(
    session: onnxruntime.InferenceSession, lightness: FloatArray, outputs: Sequence[str] | None = None
) -> list[FloatArray]:
    """What the network answers, all outputs or those named, each [B,C,h,w].

    lightness: float32 L* 0..100 of one picture [H,W], or of several [B,1,H,W].
    """
    fed = lightness[None, None] if lightness.ndim == 2 else lightness
    return session.run(list(outputs) if outputs else None, {"lightness": fed})
