import { useSyncExternalStore } from "react";

/** Tailwind's `lg`: from here on the list is a column beside the stage, below it a strip. */
const query = "(min-width: 64rem)";

function subscribe(onChange: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener("change", onChange);
  return () => media.removeEventListener("change", onChange);
}

/** Whether the page has room for columns. The server, which cannot know, writes the wide page. */
export const useIsWide = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => matchMedia(query).matches,
    () => true,
  );
