import { ownNetwork, type PaintedBy } from "../contract/photos/painted-by";

const nameOf = (by: string) => (by === ownNetwork ? "this studio's own network" : by);

/** Whose colors a picture has, as one sentence: "62% of the colors came from edits, 38% from this studio's own network". */
export function describePainters(shares: PaintedBy): string {
  const parts = shares.map(({ by, percent }, at) =>
    at === 0 ? `${percent}% of the colors came from ${nameOf(by)}` : `${percent}% from ${nameOf(by)}`,
  );
  return parts.join(", ");
}
