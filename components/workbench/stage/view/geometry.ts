export type Size = { width: number; height: number };
export type Point = { x: number; y: number };
export type Box = { left: number; top: number; width: number; height: number };

/** What a view depends on. `pane` and `margin` (around a photo that fits) are in CSS pixels, `photo` in its own pixels. */
export type Scene = { pane: Size; photo: Size; margin: number; pixelRatio: number };

/** Where the photo lies: CSS pixels per photo pixel, and its top left corner in CSS pixels of the pane. */
export type View = { scale: number; x: number; y: number };

const smallestScale = 1e-4;
const largestPercent = 800;

/** The largest scale at which the whole photo is visible, with a margin around it. */
export function fitScale({ pane, photo, margin }: Scene): number {
  const [width, height] = [pane.width - 2 * margin, pane.height - 2 * margin];
  return Math.max(smallestScale, Math.min(width / photo.width, height / photo.height));
}

/** The scale of 100 %: a photo pixel is a device pixel. */
export const actualScale = ({ pixelRatio }: Scene): number => 1 / pixelRatio;

/** 800 %, or twice the size that fits where the photo is so small that 800 % still fits. */
export const largestScale = (scene: Scene): number =>
  Math.max((largestPercent / 100) * actualScale(scene), 2 * fitScale(scene));

export const fitView = (scene: Scene): View => clampView(scene, { scale: fitScale(scene), x: 0, y: 0 });

/** Less than a thousandth above the size that fits counts as fitting, since scales come out of divisions. */
export const isFit = (scene: Scene, { scale }: View): boolean => scale <= fitScale(scene) * 1.001;

export const percentOf = (scene: Scene, { scale }: View): number => Math.round((scale / actualScale(scene)) * 100);

/**
 * The nearest allowed view: a scale between fit and the largest, no gap between the photo and the pane where the photo is
 * larger, centered where it is smaller, and its corner on a device pixel so that 100 % is sharp.
 */
export function clampView(scene: Scene, view: View): View {
  const scale = clamp(view.scale, fitScale(scene), largestScale(scene));
  const place = (offset: number, pane: number, photo: number) => {
    const free = pane - photo * scale;
    const placed = free >= 0 ? free / 2 : clamp(offset, free, 0);
    return Math.round(placed * scene.pixelRatio) / scene.pixelRatio;
  };
  return {
    scale,
    x: place(view.x, scene.pane.width, scene.photo.width),
    y: place(view.y, scene.pane.height, scene.photo.height),
  };
}

/** Zooms to `scale` so that what lies under `at` stays there, as far as the edges of the photo allow. */
export function zoomAt(scene: Scene, view: View, scale: number, at: Point): View {
  const next = clamp(scale, fitScale(scene), largestScale(scene));
  const by = next / view.scale;
  return clampView(scene, { scale: next, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by });
}

export const panBy = (scene: Scene, view: View, by: Point): View =>
  clampView(scene, { ...view, x: view.x + by.x, y: view.y + by.y });

type Fingers = readonly [Point, Point];

/** Follows two fingers: their distance zooms, the point between them moves the photo. */
export function pinch(scene: Scene, view: View, from: Fingers, to: Fingers): View {
  const [start, end] = [between(from), between(to)];
  const moved = { ...view, x: view.x + end.x - start.x, y: view.y + end.y - start.y };
  const apart = distance(from);
  return zoomAt(scene, moved, apart > 0 ? view.scale * (distance(to) / apart) : view.scale, end);
}

/** Between the photo as it fits and 100 % (twice the size that fits where 100 % is no larger than that). */
export function toggleZoom(scene: Scene, view: View, at: Point): View {
  if (!isFit(scene, view)) return fitView(scene);
  const actual = actualScale(scene);
  return zoomAt(scene, view, actual > fitScale(scene) * 1.05 ? actual : 2 * fitScale(scene), at);
}

const stops = [5, 10, 25, 50, 100, 200, 400, largestPercent];

/** The next stop of the zoom buttons above or below the present scale. */
export function nextScale(scene: Scene, { scale }: View, direction: 1 | -1): number {
  const limits = [fitScale(scene), largestScale(scene)];
  const scales = [...limits, ...stops.map((percent) => (percent / 100) * actualScale(scene))].sort((a, b) => a - b);
  const found =
    direction > 0 ? scales.find((each) => each > scale * 1.01) : scales.findLast((each) => each < scale / 1.01);
  return clamp(found ?? scale, fitScale(scene), largestScale(scene));
}

/** The view after the pane or the photo has changed: what fits goes on to fit, else scale and middle stay. */
export function moveToScene(from: Scene, view: View, to: Scene): View {
  const isSamePhoto = from.photo.width === to.photo.width && from.photo.height === to.photo.height;
  if (!isSamePhoto || isFit(from, view)) return fitView(to);
  const scale = (view.scale * from.pixelRatio) / to.pixelRatio;
  const place = (offset: number, before: number, after: number) =>
    after / 2 - ((before / 2 - offset) / view.scale) * scale;
  return clampView(to, {
    scale,
    x: place(view.x, from.pane.width, to.pane.width),
    y: place(view.y, from.pane.height, to.pane.height),
  });
}

/** The part of the pane that shows the photo. */
export function visibleBox({ pane, photo }: Scene, { scale, x, y }: View): Box {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  return {
    left,
    top,
    width: Math.max(0, Math.min(pane.width, x + photo.width * scale) - left),
    height: Math.max(0, Math.min(pane.height, y + photo.height * scale) - top),
  };
}

/** A point of the pane as shares of the photo's width and height; null beside the photo. */
export function toPhotoPoint({ photo }: Scene, view: View, at: Point): Point | null {
  const point = {
    x: (at.x - view.x) / (photo.width * view.scale),
    y: (at.y - view.y) / (photo.height * view.scale),
  };
  return point.x >= 0 && point.x <= 1 && point.y >= 0 && point.y <= 1 ? point : null;
}

/** How two pictures lie side by side in a pane so that they are largest. */
export function splitPane({ width, height }: Size, photo: Size): "columns" | "rows" {
  const columns = Math.min(width / 2 / photo.width, height / photo.height);
  const rows = Math.min(width / photo.width, height / 2 / photo.height);
  return columns >= rows ? "columns" : "rows";
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
const between = ([a, b]: Fingers): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const distance = ([a, b]: Fingers): number => Math.hypot(a.x - b.x, a.y - b.y);
