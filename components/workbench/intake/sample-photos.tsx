import Image from "next/image";
import { useState } from "react";
import { toast } from "sonner";
import { Spinner } from "@/components/ui/loading";
import { type SampleName, sampleNames } from "@/lib/contract/answers";

const titles: Record<SampleName, string> = {
  "nagasaki-boats": "Boats in Nagasaki",
  "dust-bowl-home": "A home in the Dust Bowl",
  "french-alpine-landscape": "The French Alps",
  "march-pastoral": "Sheep in March",
};

/** Old photographs in the public domain, to try the studio with one click. */
export function SamplePhotos({ onSample }: { onSample: (file: File, sample: SampleName) => void }) {
  const [loading, setLoading] = useState<SampleName | null>(null);
  const choose = async (sample: SampleName) => {
    setLoading(sample);
    try {
      const response = await fetch(`/samples/${sample}.jpg`);
      if (!response.ok) throw new Error(`${response.status}`);
      onSample(new File([await response.blob()], `${sample}.jpg`, { type: "image/jpeg" }), sample);
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
        {sampleNames.map((sample) => (
          <li key={sample}>
            <button
              type="button"
              onClick={() => choose(sample)}
              aria-label={`Try the sample: ${titles[sample]}`}
              className="relative block size-17 overflow-hidden rounded-lg shadow-soft transition-transform hover:-translate-y-0.5 sm:size-24"
            >
              <Image
                src={`/samples/tiles/${sample}.webp`}
                alt=""
                width={192}
                height={192}
                unoptimized
                className="size-full object-cover"
              />
              {loading === sample && (
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
