import {
  actualScale,
  fitView,
  isFit,
  moveToScene,
  nextScale,
  type Point,
  panBy,
  pinch,
  type Scene,
  type Size,
  toggleZoom,
  type View,
  zoomAt,
} from "./geometry";

/** `moving` while a gesture or an animation goes on: pictures are then moved, and drawn anew only once they rest. */
export type ViewportState = { scene: Scene; view: View; moving: boolean };

/** What the viewport needs of its surroundings. */
export type Frames = {
  /** Milliseconds. */
  now: () => number;
  request: (draw: () => void) => number;
  cancel: (frame: number) => void;
  /** Runs `work` once after `ms`; returns how to call it off. */
  after: (ms: number, work: () => void) => () => void;
  reducesMotion: () => boolean;
};

const animationMs = 160;
const restMs = 150;

/**
 * The view that all pictures of a stage share. It lives outside React: pictures follow it by themselves, at every frame, and
 * nothing is rendered while one pans.
 */
export class Viewport {
  #state: ViewportState;
  #frames: Frames;
  #listeners = new Set<() => void>();
  #animation: number | null = null;
  #stopRest = () => {};

  constructor(scene: Scene, frames: Frames) {
    this.#state = { scene, view: fitView(scene), moving: false };
    this.#frames = frames;
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** The same object until something changes. */
  readonly read = (): ViewportState => this.#state;

  get zoomed(): boolean {
    return !isFit(this.#state.scene, this.#state.view);
  }

  /** Changes pane, photo or pixel ratio. */
  change(part: Partial<Scene>): void {
    const { scene, view } = this.#state;
    const next = { ...scene, ...part };
    if (isSameScene(scene, next)) return;
    this.#endAnimation();
    this.#set({ scene: next, view: moveToScene(scene, view, next) });
  }

  pan(by: Point): void {
    this.#move((scene, view) => panBy(scene, view, by));
  }

  pinch(from: readonly [Point, Point], to: readonly [Point, Point]): void {
    this.#move((scene, view) => pinch(scene, view, from, to));
  }

  /** @param by a factor above 0 */
  zoomBy(by: number, at: Point): void {
    this.#move((scene, view) => zoomAt(scene, view, view.scale * by, at));
  }

  step(direction: 1 | -1): void {
    this.#glide((scene, view) => zoomAt(scene, view, nextScale(scene, view, direction), middleOf(scene)));
  }

  fit(): void {
    this.#glide(fitView);
  }

  /** To 100 %, around the middle. */
  showActualSize(): void {
    this.#glide((scene, view) => zoomAt(scene, view, actualScale(scene), middleOf(scene)));
  }

  toggle(at: Point): void {
    this.#glide((scene, view) => toggleZoom(scene, view, at));
  }

  /** Ends what is still going on. The viewport can be used again after it. */
  close(): void {
    this.#endAnimation();
    this.#stopRest();
  }

  #move(change: (scene: Scene, view: View) => View): void {
    this.#endAnimation();
    const { scene, view } = this.#state;
    this.#set({ view: change(scene, view), moving: true });
    this.#restSoon();
  }

  #glide(change: (scene: Scene, view: View) => View): void {
    this.#endAnimation();
    const { scene, view: from } = this.#state;
    const to = change(scene, from);
    if (this.#frames.reducesMotion()) {
      this.#set({ view: to, moving: false });
      return;
    }
    const start = this.#frames.now();
    const draw = () => {
      const done = Math.min(1, (this.#frames.now() - start) / animationMs);
      // The corner is not rounded on the way: the point under the cursor would shiver.
      this.#set({ view: done < 1 ? blend(from, to, 1 - (1 - done) ** 3) : to, moving: done < 1 });
      this.#animation = done < 1 ? this.#frames.request(draw) : null;
    };
    this.#animation = this.#frames.request(draw);
  }

  #restSoon(): void {
    this.#stopRest();
    this.#stopRest = this.#frames.after(restMs, () => this.#set({ moving: false }));
  }

  #endAnimation(): void {
    if (this.#animation !== null) this.#frames.cancel(this.#animation);
    this.#animation = null;
  }

  #set(part: Partial<ViewportState>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}

const middleOf = ({ pane }: Scene): Point => ({ x: pane.width / 2, y: pane.height / 2 });

const blend = (from: View, to: View, share: number): View => ({
  scale: from.scale + (to.scale - from.scale) * share,
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
});

const isSameSize = (a: Size, b: Size) => a.width === b.width && a.height === b.height;
const isSameScene = (a: Scene, b: Scene) =>
  isSameSize(a.pane, b.pane) && isSameSize(a.photo, b.photo) && a.margin === b.margin && a.pixelRatio === b.pixelRatio;
