import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { PhotoProblem } from "../queue/local-photo";

/** Below the photo, of the same height in every state: a description on the left, actions on the right. */
export function StageBar({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <div className="flex min-h-25 flex-wrap items-center justify-between gap-4 border-t bg-background px-4 py-4 sm:px-6">
      <div className="grid min-w-0 flex-1 basis-80 gap-1 text-[0.8125rem] leading-snug">{children}</div>
      {actions && <div className="flex flex-wrap gap-2 max-sm:w-full">{actions}</div>}
    </div>
  );
}

type Props = { name: string; problem: PhotoProblem; onRetry: () => void };

export function FailedBar({ name, problem: { detail }, onRetry }: Props) {
  return (
    <StageBar
      actions={
        <Button variant="outline" onClick={onRetry}>
          <RotateCcw aria-hidden />
          Retry
        </Button>
      }
    >
      <div role="alert" className="grid gap-1.5">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <h2 className="truncate text-sm font-semibold">{name}</h2>
          <Badge variant="destructive">Failed, not charged</Badge>
        </div>
        <p className="text-sm">{detail}</p>
      </div>
    </StageBar>
  );
}
