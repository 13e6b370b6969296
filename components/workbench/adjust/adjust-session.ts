import type { JobAnswer } from "@/lib/contract/console-jobs";
import type { OutputFormat } from "@/lib/contract/order";
import type { Recipe, Stroke } from "@/lib/contract/photos/recipe";
import type { Point } from "./hints/edit-hints";
import type { SaveState } from "./recipe/recipe-saver";

/** A result that can be adjusted: a succeeded job whose output is still there. */
export type AdjustVersion = { job: JobAnswer; outputUrl: string };

/** What a drag on the photo does: paint with the color, remove strokes, or take the color from the photo. */
export type Tool = "brush" | "eraser" | "picker";

/** Object URLs of the photo with its recipe. `fullUrl` has every pixel of the output and follows when the recipe rests. */
export type AdjustedPicture = { previewUrl: string; fullUrl: string | null };

export type Brush = {
  /** `#rrggbb`, lower case. */
  color: string;
  /** As a share of the photo's longer side. */
  radius: number;
};

/** The adjustments of the photo on the stage, shared by panel, hint layer and stage. */
export type AdjustSession = {
  jobId: string;
  /** Width / height of the photo. */
  ratio: number;
  outputUrl: string;
  recipe: Recipe;
  /** Null while the recipe changes nothing, and until the first picture is there: the output itself is then shown. */
  picture: AdjustedPicture | null;
  /** In words, when the browser could not compute the picture. */
  pictureProblem: string | null;
  saving: SaveState;

  /** `gesture` names a drag: its changes are undone in one step, which `endGesture` closes. */
  change(recipe: Recipe, gesture?: string): void;
  endGesture(): void;
  undo(): void;
  redo(): void;
  canUndo: boolean;
  canRedo: boolean;
  reset(): void;
  /** Gives other photos the sliders of this one; each keeps its own hints. */
  applyLookTo(others: AdjustVersion[]): void;

  /** While set, a plain drag on the photo belongs to the hint layer. */
  tool: Tool | null;
  setTool(tool: Tool | null): void;
  brush: Brush;
  setBrush(change: Partial<Brush>): void;
  /** False when the recipe holds no more; the user is told. */
  paint(stroke: Stroke): boolean;
  erase(point: Point, gesture: string): void;
  /** The hint that the list points at; its strokes are shown on the photo. */
  pointedHint: number | null;
  pointAt(hint: number | null): void;

  /** Loads what the first change would otherwise wait for. */
  prepare(): void;
  retrySaving(): void;
  /** Saves the recipe, then lets the browser download the output with it at full size. Without a format: the job's own. */
  download(format?: OutputFormat): Promise<void>;
};
