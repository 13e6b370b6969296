import { useEffect, useState } from "react";
import { readPercent, readZoomed, useViewportValue } from "./use-viewport";
import type { Viewport } from "./viewport";

type Props = {
  viewport: Viewport;
  /** What has just happened to the photo; empty when nothing has. */
  news: string;
};

/** Says to screen readers what others see: that the color is there, and how large the photo is once it rests. */
export function Announcer({ viewport, news }: Props) {
  const zoomed = useViewportValue(viewport, readZoomed);
  const percent = useViewportValue(viewport, (state) => (state.moving ? 0 : readPercent(state)));
  const [hasZoomed, setHasZoomed] = useState(false);
  useEffect(() => {
    if (zoomed) setHasZoomed(true);
  }, [zoomed]);
  const size = zoomed ? `${percent}%` : "The whole photo";
  return (
    <>
      <p role="status" className="sr-only">
        {news}
      </p>
      <p role="status" className="sr-only">
        {hasZoomed && percent > 0 ? size : ""}
      </p>
    </>
  );
}
