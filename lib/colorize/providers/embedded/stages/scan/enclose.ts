/** In pixels. `angle` is how far it is turned clockwise, in degrees, above -45 and up to 45. */
export type Box = { x: number; y: number; width: number; height: number; angle: number };
type Point = { x: number; y: number };

/** The smallest rectangle around points, at any angle, and the share of it that their convex hull covers. */
export function enclose(points: Point[]): { box: Box; hullShare: number } {
  const hull = hullOf(points);
  let best: Box | null = null;
  for (let i = 0; i < hull.length; i++) {
    const [from, to] = [hull[i] as Point, hull[(i + 1) % hull.length] as Point];
    const box = boxAt(hull, normalize((Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI));
    if (!best || box.width * box.height < best.width * best.height) best = box;
  }
  const box = best ?? boxAt(hull, 0);
  return { box, hullShare: areaOf(hull) / (box.width * box.height) };
}

/** The same direction of a side of a rectangle, above -45 and up to 45 degrees. */
export function normalize(angle: number): number {
  return angle - 90 * Math.ceil((angle - 45) / 90);
}

/** The unit vectors along the width and along the height of a box. */
export function axesOf(angle: number): { along: Point; down: Point } {
  const radians = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  return { along: { x: cos, y: sin }, down: { x: -sin, y: cos } };
}

function boxAt(points: Point[], angle: number): Box {
  const { along, down } = axesOf(angle);
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    const u = x * along.x + y * along.y;
    const v = x * down.x + y * down.y;
    left = Math.min(left, u);
    right = Math.max(right, u);
    top = Math.min(top, v);
    bottom = Math.max(bottom, v);
  }
  return boxOf({ left, right, top, bottom }, angle);
}

/** A box from where its sides lie along its own axes. */
export function boxOf(sides: Record<"left" | "right" | "top" | "bottom", number>, angle: number): Box {
  const { along, down } = axesOf(angle);
  const u = (sides.left + sides.right) / 2;
  const v = (sides.top + sides.bottom) / 2;
  return {
    x: u * along.x + v * down.x,
    y: u * along.y + v * down.y,
    width: sides.right - sides.left,
    height: sides.bottom - sides.top,
    angle,
  };
}

/** The convex hull, clockwise on the screen (Andrew's monotone chain). */
function hullOf(points: Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const turn = (a: Point, b: Point, c: Point) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  const chain = (list: Point[]) => {
    const half: Point[] = [];
    for (const point of list) {
      while (half.length > 1 && turn(half.at(-2) as Point, half.at(-1) as Point, point) <= 0) half.pop();
      half.push(point);
    }
    return half.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.reverse())];
}

function areaOf(hull: Point[]): number {
  let twice = 0;
  for (let i = 0; i < hull.length; i++) {
    const [a, b] = [hull[i] as Point, hull[(i + 1) % hull.length] as Point];
    twice += a.x * b.y - b.x * a.y;
  }
  return Math.abs(twice) / 2;
}
