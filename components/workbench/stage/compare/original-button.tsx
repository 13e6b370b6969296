import { Eye } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";

type Props = { name: string; pressed: boolean; onChange: (pressed: boolean) => void };

/** Longer than this is holding, shorter is pressing. Milliseconds. */
const pressMs = 300;

/** Shows the original while it is held; a short press leaves it there until the next one, for whoever cannot hold. */
export function OriginalButton({ name, pressed, onChange }: Props) {
  const down = useRef<{ at: number; was: boolean } | null>(null);
  const start = (at: number) => {
    if (down.current) return;
    down.current = { at, was: pressed };
    onChange(true);
  };
  const end = (at: number) => {
    const held = down.current;
    down.current = null;
    if (held && (held.was || at - held.at > pressMs)) onChange(false);
  };
  const isPress = (key: string) => key === "Enter" || key === " ";
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-pressed={pressed}
      aria-label={`Show ${name.toLowerCase()}`}
      title={`Hold to see ${name.toLowerCase()} (O)`}
      className="aria-pressed:bg-accent"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start(event.timeStamp);
      }}
      onPointerUp={({ timeStamp }) => end(timeStamp)}
      onPointerCancel={({ timeStamp }) => end(timeStamp)}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (isPress(event.key)) start(event.timeStamp);
      }}
      onKeyUp={(event) => {
        if (isPress(event.key)) end(event.timeStamp);
      }}
      onBlur={({ timeStamp }) => end(timeStamp)}
    >
      <Eye aria-hidden />
    </Button>
  );
}
