import { useId } from "react";
import { ChoiceTiles } from "@/components/ui/forms/choice-tiles";
import { type KeyMode, keyModes } from "@/lib/contract/answers";

const texts: Record<KeyMode, { name: string; note: string }> = {
  live: { name: "Live", note: "Spends your credits." },
  test: { name: "Test", note: "Free. Works like a live key, but TEST is drawn across the output." },
};
const options = keyModes.map((value) => ({ value, ...texts[value] }));

type Props = { value: KeyMode; onChange: (mode: KeyMode) => void };

/** Live or test. It cannot be changed later, since the mode is part of the key. */
export function KeyModeChoice({ value, onChange }: Props) {
  const id = useId();
  return (
    <div className="grid gap-2">
      <span id={id} className="font-medium text-sm">
        Mode
      </span>
      <ChoiceTiles labelledBy={id} value={value} options={options} onChange={onChange} className="sm:grid-cols-2" />
    </div>
  );
}
