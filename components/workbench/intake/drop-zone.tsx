import { Camera, FolderOpen, ImagePlus, Link2, MonitorSmartphone } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { maxImageSize } from "@/lib/contract/limits";
import type { WaysIn } from "./use-ways-in";

type Ways = Pick<WaysIn, "choosePhotos" | "chooseFolder" | "takePhoto" | "enterAddresses">;
type Props = { ways: Ways /** Below the zone: the samples. */; children: ReactNode };

/** The empty workbench. Everything can be dropped and pasted anywhere on the page; this part says so. */
export function DropZone({ ways, children }: Props) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-10 p-4 py-8 sm:p-8">
      <div className="flex w-full max-w-2xl flex-col items-center gap-6 rounded-xl border-2 border-dashed border-input/60 bg-card/60 px-6 py-12 text-center sm:py-16">
        <span className="grid size-16 place-items-center rounded-2xl bg-primary text-primary-foreground">
          <ImagePlus aria-hidden className="size-7" strokeWidth={1.75} />
        </span>
        <div className="grid gap-2">
          <h1 className="text-2xl font-semibold sm:text-3xl">
            <span className="pointer-coarse:hidden">Drop old photos here</span>
            <span className="hidden pointer-coarse:inline">Add old photos</span>
          </h1>
          <p className="text-balance text-muted-foreground">
            JPEG, PNG, TIFF, HEIC, PDF and other photo formats, up to {maxImageSize.replace(" ", "\u00a0")} each.
            <span className="pointer-coarse:hidden"> Or paste: photos, pictures from other pages, addresses.</span>
          </p>
        </div>
        <Button size="lg" variant="ink" onClick={ways.choosePhotos}>
          Choose photos
        </Button>
        <OtherWays ways={ways} />
      </div>
      {children}
    </div>
  );
}

/** A folder where there are folders, the camera where there is a touch screen, an address everywhere. */
function OtherWays({ ways }: { ways: Ways }) {
  return (
    <div className="-mt-2 flex flex-wrap items-center justify-center gap-x-1 gap-y-1">
      <Button variant="ghost" className="hidden pointer-coarse:inline-flex" onClick={ways.takePhoto}>
        <Camera aria-hidden />
        Take a photo
      </Button>
      <Button variant="ghost" className="pointer-coarse:hidden" onClick={ways.chooseFolder}>
        <FolderOpen aria-hidden />
        Choose a folder
      </Button>
      <Button variant="ghost" onClick={ways.enterAddresses}>
        <Link2 aria-hidden />
        From an address
      </Button>
      <Button asChild variant="ghost">
        {/* A page of its own, which is loaded as a whole: a browser may keep it. */}
        <a href="/on-device">
          <MonitorSmartphone aria-hidden />
          Keep photos on this device
        </a>
      </Button>
    </div>
  );
}
