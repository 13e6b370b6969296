import { Button } from "@/components/ui/button";
import { describeFault } from "./describe-fault";
import type { GuestPreview } from "./use-guest-preview";

/** What a guest reads below the photo: how far the preview is, where it was made, and how the full size is. */
export function GuestWords({ preview }: { preview: GuestPreview }) {
  if (preview.kind === "none") return "Ready to colorize.";
  if (preview.kind === "offered") {
    return (
      <Button variant="link" size="inline" onClick={preview.load}>
        Preview the colors on this device (8 MB)
      </Button>
    );
  }
  if (preview.kind === "failed") return `Ready to colorize. No preview: ${describeFault(preview.fault)}`;
  if (preview.kind === "shown")
    return "A preview, made on this device: nothing was sent. The full size is made after you sign in.";
  const { step, percent } = preview.state;
  return (
    <>
      Making a preview on this device. {step}
      {percent !== null && <span aria-hidden>, {percent}%</span>}
    </>
  );
}
