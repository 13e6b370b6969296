import { RotateCcw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Slider } from "@/components/ui/forms/slider";
import { neutralRecipe } from "@/lib/contract/photos/recipe";
import type { AdjustSession } from "../adjust-session";

type Look = "strength" | "warmth" | "saturation";
type Describe = (value: number) => string;

const percent: Describe = (value) => `${Math.round(value * 100)}%`;
const signed: Describe = (value) => {
  const hundredths = Math.round(value * 100);
  return hundredths > 0 ? `+${hundredths}` : String(hundredths).replace("-", "−");
};
const describeWarmth: Describe = (value) =>
  value === 0 ? "as it is" : `${Math.abs(Math.round(value * 100))} ${value > 0 ? "warmer" : "cooler"}`;

/** Each spans 2, with the value that changes nothing in the middle. */
const sliders: Record<Look, { label: string; min: number; track: string; write: Describe; speak: Describe }> = {
  strength: {
    label: "Strength",
    min: 0,
    track: "bg-linear-to-r from-[#8a8a8a] via-[#a98a6a] to-[#d07f2e]",
    write: percent,
    speak: percent,
  },
  warmth: {
    label: "Warmth",
    min: -1,
    track: "bg-linear-to-r from-[#4f86c6] via-[#b9b4ac] to-[#e0952f]",
    write: signed,
    speak: describeWarmth,
  },
  saturation: {
    label: "Saturation",
    min: 0,
    track: "bg-linear-to-r from-[#8f8f8f] via-[#8aa37a] to-[#2f9e62]",
    write: percent,
    speak: percent,
  },
};

export function LookSliders({ session }: { session: AdjustSession }) {
  return (
    <div className="grid gap-3">
      {(["strength", "warmth", "saturation"] as const).map((look) => (
        <LookSlider key={look} look={look} session={session} />
      ))}
    </div>
  );
}

function LookSlider({ look, session }: { look: Look; session: AdjustSession }) {
  const { recipe, change, endGesture } = session;
  const { label, min, track, write, speak } = sliders[look];
  const value = recipe[look];
  const reset = () => change({ ...recipe, [look]: neutralRecipe[look] });
  return (
    <div className="grid gap-0.5">
      <div className="flex h-7 items-center justify-between text-sm">
        <span aria-hidden>{label}</span>
        <span className="flex items-center gap-1 tabular-nums">
          {value !== neutralRecipe[look] && (
            <Button
              variant="ghost"
              size="icon-sm"
              className="size-7 text-muted-foreground"
              aria-label={`Reset ${label.toLowerCase()}`}
              onClick={reset}
            >
              <RotateCcw aria-hidden className="size-3.5" />
            </Button>
          )}
          <span aria-hidden className="text-muted-foreground">
            {write(value)}
          </span>
        </span>
      </div>
      <Slider
        label={label}
        value={value}
        valueText={speak(value)}
        min={min}
        max={min + 2}
        step={0.02}
        trackClassName={track}
        onChange={(next) => change({ ...recipe, [look]: next }, look)}
        onCommit={endGesture}
        onDoubleClick={reset}
      />
    </div>
  );
}
