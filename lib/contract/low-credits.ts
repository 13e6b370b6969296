/** Whether the owner wanted to hear of so few credits. `threshold` is theirs; null means never. */
export const isLowOnCredits = (available: number, threshold: number | null): boolean =>
  threshold !== null && available <= threshold;
