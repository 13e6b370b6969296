import { cn } from "@/components/ui/class-names";
import { formatDay } from "@/lib/format/format-dates";
import { formatCredits } from "@/lib/format/format-numbers";
import { roundScale, type UsageDay, type UsageSeries } from "./stack-days";

const fills = ["bg-brand", "bg-foreground/70", "bg-brand/45", "bg-foreground/35", "bg-foreground/15"];
const dayOf = (day: string) => formatDay(new Date(day));

/** Credits per day as stacked bars. A screen reader gets one sentence; the table below has every number. */
export function UsageChart({ series, days }: { series: UsageSeries[]; days: UsageDay[] }) {
  const peak = days.reduce((highest, day) => (day.credits > highest.credits ? day : highest), { day: "", credits: 0 });
  const scale = roundScale(peak.credits);
  const [first, last] = [days[0]?.day ?? "", days.at(-1)?.day ?? ""];
  const total = days.reduce((sum, { credits }) => sum + credits, 0);
  const most = peak.credits > 0 ? ` Highest day: ${formatCredits(peak.credits)}, ${dayOf(peak.day)}.` : "";
  return (
    <figure className="grid gap-4">
      <div
        role="img"
        aria-label={`Credits per day, ${dayOf(first)} to ${dayOf(last)}: ${formatCredits(total)}.${most}`}
        className="grid gap-2"
      >
        <div className="relative h-48 sm:h-60">
          {[1, 0.5, 0].map((share) => (
            <Line key={share} share={share} credits={scale * share} />
          ))}
          <div className="absolute inset-0 ml-10 flex items-end gap-px sm:gap-1">
            {days.map((day) => (
              <Bar key={day.day} day={day} scale={scale} />
            ))}
          </div>
        </div>
        <div className="ml-10 flex justify-between text-muted-foreground text-xs">
          <span>{dayOf(first)}</span>
          <span>{dayOf(last)}</span>
        </div>
      </div>
      {series.length > 0 ? <Legend series={series} /> : null}
    </figure>
  );
}

function Line({ share, credits }: { share: number; credits: number }) {
  return (
    <div className="absolute inset-x-0 flex items-center" style={{ bottom: `${share * 100}%`, height: 0 }}>
      <span className="w-8 text-right text-muted-foreground text-xs tabular-nums">{credits.toLocaleString("en")}</span>
      <span className="ml-2 flex-1 border-t" />
    </div>
  );
}

function Bar({ day: { day, credits, parts }, scale }: { day: UsageDay; scale: number }) {
  return (
    <div
      title={`${dayOf(day)}: ${formatCredits(credits)}`}
      className="group flex h-full min-w-0 flex-1 flex-col-reverse rounded-t-sm hover:bg-accent"
    >
      {parts.map((part, place) =>
        part > 0 ? (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is the series
            key={place}
            className={cn("mx-auto w-full max-w-10 border-card border-t last:rounded-t-sm", fills[place])}
            style={{ height: `${(part / scale) * 100}%` }}
          />
        ) : null,
      )}
    </div>
  );
}

function Legend({ series }: { series: UsageSeries[] }) {
  return (
    <figcaption>
      <ul className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {series.map(({ id, name, credits }, place) => (
          <li key={id} className="flex min-w-0 items-center gap-2">
            <span aria-hidden className={cn("size-3 shrink-0 rounded-sm", fills[place])} />
            <span className="min-w-0 break-words">{name}</span>
            <span className="text-muted-foreground tabular-nums">{formatCredits(credits)}</span>
          </li>
        ))}
      </ul>
    </figcaption>
  );
}
