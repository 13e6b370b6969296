import { RotateCcw } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { PhotoProblem } from "./local-photo";

export function FailedNote({ problem: { detail }, onRetry }: { problem: PhotoProblem; onRetry: () => void }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4 border-t bg-background px-4 py-4 sm:px-6"
    >
      <div className="grid max-w-xl gap-1.5">
        <Badge variant="destructive">Failed, not charged</Badge>
        <p className="text-sm">{detail}</p>
      </div>
      <Button variant="outline" onClick={onRetry}>
        <RotateCcw aria-hidden />
        Retry
      </Button>
    </div>
  );
}
