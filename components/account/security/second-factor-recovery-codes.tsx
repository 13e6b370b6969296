import { ShownOnce } from "@/components/ui/overlays/shown-once";

/** The recovery codes, right after they were made. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  return (
    <ShownOnce
      title="Save your recovery codes"
      texts={[{ label: "Recovery codes", text: codes.join("\n") }]}
      onDone={onDone}
    >
      Each of them lets you in once without your phone. They are not shown again. Print them, or keep them where you
      keep passwords.
    </ShownOnce>
  );
}
