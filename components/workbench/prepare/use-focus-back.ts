import { type RefObject, useEffect, useRef } from "react";

/** Marks the buttons that open turning and cropping; of those the one that shows gets the focus back. */
export const opensPreparation = { "data-opens-preparation": "" } as const;

/** Gives the focus back to the button in `area` that opened turning and cropping, where closing that has lost it. */
export function useFocusBack(area: RefObject<HTMLElement | null>, isPreparing: boolean): void {
  const wasPreparing = useRef(isPreparing);
  useEffect(() => {
    const isClosed = wasPreparing.current && !isPreparing;
    wasPreparing.current = isPreparing;
    if (!isClosed || document.activeElement !== document.body) return;
    const buttons = area.current?.querySelectorAll<HTMLElement>("[data-opens-preparation]") ?? [];
    [...buttons].find((button) => button.checkVisibility())?.focus();
  }, [area, isPreparing]);
}
