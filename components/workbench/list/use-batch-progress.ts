import { useEffect, useRef, useState } from "react";
import { formatCount } from "@/lib/format/format-numbers";
import { type Batch, followBatch, formatProgress, measureProgress } from "./measure-progress";

type Photo = { ref: string; state: string };
const refreshMs = 1_000;

/**
 * How far the photos that were sent are, in words; null while none is in progress. The page's title shows it too, and a
 * notification tells the end when the page is hidden and the user allowed it.
 */
export function useBatchProgress(photos: readonly Photo[]): string | null {
  const [batch, setBatch] = useState<Batch | null>(null);
  const [now, setNow] = useState(() => Date.now());
  const running = batch !== null;
  const last = useRef<{ batch: Batch; photos: readonly Photo[] } | null>(null);
  useEffect(() => {
    setBatch((old) => followBatch(old, photos, Date.now()));
  }, [photos]);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), refreshMs);
    return () => clearInterval(timer);
  }, [running]);
  useEffect(() => {
    if (batch) last.current = { batch, photos };
    else if (last.current) {
      notifyOfEnd(measureProgress(last.current.batch, photos, Date.now()).total);
      last.current = null;
    }
  }, [batch, photos]);
  const text = batch && formatProgress(measureProgress(batch, photos, now));
  usePageTitle(text);
  return text;
}

/** The title as it was comes back when the text is gone or the page is left. */
function usePageTitle(text: string | null): void {
  const shows = text !== null;
  const base = useRef("");
  useEffect(() => {
    if (!shows) return;
    base.current = document.title;
    return () => {
      document.title = base.current;
    };
  }, [shows]);
  useEffect(() => {
    if (text !== null) document.title = `${text} · ${base.current}`;
  }, [text]);
}

function notifyOfEnd(photos: number): void {
  if (photos === 0 || !document.hidden || !canNotify() || Notification.permission !== "granted") return;
  new Notification(`${formatCount(photos, "photo")} finished`, { body: "Your photos are in the workbench." });
}

/** Browsers offer notifications on https and localhost only, and some not at all. */
export const canNotify = (): boolean => "Notification" in window;
