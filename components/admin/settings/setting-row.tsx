import { useId, useState } from "react";
import { toast } from "sonner";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/forms/switch";
import { liveSettings } from "@/lib/contract/admin/live-settings";
import type { LiveSettingAnswer } from "@/lib/contract/admin/settings-answers";
import { describeValue } from "./describe-value";
import { PacksDialog } from "./packs-dialog";
import { SettingDialog } from "./setting-dialog";
import { useChangeSettings } from "./use-settings";

type Props = { setting: LiveSettingAnswer };

/** One setting: what it does, its value, where that comes from, and the way to change it. */
export function SettingRow({ setting }: Props) {
  const { name, value, source } = setting;
  const { label, explains, kind } = liveSettings[name];
  const id = useId();
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 p-4 sm:px-5">
      <div className="grid min-w-0 flex-1 basis-72 gap-1">
        <p className="flex flex-wrap items-center gap-2 font-medium text-sm">
          <span id={id}>{label}</span>
          {source === "here" ? <Badge variant="success">Changed here</Badge> : null}
          {source === "environment" ? <Badge variant="outline">Set by the environment</Badge> : null}
        </p>
        {kind === "switch" ? null : <p className="break-words text-sm">{describeValue(name, value)}</p>}
        <p className="text-muted-foreground text-sm">
          {explains}
          {source === "environment"
            ? ` ${name} is given where the studio is started, which wins: change it there.`
            : null}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {source === "here" ? <ResetButton setting={setting} /> : null}
        {kind === "switch" ? <SwitchNow setting={setting} labelledBy={id} /> : <ChangeButton setting={setting} />}
      </div>
    </li>
  );
}

function ResetButton({ setting: { name, default: fallback } }: Props) {
  const change = useChangeSettings();
  const reset = () =>
    change.mutate(
      { [name]: null },
      {
        onSuccess: () => toast.success(`${liveSettings[name].label}: ${describeValue(name, fallback)}`),
        onError: (error) => toast.error(error.message),
      },
    );
  return (
    <Button
      variant="ghost"
      size="sm"
      pending={change.isPending}
      onClick={reset}
      aria-label={`Back to the default: ${liveSettings[name].label}`}
    >
      Back to the default
    </Button>
  );
}

function SwitchNow({ setting: { name, value, source }, labelledBy }: Props & { labelledBy: string }) {
  const change = useChangeSettings();
  return (
    <Switch
      aria-labelledby={labelledBy}
      checked={value === "true"}
      disabled={source === "environment" || change.isPending}
      onCheckedChange={(checked) =>
        change.mutate({ [name]: String(checked) }, { onError: (error) => toast.error(error.message) })
      }
    />
  );
}

function ChangeButton({ setting }: Props) {
  const [changing, setChanging] = useState(false);
  const close = () => setChanging(false);
  const { name, source } = setting;
  const Dialog = name === "CREDIT_PACKS" ? PacksDialog : SettingDialog;
  return (
    <>
      <Button
        variant="outline"
        size="sm"
        disabled={source === "environment"}
        onClick={() => setChanging(true)}
        aria-label={`Change: ${liveSettings[name].label}`}
      >
        Change
      </Button>
      {changing ? <Dialog setting={setting} onClose={close} /> : null}
    </>
  );
}
