import { ImagePlus } from "lucide-react";
import Image from "next/image";
import { useId } from "react";
import { cn } from "@/components/ui/class-names";
import { acceptedPhotoFiles } from "@/lib/contract/photos/photo-formats";

const samples = [
  { file: "dust-bowl-home.jpg", name: "A home in the Dust Bowl" },
  { file: "nagasaki-boats.jpg", name: "Boats in Nagasaki" },
  { file: "french-alpine-landscape.jpg", name: "The French Alps" },
  { file: "march-pastoral.jpg", name: "Sheep in March" },
] as const;

/** A file of the user, or the name of one of the studio's samples. */
export type PhotoChoice = File | (typeof samples)[number]["file"];
export const firstSample = samples[0].file;

type Props = { value: PhotoChoice; onChange: (photo: PhotoChoice) => void };
const tile =
  "relative grid size-14 cursor-pointer place-items-center overflow-hidden rounded-lg border-2 border-transparent has-checked:border-brand has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring";

/** Old photographs to choose from, or a file of the user. */
export function PhotoPicker({ value, onChange }: Props) {
  const name = useId();
  const own = value instanceof File ? value : null;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">Photo</legend>
      <div className="flex flex-wrap gap-2">
        {samples.map((sample) => (
          <label key={sample.file} className={tile}>
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={value === sample.file}
              onChange={() => onChange(sample.file)}
            />
            <span className="sr-only">{sample.name}</span>
            <Image
              src={`/samples/${sample.file}`}
              alt=""
              width={56}
              height={56}
              className="size-full rounded-md object-cover"
            />
          </label>
        ))}
        <label className={cn(tile, "border-input border-dashed bg-card", own && "border-brand border-solid")}>
          <input
            type="file"
            accept={["image/*", ...Object.values(acceptedPhotoFiles).flat()].join(",")}
            className="sr-only"
            aria-label="Choose your own photo"
            onChange={(event) => event.target.files?.[0] && onChange(event.target.files[0])}
          />
          <ImagePlus aria-hidden className="size-5 text-muted-foreground" />
        </label>
      </div>
      {own && <p className="break-all text-muted-foreground text-sm">{own.name}</p>}
    </fieldset>
  );
}
