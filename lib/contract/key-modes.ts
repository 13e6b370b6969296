/** A live key spends credits. A test key gets every answer of the contract with TEST drawn over the picture, and costs nothing. */
export const keyModes = ["live", "test"] as const;
export type KeyMode = (typeof keyModes)[number];
