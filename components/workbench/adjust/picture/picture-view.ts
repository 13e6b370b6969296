import { fetchFile } from "@/lib/client/job-files";
import { isNeutral, type Recipe } from "@/lib/contract/photos/recipe";
import type { AdjustedPicture } from "../adjust-session";
import type { FromPainter } from "./paint-loop";
import { startPainter } from "./start-painter";

/** A recipe that has not changed for so long is painted at full size. */
const restMs = 350;

export type PictureView = { show(recipe: Recipe): void; close(): void };
type OnPicture = (picture: AdjustedPicture | null, problem: string | null) => void;

/**
 * Shows an output with recipes: a preview at once, and every pixel at rest. `onPicture` gets object URLs that stay valid until
 * two pictures later.
 */
export function openPictureView(outputUrl: string, onPicture: OnPicture): PictureView {
  let recipe: Recipe | null = null;
  let turn = 0;
  let isClosed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let picture: AdjustedPicture | null = null;
  const urls: string[] = [];

  const keepUrl = (file: Blob): string => {
    const url = URL.createObjectURL(file);
    urls.push(url);
    for (const old of urls.splice(0, urls.length - 4)) URL.revokeObjectURL(old);
    return url;
  };
  const publish = (next: AdjustedPicture | null, problem: string | null = null) => {
    picture = next;
    onPicture(next, problem);
  };
  const order = (size: "preview" | "full") => {
    if (!recipe) return;
    turn += 1;
    thread.send({ type: "paint", turn, recipe, size });
  };
  const accept = (answer: FromPainter) => {
    if (answer.type === "failed") return publish(null, answer.detail);
    if (isClosed || !recipe || isNeutral(recipe)) return;
    const url = keepUrl(answer.file);
    const isNewest = answer.turn === turn;
    if (answer.size === "full") {
      if (isNewest) publish({ previewUrl: picture?.previewUrl ?? url, fullUrl: url });
      return;
    }
    // While a slider moves, even an older preview is nearer to it than what is shown.
    publish({ previewUrl: url, fullUrl: answer.isFull ? url : null });
    if (!isNewest || answer.isFull) return;
    clearTimeout(timer);
    timer = setTimeout(() => order("full"), restMs);
  };
  const thread = startPainter(accept);
  void loadOutput(outputUrl).then(
    (output) => thread.send({ type: "open", output }),
    (error: unknown) => publish(null, error instanceof Error ? error.message : String(error)),
  );

  return {
    show(next) {
      recipe = next;
      clearTimeout(timer);
      if (isNeutral(next)) publish(null);
      else order("preview");
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      thread.stop();
      for (const url of urls) URL.revokeObjectURL(url);
    },
  };
}

async function loadOutput(url: string): Promise<Blob> {
  const output = await fetchFile(url);
  if (!output) throw new Error("The colorized photo could not be loaded. Reload the page and try again.");
  return output;
}
