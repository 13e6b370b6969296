import { SkeletonRows } from "@/components/ui/load-state";

export default function Loading() {
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">Loading</span>
      <SkeletonRows count={6} className="h-11" />
    </div>
  );
}
