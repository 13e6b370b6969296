/** A live key spends credits. A test key gets the same answers at no cost, with TEST drawn over every picture. */
export const keyModes = ["live", "test"] as const;
export type KeyMode = (typeof keyModes)[number];
