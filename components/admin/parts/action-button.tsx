"use client";

import { useRouter } from "next/navigation";
import { type ComponentProps, type ReactNode, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";
import { fetchNothing } from "@/lib/client/api-client";

type Props = Pick<ComponentProps<typeof Button>, "variant" | "size" | "className" | "aria-label"> & {
  children: ReactNode;
  /** The API's address that does it, and how. */
  path: string;
  method: "POST" | "PUT" | "DELETE";
  body?: object;
  /** Said when it is done. */
  done: string;
  /** Asked before it is done. */
  confirm?: {
    title: string;
    text: string;
    label: string;
    nameToType?: { label: string; name: string; mismatch: string };
  };
};

/** Does one thing through the API, then reads the page anew. */
export function ActionButton({ children, path, method, body, done, confirm, variant = "outline", ...look }: Props) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [asking, setAsking] = useState(false);
  const act = async () => {
    await fetchNothing(path, { method, body });
    toast.success(done);
    setAsking(false);
    router.refresh();
  };
  const press = () => {
    if (confirm) return setAsking(true);
    setPending(true);
    return act()
      .catch((problem: Error) => toast.error(problem.message))
      .finally(() => setPending(false));
  };
  return (
    <>
      <Button variant={variant} pending={pending} onClick={press} {...look}>
        {children}
      </Button>
      {asking && confirm ? (
        <ConfirmDialog
          title={confirm.title}
          confirmLabel={confirm.label}
          nameToType={confirm.nameToType}
          onConfirm={act}
          onClose={() => setAsking(false)}
        >
          <p>{confirm.text}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
