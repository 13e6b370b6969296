import { Redo2, Undo2 } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import { isNeutral } from "@/lib/contract/photos/recipe";
import type { AdjustSession } from "../adjust-session";
import { ColorTools } from "./color-tools";
import { LookSliders } from "./look-sliders";
import { SaveLine } from "./save-line";
import { SaveMenu } from "./save-menu";

/** Strength, warmth, saturation and painted colors of the photo on the stage. */
export function AdjustPanel({ session }: { session: AdjustSession }) {
  const id = useId();
  const { setTool } = session;
  const putAway = useRef(setTool);
  useEffect(() => {
    putAway.current = setTool;
  });
  // Without the panel nobody would see why a drag paints.
  useEffect(() => () => putAway.current(null), []);
  return (
    <section
      aria-labelledby={id}
      className="grid gap-5"
      // Whoever comes near is about to change something; the first change should then be seen at once.
      onPointerEnter={session.prepare}
      onPointerDown={session.prepare}
      onFocus={session.prepare}
    >
      <header className="grid gap-1">
        <div className="flex items-center justify-between gap-2">
          <h2 id={id} className="text-sm font-semibold">
            Adjust <span className="font-normal text-muted-foreground">for free</span>
          </h2>
          <div className="-my-1 flex">
            <StepButton
              label="Undo"
              keys="Ctrl Z"
              icon={<Undo2 aria-hidden />}
              can={session.canUndo}
              onClick={session.undo}
            />
            <StepButton
              label="Redo"
              keys="Ctrl Shift Z"
              icon={<Redo2 aria-hidden />}
              can={session.canRedo}
              onClick={session.redo}
            />
          </div>
        </div>
        <SaveLine session={session} />
      </header>
      <LookSliders session={session} />
      <ColorTools session={session} />
      <div className="flex gap-2">
        <Button
          variant="outline"
          className="flex-1"
          aria-disabled={isNeutral(session.recipe) || undefined}
          onClick={session.reset}
        >
          Reset all
        </Button>
        <SaveMenu session={session} />
      </div>
    </section>
  );
}

type StepProps = { label: string; keys: string; icon: ReactNode; can: boolean; onClick: () => void };

/** It stays focusable when there is nothing to do: whoever undoes by keyboard is not thrown to the top of the page. */
function StepButton({ label, keys, icon, can, onClick }: StepProps) {
  return (
    <Tooltip content={`${label} (${keys})`}>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={label}
        aria-disabled={!can || undefined}
        onClick={can ? onClick : undefined}
      >
        {icon}
      </Button>
    </Tooltip>
  );
}
