import { useId } from "react";
import { Label } from "@/components/ui/forms/field";
import { Switch } from "@/components/ui/forms/switch";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/overlays/dialog";
import { stageShortcuts } from "../stage/view/read-zoom-key";
import { shortcuts } from "./read-shortcut";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  enabled: boolean;
  onEnabledChange: (enabled: boolean) => void;
};

export function ShortcutsDialog({ open, onOpenChange, enabled, onEnabledChange }: Props) {
  const id = useId();
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Keyboard shortcuts</DialogTitle>
          <DialogDescription>Move the slider with the arrow keys, Home and End.</DialogDescription>
        </DialogHeader>
        <dl className="grid gap-2.5 text-sm">
          {[...Object.values(shortcuts), ...stageShortcuts].map(({ label, text }) => (
            <div key={label} className="flex items-center justify-between gap-4">
              <dt className="text-muted-foreground">{text}</dt>
              <dd>
                <kbd className="rounded-md border bg-secondary px-2 py-0.5 font-sans text-xs font-medium">{label}</kbd>
              </dd>
            </div>
          ))}
        </dl>
        <div className="flex items-center justify-between gap-4 border-t pt-4">
          <Label htmlFor={id}>Use single-key shortcuts</Label>
          <Switch id={id} checked={enabled} onCheckedChange={onEnabledChange} />
        </div>
      </DialogContent>
    </Dialog>
  );
}
