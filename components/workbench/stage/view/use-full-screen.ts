import { useEffect, useState } from "react";

/** Full screen of one element. Not `available` where the browser has none for elements, as on an iPhone. */
export function useFullScreen(element: HTMLElement | null) {
  const [active, setActive] = useState(false);
  const [available, setAvailable] = useState(false);
  useEffect(() => {
    setAvailable(document.fullscreenEnabled);
    const change = () => setActive(element !== null && document.fullscreenElement === element);
    document.addEventListener("fullscreenchange", change);
    return () => document.removeEventListener("fullscreenchange", change);
  }, [element]);
  const toggle = async () => {
    if (!available || !element) return;
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await element.requestFullscreen();
    } catch {
      // Refused by the browser or by its user; the page then stays as it is.
    }
  };
  return { active, available, toggle: () => void toggle() };
}
