import Image from "next/image";
import { useState } from "react";
import { toast } from "sonner";
import { Spinner } from "@/components/ui/loading";

const samples = [
  { file: "nagasaki-boats.jpg", name: "Boats in Nagasaki" },
  { file: "dust-bowl-home.jpg", name: "A home in the Dust Bowl" },
  { file: "french-alpine-landscape.jpg", name: "The French Alps" },
  { file: "march-pastoral.jpg", name: "Sheep in March" },
] as const;

/** Old photographs in the public domain, to try the studio with one click. */
export function SamplePhotos({ onFiles }: { onFiles: (files: File[]) => void }) {
  const [loading, setLoading] = useState<string | null>(null);
  const choose = async (file: string) => {
    setLoading(file);
    try {
      const response = await fetch(`/samples/${file}`);
      if (!response.ok) throw new Error(`${response.status}`);
      onFiles([new File([await response.blob()], file, { type: "image/jpeg" })]);
    } catch {
      toast.error("The sample could not be loaded. Try again.");
    } finally {
      setLoading(null);
    }
  };
  return (
    <section aria-labelledby="samples" className="grid justify-items-center gap-3">
      <h2 id="samples" className="text-sm text-muted-foreground">
        No photo at hand? Try one of these.
      </h2>
      <ul className="flex gap-3">
        {samples.map(({ file, name }) => (
          <li key={file}>
            <button
              type="button"
              onClick={() => choose(file)}
              aria-label={`Try the sample: ${name}`}
              className="relative block size-17 overflow-hidden rounded-lg shadow-soft transition-transform hover:-translate-y-0.5 sm:size-24"
            >
              <Image
                src={`/samples/tiles/${file.replace(/\.jpg$/, ".webp")}`}
                alt=""
                width={192}
                height={192}
                unoptimized
                className="size-full object-cover"
              />
              {loading === file && (
                <span className="absolute inset-0 grid place-items-center bg-black/50 text-white">
                  <Spinner label="Loading" />
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
