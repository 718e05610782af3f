"""One full-batch step of the MLP of step.ts in PyTorch, on one thread.

Reads a number of steps a line, and answers each line with the steps' milliseconds as a JSON array.
The first answer, before any question, is PyTorch's version and what multiplies its matrices.
"""

import json
import sys
import time

import torch

SAMPLES, WIDTHS, RATE = 1024, (192, 256, 10), 0.1

torch.set_num_threads(1)
torch.manual_seed(0)
inputs = torch.randn(SAMPLES, WIDTHS[0])
labels = torch.randint(0, WIDTHS[2], (SAMPLES,))
parameters = [
    torch.randn(WIDTHS[0], WIDTHS[1]) / WIDTHS[0] ** 0.5,
    torch.zeros(WIDTHS[1]),
    torch.randn(WIDTHS[1], WIDTHS[2]) / WIDTHS[1] ** 0.5,
    torch.zeros(WIDTHS[2]),
]
for parameter in parameters:
    parameter.requires_grad_()


def step():
    hidden = torch.tanh(inputs @ parameters[0] + parameters[1])
    loss = torch.nn.functional.cross_entropy(hidden @ parameters[2] + parameters[3], labels)
    gradient = torch.autograd.grad(loss, parameters)
    with torch.no_grad():
        for parameter, slope in zip(parameters, gradient):
            parameter -= RATE * slope


def milliseconds():
    start = time.perf_counter()
    step()
    return 1e3 * (time.perf_counter() - start)


print(json.dumps(torch.__version__), flush=True)
for line in sys.stdin:
    print(json.dumps([milliseconds() for _ in range(int(line))]), flush=True)
