import { listPieces } from "../list-pieces";
import type { Bits } from "../measure-depth";
import type { InpaintModel } from "./inpaint-model";
import type { Window } from "./read-window";
import { type Box, createCounter } from "./sum-area";

type Size = { width: number; height: number };

/** A window and the box, in cells of the damage's map, around the cells that it fills. */
export type PlannedWindow = Window & { core: Box };
/**
 * Who fills what: `owner` has, for each cell of the damage's map, the number of a window counted from 1, or 0 where none fills it.
 * The windows are in the order in which they are run.
 */
export type WindowPlan = { windows: PlannedWindow[]; owner: Uint16Array };

/**
 * A window is at least this many times as wide as the damage in it is on the average (a disk: two thirds of its diameter), since what
 * a hole shows is told by what surrounds it.
 */
const roomAround = 3;
/** The damage's share of a window is at most this. */
const mostHole = 1 / 3;
/** The part of a window, in its middle, whose damage it fills. Where the photo ends there need be no margin. */
const coreShare = 0.75;

/**
 * Windows over all damage. Thin damage is filled at the photo's own size, wide damage in a larger window that is reduced by 2, 4, 8 …,
 * so that its surroundings come along; when that takes more windows than the model may run, everything is filled in larger ones.
 * Without an owner stays what has too little around it in the largest window, and on a photo of extreme proportions what is left when
 * the bound is reached.
 * @param hole what is to be filled, at the size of the damage's map
 */
export function planWindows(
  hole: Bits,
  photo: Size,
  { side, mostWindows }: Pick<InpaintModel, "side" | "mostWindows">,
): WindowPlan {
  const shrinks = listShrinks(photo, side);
  const wanted = findShrinks(hole, photo, side);
  const largest = shrinks.at(-1) as number;
  for (const least of shrinks) {
    const plan = new Planning(hole, photo, side, least === largest ? mostWindows : mostWindows + 1);
    for (const shrink of shrinks) {
      if (shrink < least) continue;
      plan.cover(shrink, (at) => shrink === largest || (wanted[at] as number) <= shrink);
    }
    if (plan.windows.length <= mostWindows) return orderFromLargest(plan);
  }
  return { windows: [], owner: new Uint16Array(hole.data.length) };
}

/** 1, 2, 4 … up to a window that shows all of the photo, or three times its short side. */
function listShrinks({ width, height }: Size, side: number): number[] {
  const widest = Math.min(Math.max(width, height), roomAround * Math.min(width, height));
  const shrinks = [1];
  while (side * (shrinks.at(-1) as number) < widest) shrinks.push((shrinks.at(-1) as number) * 2);
  return shrinks;
}

/** For each cell the least shrink whose window has room around the piece of damage that the cell is of. */
function findShrinks(hole: Bits, photo: Size, side: number): Float32Array {
  const wanted = new Float32Array(hole.data.length);
  const cell = Math.max(photo.width / hole.width, photo.height / hole.height);
  for (const { pixels, thickness } of listPieces(hole)) {
    const shrink = (thickness * cell * roomAround) / side;
    for (const at of pixels) wanted[at] = shrink;
  }
  return wanted;
}

/** Wide damage first, so that what is thin finds it filled. */
function orderFromLargest({ windows, owner }: Planning): WindowPlan {
  return {
    windows: [...windows].reverse(),
    owner: owner.map((number) => (number === 0 ? 0 : windows.length + 1 - number)),
  };
}

class Planning {
  readonly windows: PlannedWindow[] = [];
  readonly owner: Uint16Array;
  private readonly countHole: (box: Box) => number;

  constructor(
    private readonly hole: Bits,
    private readonly photo: Size,
    private readonly side: number,
    private readonly most: number,
  ) {
    this.owner = new Uint16Array(hole.data.length);
    this.countHole = createCounter(hole);
  }

  /** Gives windows of one size to the cells that `isMeant` and that have none yet, in the order of the rows. */
  cover(shrink: number, isMeant: (at: number) => boolean): void {
    const { data, width, height } = this.hole;
    const span = this.side * shrink;
    const across = this.coreOf(span, this.photo.width, width);
    const down = this.coreOf(span, this.photo.height, height);
    const isLeft = (at: number) => data[at] === 1 && this.owner[at] === 0 && isMeant(at);
    const passed = new Uint8Array(data.length);
    for (let seed = 0; seed < data.length && this.windows.length < this.most; seed++) {
      if (passed[seed] || !isLeft(seed)) continue;
      const cells = this.gather(seed, { across, down }, (at) => !passed[at] && isLeft(at));
      const core = boxAround(cells, width);
      const window = this.place(core, shrink);
      if (this.holeShare(window) > mostHole) {
        for (const at of cells) passed[at] = 1;
      } else {
        this.windows.push({ ...window, core });
        for (const at of cells) this.owner[at] = this.windows.length;
      }
    }
  }

  /** How many cells a window's core spans: all, where the window spans all of the photo. */
  private coreOf(span: number, photo: number, cells: number): number {
    return span >= photo ? cells : Math.max(1, Math.floor((span * coreShare * cells) / photo));
  }

  /** The cells in a box that begins in the seed's row, as far left as there is one of them that leaves the seed in the box. */
  private gather(
    seed: number,
    { across, down }: { across: number; down: number },
    isWanted: (at: number) => boolean,
  ): number[] {
    const { width, height } = this.hole;
    const [x, y] = [seed % width, Math.floor(seed / width)];
    const bottom = Math.min(height, y + down);
    const columns: number[][] = [];
    for (let column = Math.max(0, x - across + 1); column < Math.min(width, x + across); column++) {
      const cells: number[] = [];
      for (let row = y; row < bottom; row++) if (isWanted(row * width + column)) cells.push(row * width + column);
      if (cells.length > 0 || columns.length > 0) columns.push(cells);
    }
    return columns.slice(0, across).flat();
  }

  /** The window whose middle is the core's, moved into the photo. */
  private place(core: Box, shrink: number): Window {
    const side = this.side * shrink;
    const move = (from: number, to: number, cells: number, photo: number) => {
      const middle = (((from + to) / 2) * photo) / cells;
      return Math.round(Math.max(0, Math.min(photo - side, middle - side / 2)));
    };
    const left = move(core.left, core.right, this.hole.width, this.photo.width);
    const top = move(core.top, core.bottom, this.hole.height, this.photo.height);
    return { left, top, side, shrink };
  }

  /** Of the part of a window that lies in the photo. Cells that it cuts count as a whole. */
  private holeShare({ left, top, side }: Window): number {
    const { width, height } = this.hole;
    const [right, bottom] = [Math.min(this.photo.width, left + side), Math.min(this.photo.height, top + side)];
    const [across, down] = [width / this.photo.width, height / this.photo.height];
    const cells = this.countHole({
      left: Math.floor(left * across),
      top: Math.floor(top * down),
      right: Math.min(width, Math.ceil(right * across)),
      bottom: Math.min(height, Math.ceil(bottom * down)),
    });
    return cells / ((right - left) * across * (bottom - top) * down);
  }
}

function boxAround(cells: readonly number[], width: number): Box {
  const box = { left: Infinity, top: Infinity, right: 0, bottom: 0 };
  for (const at of cells) {
    const [x, y] = [at % width, Math.floor(at / width)];
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x + 1);
    box.bottom = Math.max(box.bottom, y + 1);
  }
  return box;
}
