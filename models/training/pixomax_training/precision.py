"""What the networks are computed in while they learn."""

import torch


def computes_bfloat16(device: torch.device) -> bool:
    """Whether the device multiplies bfloat16 itself.

    A CPU with avx512_bf16 learns twice as fast that way. One without emulates it, at half the speed of float32.
    """
    return device.type != "cpu" or torch.cpu._is_avx512_bf16_supported()


def fast_precision(device: torch.device) -> torch.autocast:
    """The context of a forward pass: bfloat16 where the device computes in it, float32 elsewhere."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=computes_bfloat16(device))
