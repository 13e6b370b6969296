import type { ClarityGain } from "@/lib/contract/photos/photo-facts";

const places = [1, 2, 3] as const;

/** How much an add-on would improve: filled dots out of three, which do not depend on color. */
export function GainDots({ gain }: { gain: ClarityGain }) {
  return (
    <svg
      role="img"
      aria-label={`Improvement: ${gain} of 3`}
      viewBox="0 0 32 10"
      className="mr-1.5 inline-block h-2.5 w-8 text-brand"
    >
      {places.map((place) => (
        <circle
          key={place}
          cx={11 * place - 6}
          cy={5}
          r={3.75}
          stroke="currentColor"
          strokeWidth={1.5}
          fill={place <= gain ? "currentColor" : "none"}
        />
      ))}
    </svg>
  );
}
