import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import type { DayOfPhotos } from "@/lib/contract/admin/operator-views";
import { formatDay, formatProcessing } from "@/lib/format/format-dates";
import { formatCount } from "@/lib/format/format-numbers";

/** Photos a day as bars, those that failed on top. A screen reader gets one sentence. */
export function PhotosChart({ days }: { days: DayOfPhotos[] }) {
  const peak = Math.max(1, ...days.map(({ succeeded, failed }) => succeeded + failed));
  const succeeded = days.reduce((sum, day) => sum + day.succeeded, 0);
  const failed = days.reduce((sum, day) => sum + day.failed, 0);
  const today = days.at(-1);
  const [first, last] = [days[0]?.day, today?.day];
  const share = succeeded + failed > 0 ? `${Math.round((succeeded / (succeeded + failed)) * 1000) / 10} %` : "–";
  return (
    <Card>
      <CardHeader>
        <CardTitle>Photos a day</CardTitle>
        <CardDescription>
          Today {formatCount(today?.succeeded ?? 0, "photo")}
          {today?.medianSeconds != null ? `, half of them within ${formatProcessing(today.medianSeconds * 1000)}` : ""}.
          In {days.length} days {succeeded} succeeded, {failed} failed ({share} succeeded).
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-2">
        <div
          role="img"
          aria-label={`Photos a day for ${days.length} days: ${succeeded} succeeded, ${failed} failed, at most ${peak} on one day.`}
          className="flex h-36 items-end gap-px sm:gap-1"
        >
          {days.map(({ day, succeeded: good, failed: bad }) => (
            <div
              key={day}
              title={`${formatDay(new Date(day))}: ${good} succeeded, ${bad} failed`}
              className="flex h-full min-w-0 flex-1 flex-col-reverse rounded-t-sm hover:bg-accent"
            >
              <span className="mx-auto w-full max-w-10 bg-brand" style={{ height: `${(good / peak) * 100}%` }} />
              <span
                className="mx-auto w-full max-w-10 bg-destructive/70"
                style={{ height: `${(bad / peak) * 100}%` }}
              />
            </div>
          ))}
        </div>
        <div className="flex justify-between text-muted-foreground text-xs">
          <span>{first ? formatDay(new Date(first)) : ""}</span>
          <span>{last ? formatDay(new Date(last)) : ""}</span>
        </div>
      </CardContent>
    </Card>
  );
}
