"use client";

import { ImagePlus } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Segmented } from "@/components/ui/forms/segmented";
import { useDropped } from "../intake/gather/use-dropped";
import { usePaste } from "../intake/use-paste";
import type { DeviceChoices } from "./device-photo";
import { OfflineSwitch } from "./offline-switch";
import { PhotoCard } from "./photo-card";
import { useDevicePhotos } from "./use-device-photos";

const models = [
  { value: "large", label: "Large" },
  { value: "tiny", label: "Tiny, faster" },
] as const;
const formats = [
  { value: "own", label: "As the photo" },
  { value: "jpeg", label: "JPEG" },
  { value: "png", label: "PNG" },
] as const;

/** Photos are decoded, colored and written in this browser, and nothing of them is sent anywhere. */
export function OnDeviceScreen() {
  const [choices, setChoices] = useState<DeviceChoices>({ model: "large", format: "own" });
  const { photos, add, again, remove, noteSaved, describeEngine } = useDevicePhotos(choices);
  const input = useRef<HTMLInputElement>(null);
  const isDragging = useDropped({ onFiles: add, onText: () => {}, onUnreadable: () => {} });
  usePaste({ onFiles: add, onText: () => {} });
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid gap-6">
        <div className="grid gap-2">
          <h1 className="text-2xl font-semibold sm:text-3xl">Keep your photos on this device</h1>
          <p className="max-w-prose text-muted-foreground">
            The studio’s own network colors them in this browser. Nothing is uploaded, no account is needed, and it is
            free. The first photo loads the engine, 8 MB, once.
          </p>
        </div>
        <section
          aria-label="Add photos"
          className={cn(
            "grid justify-items-center gap-4 rounded-xl border-2 border-dashed border-input/60 bg-card/60 px-6 py-10 text-center",
            isDragging && "border-brand bg-accent",
          )}
        >
          <ImagePlus aria-hidden className="size-8 text-muted-foreground" strokeWidth={1.5} />
          <Button size="lg" variant="ink" onClick={() => input.current?.click()}>
            Choose photos
          </Button>
          <p className="text-sm text-muted-foreground">
            JPEG, PNG or WebP, up to 50 megapixels.{" "}
            <span className="pointer-coarse:hidden">Or drop or paste them here.</span>
          </p>
          <input
            ref={input}
            type="file"
            accept="image/*"
            multiple
            hidden
            aria-label="Photos"
            onChange={({ target }) => {
              add(Array.from(target.files ?? []));
              // So that the same photo can be chosen again.
              target.value = "";
            }}
          />
        </section>
        {photos.length > 0 && (
          <section aria-label="Photos" className="grid gap-3">
            <h2 className="sr-only">Photos</h2>
            <ul className="grid gap-4 sm:grid-cols-2">
              {photos.map((photo) => (
                <PhotoCard
                  key={photo.id}
                  photo={photo}
                  onAgain={() => again(photo)}
                  onSaved={() => noteSaved(photo.id)}
                  onRemove={() => remove(photo)}
                />
              ))}
            </ul>
          </section>
        )}
      </div>
      <aside aria-label="Options" className="grid gap-5">
        <Choices choices={choices} onChange={setChoices} />
        <OfflineSwitch describeEngine={describeEngine} />
        <Limits />
      </aside>
    </div>
  );
}

type ChoicesProps = { choices: DeviceChoices; onChange: (choices: DeviceChoices) => void };

function Choices({ choices, onChange }: ChoicesProps) {
  return (
    <section className="grid gap-4 rounded-xl border bg-card p-4">
      <div className="grid gap-2">
        <h2 className="text-sm font-medium">Model</h2>
        <Segmented
          label="Model"
          value={choices.model}
          options={models}
          onChange={(model) => onChange({ ...choices, model })}
        />
      </div>
      <div className="grid gap-2">
        <h2 className="text-sm font-medium">Output</h2>
        <Segmented
          label="Output"
          value={choices.format}
          options={formats}
          onChange={(format) => onChange({ ...choices, format })}
        />
      </div>
      <p className="text-sm text-muted-foreground">For the photos that you add next.</p>
    </section>
  );
}

/** What is different from the workbench, said before anybody misses it. */
function Limits() {
  return (
    <section className="grid gap-2 text-sm text-muted-foreground">
      <h2 className="font-medium text-foreground">What only the workbench does</h2>
      <ul className="grid list-disc gap-1 pl-5">
        <li>Damage repair and clearer faces</li>
        <li>TIFF, RAW, HEIC and PDF, and 16 bits a channel</li>
        <li>Adjusting colors, history, links and the API</li>
        <li>Keeping dates, places and captions: files made here have the AI mark and nothing else</li>
      </ul>
      <p>Results are gone when you close the page. Download them first.</p>
      <p>
        <a className="font-medium text-foreground underline underline-offset-4" href="/workbench">
          Open the workbench
        </a>
      </p>
    </section>
  );
}
