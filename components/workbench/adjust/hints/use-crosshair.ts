import { type KeyboardEvent, useState } from "react";
import type { AdjustSession } from "../adjust-session";
import type { Point } from "./edit-hints";

const step = 0.04;
const smallStep = 0.005;
const directions: Record<string, Point> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The tools without a pointer: arrow keys move a crosshair, Enter paints a dab, erases or takes the color under it. */
export function useCrosshair(session: AdjustSession, readColor: (point: Point) => string | null) {
  const { tool, brush } = session;
  const [at, setAt] = useState<Point>([0.5, 0.5]);
  const [visible, setVisible] = useState(false);
  const [note, setNote] = useState("");

  const use = () => {
    if (tool === "brush") {
      session.paint({ radius: brush.radius, points: [at] });
      setNote("Painted.");
    } else if (tool === "eraser") {
      session.erase(at, "crosshair");
      session.endGesture();
      setNote("Erased what was here.");
    } else {
      const color = readColor(at);
      if (!color) return;
      session.setBrush({ color });
      session.setTool("brush");
    }
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const direction = directions[event.key];
    const isUse = event.key === "Enter";
    if (event.ctrlKey || event.metaKey || event.altKey || (!direction && !isUse)) return;
    // Enter would otherwise colorize the photos that are ready.
    event.preventDefault();
    setVisible(true);
    if (isUse) return use();
    const by = event.shiftKey ? smallStep : step;
    const moved = [0, 1].map((axis) => clamp((at[axis] ?? 0) + (direction?.[axis] ?? 0) * by));
    const next: Point = [moved[0] ?? 0, moved[1] ?? 0];
    setAt(next);
    setNote(`${percent(next[0])} across, ${percent(next[1])} down`);
  };
  return {
    at: visible ? at : null,
    note,
    props: {
      onKeyDown: press,
      onBlur: () => setVisible(false),
    },
  };
}

const clamp = (value: number) => Math.min(1, Math.max(0, Math.round(value * 1000) / 1000));
const percent = (share: number) => `${Math.round(share * 100)}%`;
