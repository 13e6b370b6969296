import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { Spinner } from "@/components/ui/loading";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { describeCharge } from "./describe-job";

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

export function JobCharge({ job }: { job: JobAnswer }) {
  const { text, tone } = describeCharge(job);
  return <span className={cn("whitespace-nowrap", tone !== "charged" && "text-muted-foreground")}>{text}</span>;
}
