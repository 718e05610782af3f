"""The fine-tunings of fine_tuning.ts in PyTorch, on one thread.

Each line is a JSON object: the folder with the data, the task, the epochs, the precision, and where
the weights after them are to be written in double precision, or null. Each answer is the milliseconds that the training took and its
mean loss in the last epoch. The first answer, before any question, is PyTorch's version.
"""

import json
import pathlib
import sys
import time

import numpy
import torch
from torch.nn import functional

torch.set_num_threads(1)


def layers(flat, widths):
    """Weights [in, out], row-major, and biases, layer by layer."""
    parameters, offset = [], 0
    for rows, columns in zip(widths, widths[1:]):
        for shape in ((rows, columns), (columns,)):
            size = rows * columns if len(shape) == 2 else columns
            parameters.append(flat[offset : offset + size].reshape(shape).clone().requires_grad_())
            offset += size
    return parameters


def train(settings, data, task, epochs, kind):
    """Returns the parameters and, for every epoch, mean loss and mean gradient norm."""
    widths, batch = settings["widths"], settings["batch"]
    load = lambda name, kind: torch.from_numpy(numpy.fromfile(data / name, kind))
    x = load(f"features-{task}", numpy.float32).to(kind).reshape(-1, widths[0])
    y = load(f"labels-{task}", numpy.int16).long()
    prototypes = load(f"prototypes-{task}", numpy.float32).to(kind).reshape(-1, widths[-1])
    orders = load(f"order-{task}", numpy.int32).long().reshape(-1, len(x))
    start = time.perf_counter()
    parameters = layers(load("base", numpy.float32).to(kind), widths)
    optimiser = torch.optim.AdamW(
        parameters, lr=settings["learningRate"], weight_decay=settings["weightDecay"]
    )
    curve = []
    for epoch in range(epochs):
        inputs, labels = x[orders[epoch]], y[orders[epoch]]
        losses, norms = [], []
        for at in range(0, len(x) - batch + 1, batch):
            units = inputs[at : at + batch]
            for layer in range(len(widths) - 1):
                units = torch.addmm(parameters[2 * layer + 1], units, parameters[2 * layer])
                if layer < len(widths) - 2:
                    units = torch.relu(units)
            logits = settings["scale"] * functional.normalize(units, dim=-1) @ prototypes.T
            loss = functional.cross_entropy(logits, labels[at : at + batch])
            optimiser.zero_grad()
            loss.backward()
            norms.append(torch.stack([p.grad.norm() for p in parameters]).norm())
            losses.append(loss.detach())
            optimiser.step()
        curve.append((torch.stack(losses).mean().item(), torch.stack(norms).mean().item()))
    return 1e3 * (time.perf_counter() - start), parameters, curve


print(json.dumps(torch.__version__), flush=True)
for line in sys.stdin:
    question = json.loads(line)
    folder = pathlib.Path(question["folder"])
    settings = json.loads((folder / "settings.json").read_text())
    kind = getattr(torch, question["precision"])
    took, parameters, curve = train(settings, folder, question["task"], question["epochs"], kind)
    if question["save"]:
        weights = torch.cat([p.detach().flatten() for p in parameters])
        weights.double().numpy().tofile(question["save"])
    print(json.dumps({"milliseconds": took, "loss": curve[-1][0]}), flush=True)
