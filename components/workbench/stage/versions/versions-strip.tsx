import { useId } from "react";
import { PictureChoice } from "@/components/ui/forms/picture-choice";
import { ChoiceSelect } from "@/components/ui/forms/select";
import { formatCredits } from "@/lib/format/format-numbers";
import type { PhotoVersion } from "../../queue/queue-photo";
import { PhotoImage } from "../photo-image";
import { listComparable } from "./name-version";

type Props = {
  versions: readonly PhotoVersion[];
  /** By job. */
  names: ReadonlyMap<string, string>;
  /** The job of the version that is shown and downloaded. */
  chosen: string;
  onChoose: (jobId: string) => void;
  /** The job of the version on the left; undefined for the original. */
  comparedWith: string | undefined;
  onCompareWith: (jobId: string | undefined) => void;
};

/** A photo's results: which of them is shown, and what it is compared with. */
export function VersionsStrip({ versions, names, chosen, onChoose, comparedWith, onCompareWith }: Props) {
  const id = useId();
  const nameOf = ({ jobId }: PhotoVersion) => names.get(jobId) ?? "Version";
  const others = listComparable(versions, chosen);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t bg-background px-3 py-2 sm:px-5">
      <PictureChoice
        label="Versions"
        value={chosen}
        onChange={onChoose}
        options={versions.map((version) => ({
          value: version.jobId,
          label: nameOf(version),
          note: formatCredits(version.job.creditsCharged),
          picture: <PhotoImage src={version.job.thumbUrl ?? version.outputUrl} alt="" />,
        }))}
      />
      <div className="flex items-center gap-2 text-[0.8125rem]">
        <label htmlFor={id} className="text-muted-foreground whitespace-nowrap">
          Compare with
        </label>
        <ChoiceSelect
          id={id}
          value={comparedWith}
          onChange={onCompareWith}
          options={[
            { value: undefined, label: "Original" },
            ...others.map((version) => ({ value: version.jobId, label: nameOf(version) })),
          ]}
        />
      </div>
    </div>
  );
}
