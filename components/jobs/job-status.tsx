import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { Spinner } from "@/components/ui/loading";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import type { AttemptState } from "@/lib/contract/job-search";
import { describeCharge } from "./describe-job";

const styles = {
  queued: { variant: "neutral", text: "Queued" },
  running: { variant: "neutral", text: "Running" },
  succeeded: { variant: "success", text: "Done" },
  failed: { variant: "destructive", text: "Failed" },
  canceled: { variant: "outline", text: "Canceled" },
  refused: { variant: "destructive", text: "Refused" },
} as const;

export const jobStatusText = (status: AttemptState): string => styles[status].text;

export function JobStatusBadge({ status }: { status: AttemptState }) {
  return (
    <Badge variant={styles[status].variant}>
      {status === "running" ? <Spinner /> : null}
      {styles[status].text}
    </Badge>
  );
}

export function JobCharge({ job }: { job: JobAnswer }) {
  const { text, tone } = describeCharge(job);
  return <span className={cn("whitespace-nowrap", tone !== "charged" && "text-muted-foreground")}>{text}</span>;
}
