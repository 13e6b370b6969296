import { useId } from "react";
import { ChoiceSelect } from "@/components/ui/forms/select";
import { type OutputFormat, outputFormats } from "@/lib/contract/order";

const texts: Record<OutputFormat, { name: string; note: string }> = {
  png: { name: "PNG", note: "Lossless" },
  jpeg: { name: "JPEG", note: "Smaller, opens everywhere" },
  webp: { name: "WebP", note: "Small, keeps transparency" },
  tiff: { name: "TIFF", note: "Lossless, for archives" },
  avif: { name: "AVIF", note: "Smallest, keeps transparency" },
};

const options = outputFormats.map((value) => ({ value, label: texts[value].name }));

const mixed = { value: undefined, label: "Different" };

/** `value` is null while the photos differ. */
type Props = { value: OutputFormat | null; onChange: (format: OutputFormat) => void };

/** The file format of the output. */
export function OutputChoice({ value, onChange }: Props) {
  const id = useId();
  return (
    <section className="grid grid-cols-[1fr_auto] items-center gap-x-3">
      <label htmlFor={id} className="text-sm font-semibold">
        Output
      </label>
      <ChoiceSelect
        id={id}
        value={value ?? undefined}
        options={value ? options : [mixed, ...options]}
        onChange={(format) => format && onChange(format)}
        aria-describedby={`${id}-note`}
        className="row-span-2"
      />
      <p id={`${id}-note`} className="text-xs text-muted-foreground">
        {value ? texts[value].note : "Each photo keeps its own"}
      </p>
    </section>
  );
}
