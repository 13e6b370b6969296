import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Where a list lies in its page, in CSS pixels; `width` is 0 until that is measured. */
export type ListBox = { ref: RefObject<HTMLDivElement | null>; width: number; top: number };

type Options = {
  count: number;
  /** Of a row, in CSS pixels, until it is measured. */
  estimate: number;
  gap?: number;
  /** Loads more rows; called when the end of those that are there comes near. */
  onNearEnd: (() => void) | null;
};

const overscan = 4;

export function useListBox(): ListBox {
  const ref = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ width: 0, top: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const box = element.getBoundingClientRect();
      const [width, top] = [Math.round(box.width), Math.round(box.top + window.scrollY)];
      setPlace((now) => (now.width === width && now.top === top ? now : { width, top }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // What stands above the list moves it.
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  return { ref, ...place };
}

/** Rows of a list that scrolls with the page: only those in the window, and a few around them, are in the document. */
export function useWindowRows({ top }: ListBox, { count, estimate, gap = 0, onNearEnd }: Options) {
  const estimateSize = () => estimate;
  const virtualizer = useWindowVirtualizer({ count, estimateSize, gap, overscan, scrollMargin: top });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? -1;
  useEffect(() => {
    if (count > 0 && last >= count - 1 - overscan) onNearEnd?.();
  }, [count, last, onNearEnd]);
  return { virtualizer, rows };
}
