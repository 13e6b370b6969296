import { Skeleton } from "@/components/ui/loading";
import { DropZone } from "./drop-zone";
import { SamplePhotos } from "./sample-photos";
import type { WaysIn } from "./use-ways-in";

type Props = { loading: boolean; ways: WaysIn };

/** The stage without a photo: the drop zone, or a skeleton while earlier photos load. */
export function Welcome({ loading, ways }: Props) {
  if (!loading) {
    return (
      <DropZone ways={ways}>
        <SamplePhotos onSample={ways.takeSample} />
      </DropZone>
    );
  }
  return (
    <div className="grid flex-1 place-items-center p-8" role="status">
      <h1 className="sr-only">Workbench</h1>
      <span className="sr-only">Your photos are loading</span>
      <Skeleton className="aspect-4/3 w-full max-w-2xl bg-foreground/5" />
    </div>
  );
}
