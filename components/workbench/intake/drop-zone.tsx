import { ImagePlus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { SamplePhotos } from "./sample-photos";

type Props = { onChoose: () => void; onFiles: (files: File[]) => void };

/** The empty workbench. Files can be dropped anywhere on the page; this part says so. */
export function DropZone({ onChoose, onFiles }: Props) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-10 p-4 py-8 sm:p-8">
      <div className="flex w-full max-w-2xl flex-col items-center gap-6 rounded-xl border-2 border-dashed border-input/60 bg-card/60 px-6 py-14 text-center sm:py-20">
        <span className="grid size-16 place-items-center rounded-2xl bg-primary text-primary-foreground">
          <ImagePlus aria-hidden className="size-7" strokeWidth={1.75} />
        </span>
        <div className="grid gap-2">
          <h1 className="text-2xl font-semibold sm:text-3xl">
            <span className="pointer-coarse:hidden">Drop old photos here</span>
            <span className="hidden pointer-coarse:inline">Add old photos</span>
          </h1>
          <p className="text-balance text-muted-foreground">
            JPEG, PNG, WebP, TIFF or HEIC, up to 25&nbsp;MB each.
            <span className="pointer-coarse:hidden"> Or paste one from the clipboard.</span>
          </p>
        </div>
        <Button size="lg" variant="ink" onClick={onChoose}>
          Choose photos
        </Button>
      </div>
      <SamplePhotos onFiles={onFiles} />
    </div>
  );
}
