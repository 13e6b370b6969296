import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { cn } from "@/components/ui/class-names";
import { Input } from "@/components/ui/forms/input";
import type { JobAnswer } from "@/lib/contract/console-jobs";
import { changeJobSchema } from "@/lib/contract/job-search";
import { useChangeJob } from "../use-jobs";

type Props = {
  job: Pick<JobAnswer, "jobId" | "name">;
  /** `byKey`: by Enter or Escape, so that nothing has the focus now. */
  onDone: (byKey: boolean) => void;
  className?: string;
};

/** A photo's name as a field, focused. Enter and leaving it save, Escape does not; a blank name stays as it was. */
export function RenameField({ job, onDone, className }: Props) {
  const [text, setText] = useState(job.name ?? "");
  const field = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  const rename = useChangeJob();
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const end = (byKey: boolean) => {
    isOver.current = true;
    onDone(byKey);
  };
  const save = async (byKey: boolean) => {
    if (isOver.current) return;
    const { data } = changeJobSchema.shape.name.safeParse(text);
    end(byKey);
    if (!data || data === job.name) return;
    await rename
      .mutateAsync({ id: job.jobId, name: data })
      .catch((error: Error) => toast.error(`Not renamed. ${error.message}`));
  };
  return (
    <Input
      ref={field}
      aria-label="Name of the photo"
      dir="auto"
      maxLength={200}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => save(false)}
      onKeyDown={(event) => {
        if (event.key === "Enter") void save(true);
        else if (event.key === "Escape") end(true);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
      className={cn("relative z-10", className)}
    />
  );
}
