"""Training steps of the vision transformer of vit.ts in PyTorch, on one thread.

Reads a JSON object a line, the samples of a batch, the steps to time and those before that do not
count, and answers each with the steps' milliseconds. The first answer, before any question, is
PyTorch's version.
"""

import json
import sys
import time

import torch
from torch.nn import functional

TOKENS, TOKEN, WIDTH, LAYERS, HEADS, HIDDEN, OUTPUTS = 16, 64, 48, 2, 4, 96, 64
CLASSES, SCALE = 10, 16

torch.set_num_threads(1)
torch.manual_seed(0)


def weight(rows, columns):
    return torch.randn(rows, columns) / columns**0.5


def block():
    return [
        *(torch.ones(WIDTH), torch.zeros(WIDTH)),
        *(weight(3 * WIDTH, WIDTH), torch.zeros(3 * WIDTH)),
        *(weight(WIDTH, WIDTH), torch.zeros(WIDTH)),
        *(torch.ones(WIDTH), torch.zeros(WIDTH)),
        *(weight(HIDDEN, WIDTH), torch.zeros(HIDDEN)),
        *(weight(WIDTH, HIDDEN), torch.zeros(WIDTH)),
    ]


def embed(parameters, inputs):
    """Embeddings [n, OUTPUTS] of inputs [n, TOKENS, TOKEN]."""
    patch, position, blocks, scaling, projection = parameters
    x = functional.linear(inputs, patch) + position
    for norm1, bias1, qkv, qkv_bias, out, out_bias, norm2, bias2, up, up_bias, down, down_bias in blocks:
        y = functional.linear(functional.layer_norm(x, (WIDTH,), norm1, bias1), qkv, qkv_bias)
        q, k, v = y.view(len(x), TOKENS, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        attended = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5, -1) @ v
        attended = attended.transpose(1, 2).reshape(x.shape)
        x = x + functional.linear(attended, out, out_bias)
        y = functional.linear(functional.layer_norm(x, (WIDTH,), norm2, bias2), up, up_bias)
        x = x + functional.linear(y * torch.sigmoid(1.702 * y), down, down_bias)
    return functional.layer_norm(x.mean(1), (WIDTH,), *scaling) @ projection


def milliseconds(batch, steps, warm_up):
    parameters = [
        weight(WIDTH, TOKEN),
        0.02 * torch.randn(TOKENS, WIDTH),
        [block() for _ in range(LAYERS)],
        [torch.ones(WIDTH), torch.zeros(WIDTH)],
        weight(OUTPUTS, WIDTH).T.contiguous(),
    ]
    flat = [parameters[0], parameters[1], *sum(parameters[2], []), *parameters[3], parameters[4]]
    for parameter in flat:
        parameter.requires_grad_()
    inputs = torch.randn(batch, TOKENS, TOKEN)
    labels = torch.arange(batch) % CLASSES
    prototypes = functional.normalize(torch.randn(CLASSES, OUTPUTS), dim=-1)
    optimiser = torch.optim.AdamW(flat, lr=1e-3, weight_decay=0.1)
    times = []
    for _ in range(warm_up + steps):
        start = time.perf_counter()
        logits = SCALE * functional.normalize(embed(parameters, inputs), dim=-1) @ prototypes.T
        loss = functional.cross_entropy(logits, labels)
        optimiser.zero_grad()
        loss.backward()
        torch.stack([parameter.grad.norm() for parameter in flat]).norm()
        optimiser.step()
        times.append(1e3 * (time.perf_counter() - start))
    return times[warm_up:]


print(json.dumps(torch.__version__), flush=True)
for line in sys.stdin:
    question = json.loads(line)
    times = milliseconds(question["batch"], question["steps"], question["warmUp"])
    print(json.dumps(times), flush=True)
