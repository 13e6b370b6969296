import type { ComponentProps } from "react";
import { ChoiceSelect } from "@/components/ui/forms/select";
import { type ShareDays, shareDays } from "@/lib/contract/photos/shares";
import { formatCount } from "@/lib/format/format-numbers";

const options = shareDays.map((value) => ({ value, label: formatCount(value, "day") }));

type Props = Omit<ComponentProps<"select">, "value" | "onChange"> & {
  value: ShareDays;
  onChange: (days: ShareDays) => void;
};

/** How long a link works, counted from when it is chosen. */
export function ShareDaysSelect(props: Props) {
  return <ChoiceSelect {...props} options={options} />;
}
