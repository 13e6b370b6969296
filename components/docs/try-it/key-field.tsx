import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/forms/field";
import { Input } from "@/components/ui/forms/input";

type Props = { value: string; error: string | null; canCreate: boolean; onChange: (key: string) => void };

/** The key to call with. It stays in this page's memory: it is never stored and a reload drops it. */
export function KeyField({ value, error, canCreate, onChange }: Props) {
  const [creating, setCreating] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const create = async () => {
    setCreating(true);
    setFailure(null);
    try {
      const { createTestKey } = await import("@/lib/client/call-public-api");
      onChange(await createTestKey());
    } catch (thrown) {
      setFailure(thrown instanceof Error ? thrown.message : "The key could not be created.");
    } finally {
      setCreating(false);
    }
  };
  return (
    <div className="grid gap-2">
      <Field label="API key" hint="Kept only on this page, until you leave it." error={error ?? failure}>
        {(control) => (
          <Input
            {...control}
            type="password"
            name="api-key"
            autoComplete="off"
            spellCheck={false}
            placeholder="pxs_test_… or pxs_live_…"
            className="font-mono"
            value={value}
            onChange={(event) => onChange(event.target.value.trim())}
          />
        )}
      </Field>
      {canCreate && (
        <Button variant="outline" size="sm" className="w-fit" pending={creating} onClick={create}>
          {!creating && <KeyRound aria-hidden />}
          Create a test key
        </Button>
      )}
    </div>
  );
}
