import { type PointerEvent, useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import type { Stroke } from "@/lib/contract/photos/recipe";
import { useStageView } from "../../stage/view/stage-view";
import type { AdjustSession } from "../adjust-session";
import { type ColorPicker, openColorPicker } from "./color-picker";
import type { Point } from "./edit-hints";
import { recordStroke } from "./record-stroke";

/** A drag that is going on. */
type Drag = { pointerId: number; gesture: string; points: Point[] };

/**
 * Turns what pointers do on the layer into work of the tool: the first finger, a pen or the left button. The stage takes a drag
 * over when a second finger comes; the layer then loses its capture, and what was begun is dropped.
 */
export function useBrush(session: AdjustSession) {
  const { tool, brush, ratio } = session;
  const drag = useRef<Drag | null>(null);
  const gestures = useRef(0);
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const [cursor, setCursor] = useState<Point | null>(null);
  const { settling, settle } = useSettling(session);
  const { toPhoto } = useStageView();
  const picker = useColorPicker(session);
  const readColor = (point: Point) => picker?.readColor(point) ?? null;

  const drop = () => {
    if (drag.current && tool === "eraser") session.endGesture();
    drag.current = null;
    setStroke(null);
  };
  const work = (points: Point[]) => {
    const going = drag.current;
    if (!going) return;
    going.points.push(...points);
    if (tool === "brush") setStroke({ radius: brush.radius, points: [...going.points] });
    if (tool === "eraser") for (const point of points) session.erase(point, going.gesture);
  };
  /** Null beside the photo. */
  const readPoint = ({ clientX, clientY }: { clientX: number; clientY: number }): Point | null => {
    const at = toPhoto(clientX, clientY);
    return at && [at.x, at.y];
  };
  const start = (event: PointerEvent<HTMLElement>) => {
    const point = readPoint(event);
    if (!event.isPrimary || event.button !== 0 || !point) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    gestures.current += 1;
    drag.current = { pointerId: event.pointerId, gesture: `erase ${gestures.current}`, points: [] };
    setCursor(point);
    work([point]);
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    setCursor(readPoint(event));
    if (drag.current?.pointerId !== event.pointerId) return;
    // Between two frames a pen reports more points than events.
    const all = event.nativeEvent.getCoalescedEvents?.() ?? [];
    work((all.length > 0 ? all : [event]).map(readPoint).filter((point) => point !== null));
  };
  const end = (event: PointerEvent<HTMLElement>) => {
    const going = drag.current;
    if (going?.pointerId !== event.pointerId) return;
    drop();
    if (event.pointerType === "touch") setCursor(null);
    if (tool === "brush") settle(recordStroke(going.points, brush.radius, ratio));
    const last = going.points.at(-1);
    const color = tool === "picker" && last ? readColor(last) : null;
    if (!color) return;
    session.setBrush({ color });
    session.setTool("brush");
  };
  const cancel = () => {
    drop();
    setCursor(null);
  };

  return {
    ...{ stroke: stroke ?? settling, cursor, readColor },
    pointerHandlers: {
      ...{ onPointerDown: start, onPointerMove: move, onPointerUp: end, onPointerCancel: cancel },
      onPointerLeave: () => setCursor(null),
      // After the end of a drag as well, when there is nothing left to drop.
      onLostPointerCapture: drop,
    },
  };
}

/** A stroke stays in sight until the picture has its color. */
function useSettling(session: AdjustSession) {
  const shownUrl = session.picture?.previewUrl ?? null;
  const [last, setLast] = useState<{ stroke: Stroke; shownUrl: string | null } | null>(null);
  const waits = last !== null && last.shownUrl === shownUrl && session.pictureProblem === null;
  return {
    settling: waits ? last.stroke : null,
    settle: (stroke: Stroke) => {
      if (session.paint(stroke)) setLast({ stroke, shownUrl });
    },
  };
}

/** Null until the picture is read, which happens while the picker is chosen. */
function useColorPicker({ tool, picture, outputUrl }: AdjustSession): ColorPicker | null {
  const [picker, setPicker] = useState<ColorPicker | null>(null);
  const url = picture?.previewUrl ?? outputUrl;
  useEffect(() => {
    if (tool !== "picker") return;
    let isStale = false;
    openColorPicker(url).then(
      (opened) => !isStale && setPicker(opened),
      () => !isStale && toast.error("The colors of this photo cannot be read here. Choose one of the palette."),
    );
    return () => {
      isStale = true;
    };
  }, [tool, url]);
  return picker;
}
