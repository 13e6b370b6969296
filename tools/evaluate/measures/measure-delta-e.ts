import { differenceCiede2000 } from "culori";

/** CIELAB (D65) of one color: L* 0..100, a*, b*. */
export type Lab = [lightness: number, a: number, b: number];

const difference = differenceCiede2000();
const toColor = ([l, a, b]: Lab) => ({ mode: "lab65" as const, l, a, b });

/** CIEDE2000 between two colors, all weights 1: about 1 is just visible. After Sharma, Wu and Dalal, 2005. */
export const measureDeltaE = (one: Lab, other: Lab): number => difference(toColor(one), toColor(other));
