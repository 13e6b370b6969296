import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { isLiveSetting, liveSettings } from "@/lib/contract/admin/live-settings";
import type { LiveSettingAnswer, SettingChangeAnswer } from "@/lib/contract/admin/settings-answers";
import { formatMoment } from "@/lib/format/format-dates";
import { describeValue } from "./describe-value";
import { findSetting, useChangeSettings } from "./use-settings";

type Props = { changes: readonly SettingChangeAnswer[]; live: readonly LiveSettingAnswer[] };

/** Who changed what and when, with the way back. */
export function SettingHistory({ changes, live }: Props) {
  if (changes.length === 0)
    return (
      <p className="text-muted-foreground text-sm">
        Nothing was changed yet. What you change here is kept with who and when.
      </p>
    );
  return (
    <Table label="Changes of settings">
      <TableHeader>
        <TableRow>
          <TableHead>Setting</TableHead>
          <TableHead>Before</TableHead>
          <TableHead>After</TableHead>
          <TableHead>When</TableHead>
          <TableHead>Who</TableHead>
          <TableHead>
            <span className="sr-only">Undo</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {changes.map((change) => (
          <TableRow key={change.id}>
            <TableCell className="font-medium">{labelOf(change.name)}</TableCell>
            <TableCell className="min-w-40 max-w-72 break-words">{show(change, change.before)}</TableCell>
            <TableCell className="min-w-40 max-w-72 break-words">{show(change, change.after)}</TableCell>
            <TableCell className="whitespace-nowrap">
              <Time at={change.at} format={formatMoment} />
            </TableCell>
            <TableCell className="whitespace-nowrap">{change.by ?? "command line"}</TableCell>
            <TableCell>
              <UndoButton change={change} live={live} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

const labelOf = (name: string): string => (isLiveSetting(name) ? liveSettings[name].label : name);
const show = ({ name }: SettingChangeAnswer, value: string | null): string =>
  value === null ? "default" : isLiveSetting(name) ? describeValue(name, value) : value;

/** Only where the setting still is what this change made of it. */
function UndoButton({ change: { name, before, after }, live }: { change: SettingChangeAnswer } & Pick<Props, "live">) {
  const change = useChangeSettings();
  if (!isLiveSetting(name)) return null;
  const { value, source } = findSetting(live, name);
  const isNow =
    after === null
      ? source === "default"
      : source === "here" && describeValue(name, value) === describeValue(name, after);
  if (!isNow || before === after) return null;
  const undo = () =>
    change.mutate(
      { [name]: before },
      { onSuccess: () => toast.success("Undone"), onError: (error) => toast.error(error.message) },
    );
  return (
    <Button variant="outline" size="sm" pending={change.isPending} onClick={undo} aria-label={`Undo: ${labelOf(name)}`}>
      Undo
    </Button>
  );
}
