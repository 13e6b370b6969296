import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";

type Options = {
  count: number;
  /** Of a row, in CSS pixels, until it is measured. */
  estimate: number;
  gap?: number;
  /** Loads more rows; called when the end of those that are there comes near. */
  onNearEnd: (() => void) | null;
};

const overscan = 4;

/** Rows of a list that scrolls with the page: only those in the window, and a few around them, are in the document. */
export function useWindowRows({ count, estimate, gap = 0, onNearEnd }: Options) {
  const box = useRef<HTMLDivElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const { top, width: now } = element.getBoundingClientRect();
      setScrollMargin(Math.round(top + window.scrollY));
      setWidth(Math.round(now));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // What stands above the list moves it.
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const virtualizer = useWindowVirtualizer({ count, estimateSize: () => estimate, gap, overscan, scrollMargin });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? -1;
  useEffect(() => {
    if (count > 0 && last >= count - 1 - overscan) onNearEnd?.();
  }, [count, last, onNearEnd]);
  return { box, width, virtualizer, rows, scrollMargin };
}
