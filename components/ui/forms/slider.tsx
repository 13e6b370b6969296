import { Slider as Primitive } from "radix-ui";
import { cn } from "../class-names";

type Props = {
  id?: string;
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  /** The value in words, for screen readers. */
  valueText: string;
  onChange: (value: number) => void;
  /** After a drag or a key press. */
  onCommit?: () => void;
  onDoubleClick?: () => void;
  /** What the track shows of the values, such as a gradient; by default it fills up to the value. */
  trackClassName?: string;
};

/** One value on a track: arrows move by a step, PageUp, PageDown and Shift with an arrow by ten. */
export function Slider({
  label,
  value,
  valueText,
  onChange,
  onCommit,
  onDoubleClick,
  trackClassName,
  ...props
}: Props) {
  return (
    <Primitive.Root
      {...props}
      value={[value]}
      onValueChange={([next]) => next !== undefined && onChange(next)}
      onValueCommit={onCommit}
      onDoubleClick={onDoubleClick}
      className="relative flex h-6 w-full touch-none items-center select-none pointer-coarse:h-11"
    >
      <Primitive.Track
        className={cn("relative h-1.5 grow overflow-hidden rounded-full bg-secondary-hover", trackClassName)}
      >
        {!trackClassName && <Primitive.Range className="absolute h-full bg-brand" />}
      </Primitive.Track>
      <Primitive.Thumb
        aria-label={label}
        aria-valuetext={valueText}
        className="block size-5 cursor-grab rounded-full border-2 border-background bg-foreground shadow-soft ring-1 ring-input transition-transform hover:scale-110 active:cursor-grabbing"
      />
    </Primitive.Root>
  );
}
