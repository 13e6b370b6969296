import { Download } from "lucide-react";
import { toast } from "sonner";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { LoadState } from "@/components/ui/load-state";
import { Time } from "@/components/ui/time";
import { retryOrSignIn } from "@/lib/client/api-problem";
import { type DataExportAnswer, exportKeptDays } from "@/lib/contract/accounts/data-exports";
import { formatDeletion, formatMoment, formatSince } from "@/lib/format/format-dates";
import { formatBytes } from "@/lib/format/format-files";
import { exportPath, isUnderWay, useDataExports, useRequestExport } from "./use-data-exports";

/** Everything the account has, to take away. */
export function ExportsCard() {
  const exports = useDataExports();
  const start = useRequestExport();
  const isBusy = exports.data?.some(isUnderWay) ?? false;
  const request = () => start.mutate(undefined, { onError: ({ message }) => toast.error(message) });
  return (
    <Card aria-labelledby="exports-title" className="max-w-2xl">
      <CardHeader>
        <CardTitle id="exports-title">Export your data</CardTitle>
        <CardDescription>
          One ZIP with your photos and results, and your jobs, credits, receipts, purchases and activity as JSON and
          CSV. You get a mail when it is ready; it can be downloaded for {exportKeptDays} days.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-4">
        <Button onClick={request} pending={start.isPending} disabled={isBusy} className="justify-self-start">
          {isBusy ? "The export is being made" : "Export my data"}
        </Button>
        {exports.data?.length ? (
          <ul className="divide-y border-t">
            {exports.data.map((each) => (
              <ExportItem key={each.id} export={each} />
            ))}
          </ul>
        ) : null}
        <LoadState query={exports} subject="your exports" onRetry={retryOrSignIn} />
      </CardContent>
    </Card>
  );
}

const badges = {
  waiting: { variant: "neutral", label: "Waiting" },
  running: { variant: "brand", label: "Being made" },
  ready: { variant: "success", label: "Ready" },
  failed: { variant: "destructive", label: "Failed" },
  expired: { variant: "outline", label: "Deleted" },
} as const satisfies Record<DataExportAnswer["state"], object>;

function ExportItem({ export: each }: { export: DataExportAnswer }) {
  const { id, state, bytes, failure, createdAt, expiresAt } = each;
  const { variant, label } = badges[state];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="grid gap-1 text-sm">
        <span className="flex flex-wrap items-center gap-2">
          <Time at={createdAt} format={formatSince} title={formatMoment} />
          <Badge variant={variant} role={isUnderWay(each) ? "status" : undefined}>
            {label}
          </Badge>
        </span>
        {failure ? <span className="text-muted-foreground">{failure}</span> : null}
        {state === "ready" && expiresAt ? (
          <span className="text-muted-foreground">
            {bytes === null ? "" : `${formatBytes(bytes)} · `}
            <Time at={expiresAt} format={formatDeletion} title={formatMoment} />
          </span>
        ) : null}
      </div>
      {state === "ready" ? (
        <Button asChild variant="outline">
          <a href={exportPath(id)}>
            <Download aria-hidden />
            Download
          </a>
        </Button>
      ) : null}
    </li>
  );
}
