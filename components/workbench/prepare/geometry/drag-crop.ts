import type { Crop } from "@/lib/contract/photos/edits";
import { cleanCrop } from "./turns";

/** What of a crop frame is dragged: `move` is all of it, the others the sides that follow. */
export const handles = ["nw", "n", "ne", "e", "se", "s", "sw", "w"] as const;
export type Handle = (typeof handles)[number];
export type Grip = Handle | "move";

/** No side becomes smaller than this share of the picture. */
export const leastShare = 0.03;

/** The crop after a drag by shares of the picture, from where the drag began. It stays within the picture. */
export function dragCrop(start: Crop, grip: Grip, by: { x: number; y: number }): Crop {
  if (grip === "move")
    return cleanCrop({ ...start, x: slide(start.x, start.width, by.x), y: slide(start.y, start.height, by.y) });
  const across = drag(start.x, start.width, by.x, { first: grip.includes("w"), last: grip.includes("e") });
  const down = drag(start.y, start.height, by.y, { first: grip.includes("n"), last: grip.includes("s") });
  return cleanCrop({ x: across.from, width: across.length, y: down.from, height: down.length });
}

const slide = (from: number, length: number, by: number) => Math.min(1 - length, Math.max(0, from + by));

function drag(from: number, length: number, by: number, moves: { first: boolean; last: boolean }) {
  const end = from + length;
  if (moves.first) {
    const moved = Math.min(end - leastShare, Math.max(0, from + by));
    return { from: moved, length: end - moved };
  }
  if (moves.last) return { from, length: Math.min(1, Math.max(from + leastShare, end + by)) - from };
  return { from, length };
}

const keyStep = 0.01;
const steps: Record<string, { x: number; y: number } | undefined> = {
  ArrowLeft: { x: -keyStep, y: 0 },
  ArrowRight: { x: keyStep, y: 0 },
  ArrowUp: { x: 0, y: -keyStep },
  ArrowDown: { x: 0, y: keyStep },
};

/** The crop after a key: arrows move it, with Shift they move its right and lower side. Null for any other key. */
export function pressCrop(crop: Crop, { key, shiftKey }: { key: string; shiftKey: boolean }): Crop | null {
  const by = steps[key];
  return by ? dragCrop(crop, shiftKey ? "se" : "move", by) : null;
}
