import { cn } from "@/components/ui/cn";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { describeCharge } from "./describe-job";

export function JobCharge({ job }: { job: JobAnswer }) {
  const { text, tone } = describeCharge(job);
  return <span className={cn("whitespace-nowrap", tone !== "charged" && "text-muted-foreground")}>{text}</span>;
}
