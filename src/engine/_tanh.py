"""Finds the coefficients of _tanh.ts: tanh(x)/x = P(u)/Q(u), u = x², minimax in relative error.

Lawson's iteration: a linear least-squares fit of P − Q·tanh(x)/x, its weights multiplied by the
error of the fit before, until the error is level.
"""

import numpy as np

END, P_DEGREE, Q_DEGREE, POINTS, ITERATIONS = 9.1, 5, 4, 4000, 6000

x = np.sort(END * (1 + np.cos(np.pi * (np.arange(POINTS) + 0.5) / POINTS)) / 2)
target = np.tanh(x) / x
scale = END**2 / 4
powers = (x**2 / scale)[:, None] ** np.arange(max(P_DEGREE, Q_DEGREE) + 1)
weight, denominator = np.ones(POINTS), np.ones(POINTS)
best = (np.inf, None, None)
for _ in range(ITERATIONS):
    row = np.sqrt(weight) / (target * denominator)
    columns = np.hstack(
        [powers[:, : P_DEGREE + 1], -target[:, None] * powers[:, 1 : Q_DEGREE + 1]]
    )
    matrix = columns * row[:, None]
    size = np.abs(matrix).max(0)
    solution = np.linalg.lstsq(matrix / size, target * row, rcond=1e-17)[0] / size
    p, q = solution[: P_DEGREE + 1], np.append(1, solution[P_DEGREE + 1 :])
    denominator = powers[:, : Q_DEGREE + 1] @ q
    error = np.abs(powers[:, : P_DEGREE + 1] @ p / denominator / target - 1)
    if error.max() < best[0]:
        best = (error.max(), p, q)
    weight *= error / error.max() + 1e-3
    weight /= weight.sum()
print(f"relative error {best[0]:.3g}")
for name, polynomial in (("P", best[1]), ("Q", best[2])):
    print(name, [float(c / scale**i) for i, c in enumerate(polynomial)])
