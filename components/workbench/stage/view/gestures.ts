import type { Point } from "./geometry";
import type { Frames, Viewport } from "./viewport";

export type Press = {
  id: number;
  /** CSS pixels of the pane. */
  at: Point;
  touch: boolean;
  /** Not a further finger. */
  primary: boolean;
  /** As in PointerEvent: 0 is the main one, 1 the wheel. */
  button: number;
  /** The space key is held. */
  space: boolean;
  onHandle: boolean;
};

type Deps = {
  viewport: Viewport;
  after: Frames["after"];
  /** Where the finger is that holds still; null once the loupe is to close. */
  onLoupe: (at: Point | null) => void;
};

const holdMs = 450;
/** CSS pixels that a finger may shiver while it holds. */
const shiver = 8;

/**
 * Which pointer of a pane does what: two fingers zoom, one finger that holds still opens the loupe, and a drag moves a photo
 * that is larger than the pane. Every other drag is left to the slider or to what is drawn over the photo.
 */
export class Gestures {
  /** While true a plain drag belongs to what is drawn over the photo. */
  overlayActive = false;
  #deps: Deps;
  #pointers = new Map<number, Point>();
  #kind: "none" | "pan" | "pinch" | "loupe" = "none";
  #start: Point = { x: 0, y: 0 };
  #stopHold = () => {};

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Whether the pane has the drag that goes on. */
  get claims(): boolean {
    return this.#kind !== "none";
  }

  get pointers(): number[] {
    return [...this.#pointers.keys()];
  }

  press({ id, at, touch, primary, button, space, onHandle }: Press): void {
    this.#stopHold();
    // What is still there then was let go where nobody saw it.
    if (primary) this.#pointers.clear();
    this.#pointers.set(id, at);
    if (this.#pointers.size > 1) {
      this.#closeLoupe();
      this.#kind = "pinch";
      return;
    }
    this.#start = at;
    const isPlain = button === 0 && !space;
    const moves = isPlain ? this.#deps.viewport.zoomed && !this.overlayActive && !onHandle : button <= 1;
    this.#kind = moves ? "pan" : "none";
    if (touch && !this.overlayActive && !onHandle) this.#stopHold = this.#deps.after(holdMs, () => this.#openLoupe(at));
  }

  move(id: number, at: Point): void {
    const from = this.#pointers.get(id);
    if (!from) return;
    const before = this.#firstTwo();
    this.#pointers.set(id, at);
    if (Math.hypot(at.x - this.#start.x, at.y - this.#start.y) > shiver) this.#stopHold();
    const { viewport, onLoupe } = this.#deps;
    if (this.#kind === "pan") viewport.pan({ x: at.x - from.x, y: at.y - from.y });
    if (this.#kind === "loupe") onLoupe(at);
    const now = this.#firstTwo();
    if (this.#kind === "pinch" && before && now) viewport.pinch(before, now);
  }

  release(id: number): void {
    this.#pointers.delete(id);
    this.#stopHold();
    this.#closeLoupe();
    // The finger that stays after a pinch goes on to move the photo; it has not come to paint or to slide.
    this.#kind = this.#pointers.size > 0 && this.claims ? "pan" : "none";
  }

  close(): void {
    this.#stopHold();
    this.#pointers.clear();
    this.#kind = "none";
  }

  #openLoupe(at: Point): void {
    this.#kind = "loupe";
    this.#deps.onLoupe(at);
  }

  #closeLoupe(): void {
    if (this.#kind === "loupe") this.#deps.onLoupe(null);
  }

  #firstTwo(): [Point, Point] | null {
    const [one, other] = this.#pointers.values();
    return one && other ? [one, other] : null;
  }
}

/** How much one turn of the wheel zooms. `pinches` when a trackpad's pinch (or Ctrl) stands behind it. */
export function wheelFactor(deltaY: number, deltaMode: number, pinches: boolean): number {
  const pixels = deltaMode === 0 ? deltaY : deltaY * (deltaMode === 1 ? 16 : 400);
  const most = pinches ? 50 : 240;
  return Math.exp(-Math.min(most, Math.max(-most, pixels)) * (pinches ? 0.01 : 0.002));
}
