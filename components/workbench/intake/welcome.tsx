import { Skeleton } from "@/components/ui/loading";
import { DropZone } from "./drop-zone";

type Props = { loading: boolean; onChoose: () => void; onFiles: (files: File[]) => void };

/** The stage without a photo: the drop zone, or a skeleton while earlier photos load. */
export function Welcome({ loading, ...drop }: Props) {
  if (!loading) return <DropZone {...drop} />;
  return (
    <div className="grid flex-1 place-items-center p-8" role="status">
      <h1 className="sr-only">Workbench</h1>
      <span className="sr-only">Your photos are loading</span>
      <Skeleton className="aspect-4/3 w-full max-w-2xl bg-foreground/5" />
    </div>
  );
}
