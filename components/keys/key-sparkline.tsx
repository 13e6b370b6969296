import { formatCount } from "@/lib/format/format-numbers";

const [width, height, gap] = [120, 28, 1];

type Props = { photosByDay: number[] };

/** How many photos a key sent on each of the last days, as small bars; in words for those who do not see them. */
export function KeySparkline({ photosByDay }: Props) {
  const total = photosByDay.reduce((sum, photos) => sum + photos, 0);
  const most = Math.max(1, ...photosByDay);
  const step = width / photosByDay.length;
  const words = `${formatCount(total, "photo")} in ${photosByDay.length} days, at most ${Math.max(...photosByDay)} a day`;
  return (
    <span className="inline-flex items-end gap-2" title={words}>
      <span className="sr-only">{words}</span>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden className="h-7 w-30 text-brand dark:text-primary">
        {photosByDay.map((photos, at) => {
          // A day without a photo is a dot on the ground line.
          const bar = photos === 0 ? 1 : Math.max(3, (photos / most) * height);
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: days have no other name
              key={at}
              x={at * step}
              y={height - bar}
              width={step - gap}
              height={bar}
              fill="currentColor"
              opacity={photos === 0 ? 0.25 : 1}
            />
          );
        })}
      </svg>
    </span>
  );
}
