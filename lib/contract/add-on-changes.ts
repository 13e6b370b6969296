import type { AddOn } from "./order";

/**
 * How much each add-on of a run changed: the largest change of any sample it made, in 1/255 units, 0..255. Null when it was not
 * ordered, or whoever ran it doesn't say.
 */
export type AddOnChanges = Record<AddOn, number | null>;

export const unknownChanges: AddOnChanges = { cleanScratches: null, faceRemaster: null };
