/** Rodrigues' rotation about (1, 1, 1), `[3, 3]`: grey stays, other colours change their hue. */
export function hueRotation(angle: number): number[] {
  const along = (1 - Math.cos(angle)) / 3, across = Math.sin(angle) / Math.sqrt(3);
  const same = along + Math.cos(angle), less = along - across, more = along + across;
  return [same, less, more, more, same, less, less, more, same];
}
