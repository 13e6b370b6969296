"""The colorizer: a MobileNetV2 encoder on lightness, a U-Net decoder, one logit per color bin at a quarter of the input size.

Input  x   float32 [B, 1, H, W], lightness L* mapped to [-1, 1] (L/50 - 1); H and W multiples of 32.
Output y   float32 [B, Q, H/4, W/4], logits over Q ab bins (a 10-unit grid of CIELAB's ab plane).
"""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from pixomax_training.reopen import fold_norms, load_exported, read_tensors

BLOCKS = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
TAPS = (2, 5, 12, 16)  # blocks whose outputs are the skips at 1/4, 1/8, 1/16, 1/32
SKIPS = (24, 32, 96, 320)


def conv(i, o, k, stride, groups=1, act=True):
    # Even strides are padded by hand (0,1,0,1), as TensorFlow does, because the ImageNet weights were made there. ReLU, not ReLU6:
    # torch 1.13 has no bf16 backward for hardtanh on CPU, and accuracy is the same.
    c = nn.Conv2d(i, o, k, stride, (k - 1) // 2 if stride == 1 else 0, groups=groups)
    return nn.Sequential(c, nn.ReLU() if act else nn.Identity())


class InvertedResidual(nn.Module):
    def __init__(self, i, o, stride, expand):
        super().__init__()
        h = i * expand
        self.residual, self.stride = stride == 1 and i == o, stride
        self.ex = conv(i, h, 1, 1) if expand != 1 else None
        self.dw = conv(h, h, 3, stride, h)
        self.pj = nn.Conv2d(h, o, 1)

    def forward(self, x):
        y = self.ex(x) if self.ex is not None else x
        if self.stride == 2:
            y = F.pad(y, (0, 1, 0, 1))
        y = self.pj(self.dw(y))
        return x + y if self.residual else y


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = conv(1, 32, 3, 2)
        layers, i = [], 32
        for t, c, n, s in BLOCKS:
            for k in range(n):
                layers.append(InvertedResidual(i, c, s if k == 0 else 1, t))
                i = c
        self.b = nn.ModuleList(layers)

    def forward(self, x):
        x, out = self.stem(F.pad(x, (0, 1, 0, 1))), []
        for k, block in enumerate(self.b):
            x = block(x)
            if k in TAPS:
                out.append(x)
        return out

    def freeze(self, blocks):
        """The stem and the first `blocks` blocks stay as they are."""
        for part in [self.stem, *self.b[:blocks]]:
            part.requires_grad_(False)

    def load_imagenet(self, path):
        """Weights of an ImageNet MobileNetV2 1.0 (batch norm folded), first layer summed over its three color inputs."""
        z = np.load(path)
        self.load_state_dict({k: torch.from_numpy(z[k].astype(np.float32)) for k in z.files})


class ConvBN(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.c, self.b = nn.Conv2d(i, o, 3, 1, 1, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        return F.relu(self.b(self.c(x)))


class Attention(nn.Module):
    """Every place of the deepest map looks at every other, so that one sky gets one blue. Pre-norm transformer block, any size."""

    def __init__(self, width, heads=4):
        super().__init__()
        self.heads = heads
        self.n1, self.n2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.mlp = nn.Sequential(nn.Linear(width, 2 * width), nn.ReLU(), nn.Linear(2 * width, width))
        for last in (self.out, self.mlp[2]):  # nothing at first
            nn.init.zeros_(last.weight), nn.init.zeros_(last.bias)

    def forward(self, x):
        b, c, h, w = x.shape
        t = x.flatten(2).transpose(1, 2)
        q, k, v = self.qkv(self.n1(t)).reshape(b, -1, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        seen = F.softmax(q @ k.transpose(-1, -2) * (c // self.heads) ** -0.5, -1) @ v
        t = t + self.out(seen.transpose(1, 2).reshape(b, -1, c))
        t = t + self.mlp(self.n2(t))
        return t.transpose(1, 2).reshape(b, c, h, w)


class ResidualConv(nn.Module):
    """Nothing at first: what a network learned stays when these are put between its layers."""

    def __init__(self, width):
        super().__init__()
        self.c, self.d = ConvBN(width, width), nn.Conv2d(width, width, 1)
        nn.init.zeros_(self.d.weight), nn.init.zeros_(self.d.bias)

    def forward(self, x):
        return x + self.d(self.c(x))


SIZES = {'tiny': (1, 0, 0, 0), 'large': (4, 3, 2, 2)}  # attention blocks at 1/32 and 1/16, residual convolutions at 1/8 and 1/4


class Colorizer(nn.Module):
    """width: channels of the decoder at 1/16, 1/8 and 1/4 of the input. A large one started from a tiny one's weights answers the same until it learns."""

    def __init__(self, bins, size='tiny', width=(192, 128, 64)):
        super().__init__()
        at32, at16, at8, at4 = SIZES[size]
        self.e = Encoder()
        self.r = nn.Conv2d(SKIPS[-1], width[0], 1)
        self.g = nn.Sequential(nn.Linear(SKIPS[-1], width[0]), nn.ReLU(), nn.Linear(width[0], width[0]))  # the whole picture's gist
        self.a32 = nn.Sequential(*[Attention(width[0]) for _ in range(at32)])
        self.u16, self.a16 = ConvBN(width[0] + 96, width[0]), nn.Sequential(*[Attention(width[0]) for _ in range(at16)])
        self.u8, self.c8 = ConvBN(width[0] + 32, width[1]), nn.Sequential(*[ResidualConv(width[1]) for _ in range(at8)])
        self.s = nn.Conv2d(width[1], width[2], 1)  # fewer channels before the step to 1/4, where each one costs most
        self.u4, self.c4 = ConvBN(width[2] + 24, width[2]), nn.Sequential(*[ResidualConv(width[2]) for _ in range(at4)])
        self.o = nn.Sequential(nn.Conv2d(width[2], 128, 1), nn.ReLU(), nn.Conv2d(128, bins, 1))

    def forward(self, x, every=None):
        """every: (top, left, step), to get the logits of these rows and columns only: neighbours teach the same, and cost a third of a step."""
        f4, f8, f16, f32 = self.e(x)
        y = self.a32(self.r(f32) + self.g(f32.mean((2, 3)))[:, :, None, None])
        y = self.a16(self.u16(torch.cat([double(y), f16], 1)))
        y = self.c8(self.u8(torch.cat([double(y), f8], 1)))
        y = self.c4(self.u4(torch.cat([double(self.s(y)), f4], 1)))
        if every:
            top, left, step = every
            y = y[:, :, top::step, left::step].contiguous(memory_format=torch.channels_last)
        return self.o(y)

    def start_from(self, weights):
        """Takes over what `weights` (a state_dict of a smaller one) has."""
        self.load_state_dict(self.state_dict() | weights)


def double(x):
    return F.interpolate(x, scale_factor=2, mode='nearest')


def centers_of_file(path: str) -> np.ndarray:
    """The bins' centers [Q,2] of an exported file: a tensor of their own, or folded into its last convolution."""
    nodes, tensors = read_tensors(path)
    last = [tensors[node.input[1]] for node in nodes if node.op_type == 'Conv' and node.input[1] in tensors][-1]
    return np.ascontiguousarray(last[:2, :, 0, 0].T) if last.shape[0] == 3 else tensors['c']


def open_network(path: str) -> tuple[Colorizer, np.ndarray]:
    """The averaged network of a checkpoint, or that of an exported file, in eval mode, and its bins' centers [Q,2]."""
    if path.endswith('.onnx'):
        centers = centers_of_file(path)
        for size in SIZES:
            net = Colorizer(len(centers), size).eval()
            try:
                load_exported(net, path, lambda net: net(torch.zeros(1, 1, 64, 64)))
            except ValueError:
                continue
            return net, centers
        raise ValueError(f'{path} is none of {", ".join(SIZES)}')
    saved = torch.load(path, map_location='cpu', weights_only=False)
    net = Colorizer(len(saved['centers']), saved['size'])
    net.load_state_dict(saved['ema'])
    return net.eval(), saved['centers']


@torch.no_grad()
def mix_networks(net: Colorizer, other: Colorizer, share: float) -> None:
    """Moves `net` towards `other`, in place, both in eval mode. Only for networks that began as one: others have no mean."""
    for each in (net, other):
        fold_norms(each, lambda each: each(torch.zeros(1, 1, 64, 64)))
    theirs = other.state_dict()
    for name, value in net.state_dict().items():
        if value.dtype.is_floating_point:
            value.lerp_(theirs[name], share)


MOST_VIVID = 1.8  # a photo's color is multiplied by no more than this for being unsure


def expected_color(logits: torch.Tensor, centers: torch.Tensor, temperature) -> tuple[torch.Tensor, torch.Tensor]:
    """(ab [B,2,h,w], spread [B,1,h,w]): mean of the annealed bins, and their variance around it, both in CIELAB units."""
    shares = F.softmax(logits / temperature, 1)
    moments = F.conv2d(shares, torch.cat([centers, (centers ** 2).sum(1, keepdim=True)], 1).t()[:, :, None, None])
    ab = moments[:, :2]
    return ab, moments[:, 2:] - (ab ** 2).sum(1, keepdim=True)


def vivid_gain(ab: torch.Tensor, spread: torch.Tensor, vividness: float) -> torch.Tensor:
    """What each picture's color is multiplied by [B,1,1,1]. A mean is duller than what it is the mean of, by as much as the bins are spread.

    With `vividness` 1 a picture gets the chroma that its own bins expect, so one that the network is sure of, a portrait most often, stays as it is. One
    gain for all is level with it on foreign photos and 1.1 dB worse on the collections that teach.
    """
    chroma, spread = (x.sum(1, keepdim=True).mean((2, 3), keepdim=True) for x in (ab ** 2, spread))
    return torch.sqrt(1 + vividness * spread / (chroma + 1e-3)).clamp(max=MOST_VIVID)


class ColorizerForExport(nn.Module):
    """L* in 0..100 [B,1,H,W] -> ab in CIELAB units [B,2,H/4,W/4]: the annealed mean of the bins, as vivid as the bins expect, times one gain."""

    def __init__(self, net: Colorizer, centers, temperature: float, vividness: float, gain: float = 1.0):
        super().__init__()
        self.n, self.t, self.v, self.g = net, temperature, vividness, gain
        self.register_buffer('c', torch.as_tensor(np.asarray(centers), dtype=torch.float32))

    def forward(self, lightness: torch.Tensor) -> torch.Tensor:
        ab, spread = expected_color(self.n(lightness / 50 - 1), self.c, self.t)
        return ab * vivid_gain(ab, spread, self.v) * self.g
