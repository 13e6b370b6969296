import { boxMean } from "../../../pixels/box-mean";
import type { Plane, Raster } from "../../../pixels/raster";
import type { Damage } from "../find-damage";
import type { Bits } from "../measure-depth";
import { repairRows } from "../repair-rows";
import { evenRim } from "./even-rim";
import type { InpaintModel } from "./inpaint-model";
import { type PlannedWindow, planWindows, type WindowPlan } from "./plan-windows";
import { mirrored, readWindow, type Window } from "./read-window";
import type { Box } from "./sum-area";

/** Pixels of a window around the damage that the model paints too, so that it can be compared there with the photo. */
const ringWidth = 3;

/**
 * Fills the damage of a photo in place, window by window; each sees what the ones before it filled. What has no window is filled with
 * the studio's own lightness, first. Returns the largest change of a sample, in 1/255 of white.
 * @param onWindow gets the finished share in [0, 1]
 */
export async function fillWindows(
  model: InpaintModel,
  raster: Raster,
  { weight, clean }: Damage,
  onWindow: (share: number) => void,
): Promise<number> {
  const hole = reachOf(weight, 1);
  const { windows, owner } = planWindows(hole, raster, model);
  const all = { left: 0, top: 0, right: raster.width, bottom: raster.height };
  const left = { filling: { light: clean, ...all }, owner: { cells: owner, number: 0 }, within: all };
  let largest = repairRows(raster, weight, left);
  const open: Bits = { ...hole, data: Uint8Array.from(owner, (number) => (number > 0 ? 1 : 0)) };
  for (const [done, window] of windows.entries()) {
    const light = await fillWindow(model, raster, window, open);
    const filling = { light, ...boxOf(window) };
    const within = scaleBox(window.core, open, raster);
    const owned = { cells: owner, number: done + 1 };
    largest = Math.max(largest, repairRows(raster, weight, { filling, owner: owned, within }));
    close(open, window, { owner, number: done + 1 });
    onWindow((done + 1) / windows.length);
  }
  return largest;
}

async function fillWindow(model: InpaintModel, raster: Raster, window: Window, open: Bits): Promise<Plane> {
  const known = readWindow(raster, window);
  const damaged = projectHole(open, window, raster);
  const fed = reachOf({ ...known, data: Float32Array.from(damaged) }, ringWidth).data;
  const filled = await model.fill(known, fed);
  return evenRim(
    filled,
    known,
    fed.map((bit, at) => (bit && !damaged[at] ? 1 : 0)),
  );
}

/** 1 within so many pixels of what is above 0. */
function reachOf(plane: Plane, reach: number): Bits {
  const near = boxMean({ ...plane, data: plane.data.map((value) => (value > 0 ? 1 : 0)) }, reach);
  return { ...near, data: Uint8Array.from(near.data, (value) => (value > 0 ? 1 : 0)) };
}

const boxOf = ({ left, top, side }: Window): Box => ({ left, top, right: left + side, bottom: top + side });

/** A box of cells in pixels of the photo, none of which it cuts off. */
function scaleBox(box: Box, { width, height }: Bits, photo: { width: number; height: number }): Box {
  const [across, down] = [photo.width / width, photo.height / height];
  return {
    left: Math.max(0, Math.floor(box.left * across) - 1),
    top: Math.max(0, Math.floor(box.top * down) - 1),
    right: Math.min(photo.width, Math.ceil(box.right * across) + 1),
    bottom: Math.min(photo.height, Math.ceil(box.bottom * down) + 1),
  };
}

/** What a window filled is known from now on. */
function close(open: Bits, { core }: PlannedWindow, { owner, number }: { owner: WindowPlan["owner"]; number: number }) {
  for (let y = core.top; y < core.bottom; y++) {
    for (let x = core.left; x < core.right; x++) {
      const at = y * open.width + x;
      if (owner[at] === number) open.data[at] = 0;
    }
  }
}

/** The damage that is not filled yet, at the inpainter's size: 1 on each pixel that a damaged cell touches. */
function projectHole(open: Bits, window: Window, photo: { width: number; height: number }): Uint8Array {
  const small = window.side / window.shrink;
  const across = listCells(window.left, window, photo.width, open.width);
  const down = listCells(window.top, window, photo.height, open.height);
  const hole = new Uint8Array(small * small);
  for (const [y, rows] of down.entries()) {
    for (const [x, columns] of across.entries()) {
      if (touchesHole(open, columns, rows)) hole[y * small + x] = 1;
    }
  }
  return hole;
}

type Span = { from: number; to: number };

/** For each pixel of a window, along one side, the first and last cell of the damage's map that it lies on. */
function listCells(start: number, { side, shrink }: Window, photo: number, cells: number): Span[] {
  const cellAt = (at: number) => Math.floor(((mirrored(at, photo) + 0.5) * cells) / photo);
  return Array.from({ length: side / shrink }, (_, i) => {
    const [one, other] = [cellAt(start + i * shrink), cellAt(start + (i + 1) * shrink - 1)];
    return { from: Math.min(one, other), to: Math.max(one, other) };
  });
}

function touchesHole({ data, width }: Bits, columns: Span, rows: Span): boolean {
  for (let y = rows.from; y <= rows.to; y++) {
    for (let x = columns.from; x <= columns.to; x++) if (data[y * width + x]) return true;
  }
  return false;
}
