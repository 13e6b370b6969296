import { Columns2, Maximize, Minimize, Minus, Plus, Square, SquareSplitHorizontal } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Segmented } from "@/components/ui/forms/segmented";
import { Spinner } from "@/components/ui/loading";
import { OriginalButton } from "../compare/original-button";
import type { CompareView } from "./stored-view";
import type { useFullScreen } from "./use-full-screen";
import { readPercent, readZoomed, useViewportValue } from "./use-viewport";
import type { Viewport } from "./viewport";

const views = [
  { value: "slider", label: "Slider", icon: SquareSplitHorizontal },
  { value: "side", label: "Side by side", icon: Columns2 },
  { value: "result", label: "Result", icon: Square },
] as const;

type CompareProps = {
  view: CompareView;
  onView: (view: CompareView) => void;
  beforeName: string;
  holding: boolean;
  onHolding: (holding: boolean) => void;
};
type Props = {
  viewport: Viewport;
  /** Null while there is nothing to compare. */
  compare: CompareProps | null;
  tools: ReactNode;
  loading: boolean;
  fullScreen: ReturnType<typeof useFullScreen>;
};

/** Above the photo: how before and after are compared, and how large the photo is. */
export function StageToolbar({ viewport, compare, tools, loading, fullScreen }: Props) {
  return (
    <div
      // The workbench's own button lies in the right corner.
      className="@container flex min-h-12 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1.5 lg:pr-14"
    >
      {compare && (
        <>
          <Segmented
            label="Compare by"
            value={compare.view}
            options={views}
            onChange={compare.onView}
            wordClassName="hidden @2xl:inline"
          />
          <OriginalButton name={compare.beforeName} pressed={compare.holding} onChange={compare.onHolding} />
        </>
      )}
      {tools}
      <ZoomControls viewport={viewport} loading={loading} fullScreen={fullScreen} />
    </div>
  );
}

function ZoomControls({ viewport, loading, fullScreen }: Pick<Props, "viewport" | "loading" | "fullScreen">) {
  const percent = useViewportValue(viewport, readPercent);
  const zoomed = useViewportValue(viewport, readZoomed);
  return (
    <div className="relative ml-auto flex items-center">
      {loading && (
        <span className="absolute right-full mr-1 flex">
          <Spinner label="Loading the full picture" />
        </span>
      )}
      <ToolButton label="Zoom out" hint="−" disabled={!zoomed} onClick={() => viewport.step(-1)}>
        <Minus aria-hidden />
      </ToolButton>
      <ToolButton
        label={zoomed ? `${percent}%, zoom to fit` : `${percent}%, zoom to 100%`}
        hint={zoomed ? "0" : "1"}
        className="w-12 text-[0.8125rem] tabular-nums"
        onClick={() => (zoomed ? viewport.fit() : viewport.showActualSize())}
      >
        {percent}%
      </ToolButton>
      <ToolButton label="Zoom in" hint="+" onClick={() => viewport.step(1)}>
        <Plus aria-hidden />
      </ToolButton>
      <ToolButton
        label="Fit"
        hint="0"
        className="w-10 text-[0.8125rem] max-[26rem]:hidden"
        disabled={!zoomed}
        onClick={() => viewport.fit()}
      >
        Fit
      </ToolButton>
      {fullScreen.available && (
        <ToolButton
          label={fullScreen.active ? "Leave full screen" : "Full screen"}
          hint="F"
          onClick={fullScreen.toggle}
        >
          {fullScreen.active ? <Minimize aria-hidden /> : <Maximize aria-hidden />}
        </ToolButton>
      )}
    </div>
  );
}

type ToolProps = Omit<ComponentProps<typeof Button>, "disabled"> & { label: string; hint: string; disabled?: boolean };

function ToolButton({ label, hint, disabled, className, onClick, ...props }: ToolProps) {
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={label}
      title={`${label} (${hint})`}
      // Stays focusable: a button that is switched off by its own press would lose the focus.
      aria-disabled={disabled || undefined}
      className={cn("text-muted-foreground hover:text-foreground", className)}
      // A mouse leaves the focus where it is, so that space goes on to move the photo and does not press the button again.
      onMouseDown={(event) => event.preventDefault()}
      onClick={disabled ? undefined : onClick}
      {...props}
    />
  );
}
