import { useState } from "react";
import { toast } from "sonner";
import { fetchBlob } from "@/lib/client/api-client";
import type { OutputFormat } from "@/lib/contract/order";
import { isNeutral, neutralRecipe } from "@/lib/contract/photos/recipe";
import { nameDownload } from "@/lib/format/format-files";
import type { AdjustSession, AdjustVersion, Brush, Tool } from "./adjust-session";
import { firstRadius } from "./hints/brush-size";
import { addStroke, eraseAt } from "./hints/edit-hints";
import { firstColor } from "./hints/palette";
import { useAdjustedPicture } from "./picture/use-adjusted-picture";
import { useRecipes } from "./recipe/use-recipes";
import { useAdjustKeys } from "./use-adjust-keys";

/**
 * The adjustments of the version on the stage; null where there is none. Light enough to be part of the workbench from the
 * start: panel, hint layer and the code that computes pixels are loaded when they are used.
 */
export function useAdjust(version: AdjustVersion | null): AdjustSession | null {
  const recipes = useRecipes(version);
  const picture = useAdjustedPicture(version, version ? recipes.recipe : null);
  const tools = useTools(version?.job.jobId ?? null);
  const session: AdjustSession | null = version && {
    jobId: version.job.jobId,
    ratio: version.job.width / version.job.height,
    outputUrl: version.outputUrl,
    ...recipes,
    picture: picture.picture,
    pictureProblem: picture.problem,
    prepare: picture.prepare,
    reset: () => isNeutral(recipes.latest()) || recipes.change(neutralRecipe),
    ...tools,
    paint(stroke) {
      const next = addStroke(recipes.latest(), tools.brush.color, stroke);
      if (next) recipes.change(next);
      else toast("This photo holds no more strokes. Erase some that you no longer need.");
      return next !== null;
    },
    erase: (point, gesture) =>
      recipes.change(
        eraseAt(recipes.latest(), point, tools.brush.radius, version.job.width / version.job.height),
        gesture,
      ),
    retrySaving: () => void recipes.flush(),
    async download(format) {
      // The server applies what it knows, so what is not saved yet goes first.
      if (!(await recipes.flush())) {
        toast.error("The adjustments could not be saved, so nothing was downloaded. Try again.");
        return;
      }
      await saveFile(version, format).catch((error: unknown) => {
        toast.error(error instanceof Error ? error.message : "The download failed. Try again.");
      });
    },
  };
  useAdjustKeys(session);
  return session;
}

/** The tool is put away with its photo; color and size stay. */
function useTools(jobId: string | null) {
  const [chosen, setChosen] = useState<{ jobId: string; tool: Tool } | null>(null);
  const [brush, setBrush] = useState<Brush>({ color: firstColor, radius: firstRadius });
  const [pointed, setPointed] = useState<{ jobId: string; hint: number } | null>(null);
  return {
    tool: chosen && chosen.jobId === jobId ? chosen.tool : null,
    setTool: (tool: Tool | null) => setChosen(tool && jobId ? { jobId, tool } : null),
    brush,
    setBrush: (change: Partial<Brush>) => setBrush((old) => ({ ...old, ...change })),
    pointedHint: pointed && pointed.jobId === jobId ? pointed.hint : null,
    pointAt: (hint: number | null) => setPointed(hint !== null && jobId ? { jobId, hint } : null),
  };
}

/** The link of a download must outlive the click; how long a browser takes to follow it is its own affair. */
const linkMs = 60_000;

/** Loaded by the page and not by a link, because only so a refusal comes back in words. @throws {ApiProblem} */
async function saveFile({ job }: AdjustVersion, format: OutputFormat = job.order.outputFormat): Promise<void> {
  const file = await fetchBlob(`/api/console/jobs/${job.jobId}/picture?format=${format}`);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = nameDownload(job.name, `output.${format === "jpeg" ? "jpg" : format}`);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), linkMs);
}
