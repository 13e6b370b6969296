import { ShownOnce } from "@/components/ui/overlays/shown-once";

type Props = { secret: string; rotated?: boolean; onDone: () => void };

/** Inside a dialog: the only time a signing secret is shown. */
export function WebhookSecret({ secret, rotated, onDone }: Props) {
  return (
    <ShownOnce title="Save the signing secret now" texts={[{ label: "Signing secret", text: secret }]} onDone={onDone}>
      It is shown only once. Your receiver uses it to check that an event comes from this studio.
      {rotated
        ? " Events are signed with the old secret too for 24 hours, so you lose nothing while you switch."
        : null}
    </ShownOnce>
  );
}
