/** k in float64, where the window is wide at any k. */
export const EPOCHS = [2, 5] as const;

/**
 * k on the device. ‖residual‖/floor at ηkλ_max = .1 grows with k, and a decade with 30 floors of
 * headroom needs 3,000: float32 has that for most seeds at k = 20, and nowhere near it at k = 2.
 */
export const DEVICE_EPOCHS = 20;

/** Third-of-a-decade steps from the largest admitted η: 1.33 decades. */
export const DEVICE_LADDER = { count: 5, perDecade: 3 } as const;
