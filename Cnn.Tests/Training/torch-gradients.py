"""Writes torch-gradients.safetensors beside itself: what PyTorch says of two networks, for TorchTests.cs to compare with.

Needed is Debian's python3-torch: apt-get install --no-install-recommends python3-torch, then /usr/bin/python3 torch-gradients.py.
It computes in 64 bits, so that what differs is our rounding and not its.
"""

import json
import struct
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def numbers(name, *shape):
    """Numbers from -1 to 1 that hang on the name alone; TorchTests.Numbers draws the same."""
    state = 2166136261
    for letter in name.encode():
        state = (state ^ letter) * 16777619 % 2**32
    values = []
    for _ in range(torch.Size(shape).numel()):
        state = (state * 1664525 + 1013904223) % 2**32
        values.append((state >> 8) / 2**23 - 1)
    return torch.tensor(values).reshape(shape)


def weight(name, *shape):
    """A weight whose sums stay of the size of what they add up."""
    size = torch.Size(shape[1:]).numel() ** -0.5 if len(shape) > 1 else 0.25
    return (numbers(name, *shape) * size).to(torch.float32).to(torch.float64).requires_grad_()


def lenet():
    w = {
        "conv1.weight": weight("conv1.weight", 8, 1, 5, 5), "conv1.bias": weight("conv1.bias", 8),
        "conv2.weight": weight("conv2.weight", 16, 8, 5, 5), "conv2.bias": weight("conv2.bias", 16),
        "fc.weight": weight("fc.weight", 10, 256), "fc.bias": weight("fc.bias", 10),
    }
    x, labels = numbers("pictures", 7, 1, 28, 28), torch.tensor([i * 7 % 10 for i in range(7)])

    def loss():
        y = F.max_pool2d(F.relu(F.conv2d(x, w["conv1.weight"], w["conv1.bias"], padding=2)), 2)
        y = F.max_pool2d(F.relu(F.conv2d(y, w["conv2.weight"], w["conv2.bias"], padding=2)), 3)
        return F.cross_entropy(F.linear(y.flatten(1), w["fc.weight"], w["fc.bias"]), labels)

    return w, loss, torch.optim.Adam(w.values(), 0.01, weight_decay=0.001), None


def normalised():
    w = {"stem.weight": weight("stem.weight", 8, 3, 3, 3), "wide.weight": weight("wide.weight", 8, 1, 3, 3),
         "mixed.weight": weight("mixed.weight", 12, 4, 1, 1)}
    for name, maps in ("stem", 8), ("wide", 8), ("mixed", 12):
        w[f"{name}.norm.scale"] = weight(f"{name}.norm.scale", maps)
        w[f"{name}.norm.bias"] = weight(f"{name}.norm.bias", maps)
    w["up.weight"], w["up.bias"] = weight("up.weight", 12, 6, 2, 2), weight("up.bias", 6)
    w["fc.weight"], w["fc.bias"] = weight("fc.weight", 5, 60), weight("fc.bias", 5)
    x, labels = numbers("pictures", 6, 3, 13, 10), torch.tensor([i * 7 % 5 for i in range(6)])

    def norm(y, name):
        return F.batch_norm(y, None, None, w[f"{name}.norm.scale"], w[f"{name}.norm.bias"], training=True)

    def loss():
        stem = F.hardswish(norm(F.conv2d(x, w["stem.weight"], stride=2, padding=1), "stem"))
        y = F.silu(norm(F.conv2d(stem, w["wide.weight"], padding=2, dilation=2, groups=8), "wide")) + stem
        y = F.elu(norm(F.conv2d(y, w["mixed.weight"], groups=2), "mixed"))
        y = torch.sigmoid(F.conv_transpose2d(y, w["up.weight"], w["up.bias"], stride=2))
        y = F.linear(F.avg_pool2d(y, (6, 2), (8, 2)).flatten(1), w["fc.weight"], w["fc.bias"])
        return F.binary_cross_entropy_with_logits(y, F.one_hot(labels, 5).to(y.dtype))

    return w, loss, torch.optim.SGD(w.values(), 0.1, momentum=0.9, nesterov=True, weight_decay=0.001), 0.5


def results():
    for name, (w, loss, optimizer, most) in ("lenet", lenet()), ("normalised", normalised()):
        for step in range(5):
            optimizer.zero_grad()
            value = loss()
            value.backward()
            if step == 0:
                yield f"{name}/loss", value
                for key in w:
                    yield f"{name}/gradient/{key}", w[key].grad.clone()
            if most:
                torch.nn.utils.clip_grad_norm_(w.values(), most)
            optimizer.step()
        for key in w:
            yield f"{name}/trained/{key}", w[key]


header, values = {"__metadata__": {"torch": torch.__version__}}, b""
for key, tensor in results():
    data = tensor.detach().to(torch.float32).contiguous().numpy().tobytes()
    header[key] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(values), len(values) + len(data)]}
    values += data
text = json.dumps(header).encode()
Path(__file__).with_suffix(".safetensors").write_bytes(struct.pack("<Q", len(text)) + text + values)
