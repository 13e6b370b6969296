import { Button } from "@/components/ui/button";
import { isNeutral } from "@/lib/contract/photos/recipe";
import type { AdjustSession } from "../adjust-session";

/** Quiet while all is well: whether the adjustments are saved. */
export function SaveLine({ session: { saving, recipe, retrySaving, pictureProblem } }: { session: AdjustSession }) {
  return (
    <>
      <p role="status" className="min-h-4 text-xs text-muted-foreground">
        {saving.state === "failed" ? null : writeState(saving.state, isNeutral(recipe))}
      </p>
      {saving.state === "failed" && (
        <p role="alert" className="text-xs text-destructive">
          Not saved yet. {saving.detail} Your adjustments are kept on this page.{" "}
          <Button variant="link" size="inline" className="text-xs" onClick={retrySaving}>
            Try again
          </Button>
        </p>
      )}
      {pictureProblem && (
        <p role="alert" className="text-xs text-destructive">
          The adjusted photo cannot be shown here. {pictureProblem} Downloads still have your adjustments.
        </p>
      )}
    </>
  );
}

function writeState(state: "saved" | "waiting" | "saving", neutral: boolean): string {
  if (state !== "saved") return "Saving…";
  return neutral ? "Only colors change, never the detail." : "Saved. The colorized file itself stays as it was.";
}
