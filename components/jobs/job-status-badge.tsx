import { Badge } from "@/components/ui/badge";
import { Spinner } from "@/components/ui/spinner";
import type { JobAnswer } from "@/lib/contract/console-jobs";

const styles = {
  queued: { variant: "neutral", text: "Queued" },
  running: { variant: "neutral", text: "Running" },
  succeeded: { variant: "success", text: "Done" },
  failed: { variant: "destructive", text: "Failed" },
  canceled: { variant: "outline", text: "Canceled" },
} as const;

export const jobStatusText = (status: JobAnswer["status"]): string => styles[status].text;

export function JobStatusBadge({ status }: { status: JobAnswer["status"] }) {
  return (
    <Badge variant={styles[status].variant}>
      {status === "running" ? <Spinner /> : null}
      {styles[status].text}
    </Badge>
  );
}
