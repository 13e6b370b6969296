import { RotateCcw } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { PhotoProblem } from "../queue/local-photo";
import { StageBar } from "./stage-bar";

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
